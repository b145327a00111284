import { dayOf } from '../../../i18n/index.ts'
import { momentOf } from '../../../template-values/index.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const EVENING = '18:00'
const MORNING = '09:00'
/** An evening that is nearly there is no rest. */
const LEAST_MS = 30 * MINUTE_MS
const MONDAY = 1

/** When a chat may come back, as the menu offers it. */
export type SnoozeTime = { readonly id: 'hour' | 'evening' | 'tomorrow' | 'week'; readonly at: number }

/** The times that make sense now, by the shop's clock: in an hour, this evening, tomorrow morning, next Monday morning. */
export function snoozeTimes(now: number, timeZone: string): readonly SnoozeTime[] {
  const at = (days: number, time: string): number => momentOf(dayLater(now, days, timeZone), time, timeZone) ?? now + DAY_MS
  const evening = at(0, EVENING)
  const untilMonday = (MONDAY - weekdayOf(dayLater(now, 0, timeZone)) + 7) % 7 || 7
  return [
    { id: 'hour', at: now + HOUR_MS },
    ...(evening - now >= LEAST_MS ? [{ id: 'evening' as const, at: evening }] : []),
    { id: 'tomorrow', at: at(1, MORNING) },
    ...(untilMonday > 1 ? [{ id: 'week' as const, at: at(untilMonday, MORNING) }] : []),
  ]
}

/** The day so many days after the shop's today, as YYYY-MM-DD; counted on the calendar, not by hours, which a clock change moves. */
export function dayLater(now: number, days: number, timeZone: string): string {
  return new Date(Date.parse(`${dayOf(now, timeZone)}T12:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

const weekdayOf = (day: string): number => new Date(`${day}T12:00Z`).getUTCDay()
