/** How far back a report looks. */
export type SpanName = 'month' | '30-days' | '3-months' | '12-months'
export const spanNames: readonly SpanName[] = ['month', '30-days', '3-months', '12-months']

/** First and last day, as YYYY-MM-DD. */
export type Span = { readonly from: string; readonly to: string }

const dayText = (year: number, month: number, day: number): string => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)

/**
 * The days of a span that ends today.
 * @param today YYYY-MM-DD in the shop's time zone
 */
export function spanOf(name: SpanName, today: string): Span {
  const [year = 1970, month = 1, day = 1] = today.split('-').map(Number)
  switch (name) {
    case 'month':
      return { from: dayText(year, month - 1, 1), to: today }
    case '30-days':
      return { from: dayText(year, month - 1, day - 29), to: today }
    case '3-months':
      return { from: dayText(year, month - 3, 1), to: today }
    case '12-months':
      return { from: dayText(year, month - 12, 1), to: today }
  }
}
