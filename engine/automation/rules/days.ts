import { momentIn } from './hours.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** The day so many days after one, as YYYY-MM-DD. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** When a whole hour strikes on a day in a time zone; the hour that summer time leaves out strikes an hour later. */
export function instantOf(date: string, hour: number, timeZone: string): number {
  const wanted = Date.parse(`${date}T00:00:00Z`) + hour * HOUR_MS
  let at = wanted
  // Twice, because the first correction may cross a change of the clocks.
  for (let turn = 0; turn < 2; turn += 1) {
    const shown = momentIn(at, timeZone)
    at += wanted - Date.parse(`${shown.date}T${shown.time}:00Z`)
  }
  return at
}

/** Month and day on which a day of the year is kept in a year: 29 February on the 28th where there is none. */
export function daysKeptOn(date: string): readonly { readonly month: number; readonly day: number }[] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  const own = { month, day }
  return month === 2 && day === 28 && !isLeap ? [own, { month: 2, day: 29 }] : [own]
}
