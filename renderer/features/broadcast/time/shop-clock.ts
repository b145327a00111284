import { dayOf } from '../../../i18n/index.ts'
import { timeOf } from '../../../template-values/index.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** A day and time on the shop's clock as a moment, and whether clocks show them once, never (they leap over it) or twice. */
export type ClockMoment = { readonly at: number; readonly clock: 'once' | 'skipped' | 'twice' }

const asUtc = (day: string, time: string): number => Date.parse(`${day}T${time}Z`)

function offsetAt(at: number, timeZone: string): number {
  return asUtc(dayOf(at, timeZone), timeOf(at, timeZone)) - Math.floor(at / MINUTE_MS) * MINUTE_MS
}

/**
 * Reads a day (YYYY-MM-DD) and a time (HH:MM) on a place's clock. A time that comes twice means the first; one that clocks
 * leap over comes as much later as they leap, as in series.
 * @returns null when they are none
 */
export function clockMoment(day: string, time: string, timeZone: string): ClockMoment | null {
  const wanted = asUtc(day, time)
  if (!Number.isFinite(wanted)) return null
  const ways = [wanted - DAY_MS, wanted + DAY_MS].map((near) => wanted - offsetAt(near, timeZone))
  const shown = [...new Set(ways)].filter((at) => dayOf(at, timeZone) === day && timeOf(at, timeZone) === time)
  if (shown.length === 0) return { at: Math.max(...ways), clock: 'skipped' }
  return { at: Math.min(...shown), clock: shown.length === 1 ? 'once' : 'twice' }
}

/** The day after so many days, both as YYYY-MM-DD. */
export const addDays = (day: string, days: number): string => new Date(asUtc(day, '00:00') + days * DAY_MS).toISOString().slice(0, 10)
