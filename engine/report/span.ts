import { Temporal } from 'temporal-polyfill'

/** Times of a span in ms: from its first moment to the first one after it. */
export type Times = { readonly from: number; readonly to: number }

/** Days in a zone, both included, as times; null when the last comes before the first. */
export function timesOf(days: { readonly from: string; readonly to: string }, timeZone: string): Times | null {
  const from = Temporal.PlainDate.from(days.from)
  const to = Temporal.PlainDate.from(days.to)
  if (Temporal.PlainDate.compare(from, to) > 0) return null
  return { from: beginning(from, timeZone), to: beginning(to.add({ days: 1 }), timeZone) }
}

/** A month cut to a span; `begins` is its own first moment. */
export type MonthPart = Times & { readonly month: string; readonly begins: number }

/** The months that a span of days touches, each cut to the span, the first one first. */
export function monthsOf(days: { readonly from: string; readonly to: string }, timeZone: string): MonthPart[] {
  const span = timesOf(days, timeZone)
  if (span === null) return []
  const last = Temporal.PlainDate.from(days.to).toPlainYearMonth()
  const months: MonthPart[] = []
  let month = Temporal.PlainDate.from(days.from).toPlainYearMonth()
  while (Temporal.PlainYearMonth.compare(month, last) <= 0) {
    const next = month.add({ months: 1 })
    const [from, to] = [month, next].map((one) => beginning(one.toPlainDate({ day: 1 }), timeZone)) as [number, number]
    months.push({ month: month.toString(), begins: from, from: Math.max(from, span.from), to: Math.min(to, span.to) })
    month = next
  }
  return months
}

/** The first moment of a day; where clocks leap over midnight it is later than that. */
const beginning = (day: Temporal.PlainDate, timeZone: string): number => day.toZonedDateTime(timeZone).epochMilliseconds
