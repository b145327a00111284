import type { Content } from './message/rules.ts'
import { isQuietHour } from './review/rules.ts'

const HOUR_MS = 3_600_000
/** A run that takes longer than this is not looked at to its end. */
const MOST_HOURS = 24 * 90

/** The hour of the day (0 to 23) in a time zone. */
export const hourIn = (timeZone: string, at: number): number => clockIn(timeZone)(at).hour

function clockIn(timeZone: string): (at: number) => { readonly hour: number; readonly minute: number } {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' })
  return (at) => {
    const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    return { hour: part.get('hour') ?? 0, minute: part.get('minute') ?? 0 }
  }
}

/** When a broadcast begins that is approved at a moment, ms. */
export const startOf = ({ time }: Pick<Content, 'time'>, at: number): number => (time.kind === 'at' ? Math.max(at, time.at) : at)

/** Time that handing over takes at the pace, or the hours over which it is spread, ms. */
export const durationOf = (people: number, { pacePerSecond, spreadHours }: Pick<Content, 'pacePerSecond' | 'spreadHours'>): number =>
  spreadHours === null ? Math.ceil((people / pacePerSecond) * 1_000) : spreadHours * HOUR_MS

/**
 * When a run would be done that stands still in the quiet hours of the shop's own zone.
 * @returns ms; infinity where it would take a season
 */
export function expectedEnd(
  content: Pick<Content, 'time' | 'pacePerSecond' | 'spreadHours' | 'quietHours'>,
  { people, at, timeZone }: { readonly people: number; readonly at: number; readonly timeZone: string },
): number {
  const duration = durationOf(people, content)
  const start = startOf(content, at)
  const { quietHours } = content
  if (quietHours === null || quietHours.fromHour === quietHours.toHour) return start + duration
  const clock = clockIn(timeZone)
  let left = duration
  for (let now = start, hours = 0; hours < MOST_HOURS; hours += 1) {
    const { hour, minute } = clock(now)
    const untilNextHour = HOUR_MS - minute * 60_000 - (now % 60_000)
    if (!isQuietHour(hour, quietHours)) {
      if (left <= untilNextHour) return now + left
      left -= untilNextHour
    }
    now += untilNextHour
  }
  return Number.POSITIVE_INFINITY
}
