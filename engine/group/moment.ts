/** When and where a rule is asked: days begin at the shop's midnight, sums are of the shop's currency. */
export type Moment = {
  /** ms */
  readonly at: number
  readonly timeZone: string
  readonly currency: string
}

/** The moment in a shop. */
export const momentOf = (shop: { readonly timeZone: string; readonly currency: string }, at: number): Moment => ({
  at,
  timeZone: shop.timeZone,
  currency: shop.currency,
})

/** A day on the calendar; months begin at 1. */
export type Day = { readonly year: number; readonly month: number; readonly day: number }

const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const part = { month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-hc-h23', { timeZone, year: 'numeric', ...part })
  formats.set(timeZone, made)
  return made
}

/** What clocks on the wall show, as if it were UTC, ms. */
function wallClock(at: number, timeZone: string): number {
  const parts = formatIn(timeZone)
    .formatToParts(at)
    .map(({ type, value }): readonly [string, number] => [type, Number(value)])
  const numbers = new Map(parts)
  const read = (type: string): number => numbers.get(type) ?? 0
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'))
}

/** The day on the shop's calendar. */
export function localDay(at: number, timeZone: string): Day {
  const wall = new Date(wallClock(at, timeZone))
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() }
}

/** The first moment of a day on the wall (`wallMs` is its midnight as if it were UTC); where clocks leap over midnight, the moment of the leap. */
function beginOfDay(wallMs: number, timeZone: string): number {
  // The offset of the evening before and of the noon after; one of them is in force at midnight.
  const candidates = [wallMs - 12 * 3_600_000, wallMs + 12 * 3_600_000].map((probe) => {
    const offset = wallClock(probe, timeZone) - probe
    return wallMs - offset
  })
  const fitting = candidates.filter((at) => wallClock(at, timeZone) >= wallMs && wallClock(at - 1000, timeZone) < wallMs)
  return Math.min(...(fitting.length === 0 ? candidates : fitting))
}

/**
 * Since when "the last so many days" are: midnight that many days ago, so that a count holds for the whole day and does
 * not change with each second. Null (at any time) has no beginning.
 */
export function sinceDays({ at, timeZone }: Moment, withinDays: number | null): number | null {
  if (withinDays === null) return null
  const { year, month, day } = localDay(at, timeZone)
  return beginOfDay(Date.UTC(year, month - 1, day - withinDays), timeZone)
}
