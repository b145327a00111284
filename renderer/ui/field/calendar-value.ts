import { CalendarDate, Time, type DateValue } from '@internationalized/date'

/**
 * Reads a day as fields keep it.
 * @param day YYYY-MM-DD; anything else is no day
 */
export function calendarDay(day: string | undefined): CalendarDate | null {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(day ?? '') ?? []
  return year === undefined ? null : new CalendarDate(Number(year), Number(month), Number(dayOfMonth))
}

const FIRST_WHOLE_YEAR = 1000

/** A day as YYYY-MM-DD; empty where there is none, or while its year is still being typed. */
export const dayText = (day: DateValue | null): string => (day === null || day.year < FIRST_WHOLE_YEAR ? '' : day.toString().slice(0, 10))

/**
 * Reads a time of day as fields keep it.
 * @param time HH:MM; anything else is no time
 */
export function clockTime(time: string): Time | null {
  const [, hour, minute] = /^(\d{2}):(\d{2})/u.exec(time) ?? []
  return hour === undefined ? null : new Time(Number(hour), Number(minute))
}

/** A time of day as HH:MM; empty where there is none. */
export const clockText = (time: Time | null): string => (time === null ? '' : time.toString().slice(0, 5))
