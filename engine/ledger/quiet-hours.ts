const QUARTER_MS = 900_000
const HORIZON_QUARTERS = 4 * 48

/** Local hours in which nothing leaves, e.g. 21 to 9; the same hour twice means none. */
export type QuietHours = { readonly fromHour: number; readonly toHour: number }

/** The hour of the day (0-23) in a time zone. */
export type HourIn = (zone: string, at: number) => number

/** Reads hours with one formatter a zone; formatters are costly to make. */
export function createHourIn(): HourIn {
  const formats = new Map<string, Intl.DateTimeFormat>()
  return (zone, at) => {
    let format = formats.get(zone)
    if (format === undefined) {
      format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' })
      formats.set(zone, format)
    }
    return Number(format.format(at))
  }
}

const isQuietHour = (hour: number, quiet: QuietHours): boolean =>
  quiet.fromHour < quiet.toHour
    ? hour >= quiet.fromHour && hour < quiet.toHour
    : quiet.fromHour > quiet.toHour && (hour >= quiet.fromHour || hour < quiet.toHour)

/**
 * Says until when a person must be left in peace, who lives in one of the zones: held while it is quiet in any of them.
 * Every zone and every change to summer time falls on a quarter of an hour, so whole quarters are looked at. Where the
 * zones leave no common hour within two days, the quarter in which most of them are awake is taken.
 * @returns ms since epoch; null when nothing is quiet now
 */
export function quietUntil(
  now: number,
  place: { readonly zones: readonly string[]; readonly hourIn: HourIn },
  quiet: QuietHours,
): number | null {
  const { zones, hourIn } = place
  const quietZones = (at: number) => zones.filter((zone) => isQuietHour(hourIn(zone, at), quiet)).length
  if (quietZones(now) === 0) return null
  let best = { at: now + QUARTER_MS, quiet: Number.POSITIVE_INFINITY }
  const firstQuarter = Math.floor(now / QUARTER_MS) * QUARTER_MS
  for (let step = 1; step <= HORIZON_QUARTERS; step += 1) {
    const at = firstQuarter + step * QUARTER_MS
    const quietCount = quietZones(at)
    if (quietCount === 0) return at
    if (quietCount < best.quiet) best = { at, quiet: quietCount }
  }
  // Nobody is ever awake together. At the best moment itself the person must be let go, or the wait would never end.
  return quietZones(now) <= best.quiet ? null : best.at
}
