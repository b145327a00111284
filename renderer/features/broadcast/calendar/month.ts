import { addDays } from '../time/shop-clock.ts'

/** One month on the wall: its days as YYYY-MM-DD in weeks of seven, the neighbours' days included. */
export type Weeks = readonly (readonly string[])[]

const DAYS = 7

/** Day of the week of a day (YYYY-MM-DD), 1 is Monday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00Z`).getUTCDay() || DAYS

/** The month of a day, as YYYY-MM. */
export const monthOf = (day: string): string => day.slice(0, 7)

const startOfWeek = (day: string, firstWeekday: number): string => addDays(day, -((weekdayOf(day) - firstWeekday + DAYS) % DAYS))

/** The weeks that show a month (YYYY-MM). */
export function weeksOf(month: string, firstWeekday: number): Weeks {
  const first = startOfWeek(`${month}-01`, firstWeekday)
  const last = addDays(addMonths(`${month}-01`, 1), -1)
  const count = Math.ceil((Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1) / DAYS)
  return Array.from({ length: count }, (_, week) => Array.from({ length: DAYS }, (_day, day) => addDays(first, week * DAYS + day)))
}

/** The same day so many months later; the last day of a shorter month. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastDate = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate))).toISOString().slice(0, 10)
}

/** Where a key leads from a day: arrows by days and weeks, Home and End within the week, PageUp and PageDown by months; null for others. */
export function dayAfterKey(day: string, key: string, firstWeekday: number): string | null {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1)
    case 'ArrowRight':
      return addDays(day, 1)
    case 'ArrowUp':
      return addDays(day, -DAYS)
    case 'ArrowDown':
      return addDays(day, DAYS)
    case 'Home':
      return startOfWeek(day, firstWeekday)
    case 'End':
      return addDays(startOfWeek(day, firstWeekday), DAYS - 1)
    case 'PageUp':
      return addMonths(day, -1)
    case 'PageDown':
      return addMonths(day, 1)
    default:
      return null
  }
}

type LocaleWithWeek = Intl.Locale & {
  getWeekInfo?: () => { readonly firstDay: number }
  readonly weekInfo?: { readonly firstDay: number }
}

/** The first day of the week in a country, 1 is Monday; Monday where it is not known. */
export function firstWeekdayIn(country: string): number {
  const locale: LocaleWithWeek = new Intl.Locale(`und-${country}`)
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1
}
