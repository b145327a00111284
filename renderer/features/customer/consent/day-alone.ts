const DAY_MS = 86_400_000
const NOON_MS = DAY_MS / 2

/**
 * The time zone in which a moment is a day of which nobody knows the time: UTC where a person chose the day (kept as noon there), the shop's
 * where a list named it (kept as its midnight); null for a moment that is a real one.
 * @param at ms since the epoch
 */
export function zoneOfDayAlone(at: number, timeZone: string): string | null {
  if (at % DAY_MS === NOON_MS) return 'UTC'
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  return at % 1_000 === 0 && clock.format(at) === '00:00:00' ? timeZone : null
}
