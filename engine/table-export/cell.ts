/**
 * One cell. Texts are whatever people wrote; `phone` is a number in E.164 form; `at` is a moment in ms, shown in the
 * table's time zone; `micros` is money in millionths, shown with its exact decimals; null is empty.
 */
export type Cell = string | number | null | { readonly phone: string } | { readonly at: number } | { readonly micros: number }

/** One table with a name and a line of headings. Rows come page by page, so that they never stand in memory whole. */
export type Table = {
  readonly name: string
  readonly headings: readonly string[]
  readonly pages: Iterable<readonly (readonly Cell[])[]>
}

/** Spaces of all kinds and line breaks in front do not keep a spreadsheet from computing what follows. */
const COMPUTED = /^[\s\u00a0\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\s\u00a0\u200b\ufeff]*[\t\r\n]/

/**
 * Makes a text harmless that a spreadsheet would compute: an apostrophe in front, as a person would type it.
 * Imports of Shopbell take it away again.
 * @source SECURITY P-10; OWASP, CSV injection
 */
export const harmless = (text: string): string => (COMPUTED.test(text) ? `'${text}` : text)

/** A text as it was before it was made harmless; whoever reads a file that was written here wants that back. */
export const asTyped = (text: string): string => (text.startsWith("'") && COMPUTED.test(text.slice(1)) ? text.slice(1) : text)

/** The exact decimals of an amount in millionths, at least two: 1234500000 is 1234.50. */
export function decimals(micros: number): string {
  const whole = Math.trunc(Math.abs(micros) / 1_000_000)
  const rest = String(Math.abs(micros) % 1_000_000)
    .padStart(6, '0')
    .replace(/0{1,4}$/, '')
  return `${micros < 0 ? '-' : ''}${whole}.${rest}`
}

/** Tells the wall-clock time of moments in a zone, as if that wall clock were UTC: ms. */
export function createWallClock(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const offsets = new Map<number, number>()
  // Zones change their offset on whole quarters of an hour, so one look-up serves them all.
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS)
    const known = offsets.get(quarter)
    if (known !== undefined) return at + known
    const parts = new Map(format.formatToParts(quarter * QUARTER_MS).map(({ type, value }) => [type, Number(value)]))
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
    const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
    offsets.set(quarter, wall - quarter * QUARTER_MS)
    return at + wall - quarter * QUARTER_MS
  }
}

const QUARTER_MS = 900_000
