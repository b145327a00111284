import type { Hours } from './types.ts'

export type Span = Hours[number]

/** Days of the week from Monday, as they are kept. */
export const days = [1, 2, 3, 4, 5, 6, 7] as const

/** The name of a day, e.g. Monday; 5 January 1970 was one. */
export const dayName = (day: number, locale: string, style: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(new Date((3 + day) * 86_400_000))

/** A time as people type it, with two digits for the hour and a colon of any width: 9:30 becomes 09:30. Null when it is none. */
export function readTime(typed: string): string | null {
  const match = /^(\d{1,2})[:：.]?(\d{2})?$/.exec(typed.normalize('NFKC').trim())
  if (match === null) return null
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? '0')]
  const isTime = minute < 60 && (hour < 24 || (hour === 24 && minute === 0))
  return isTime ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null
}

const spansOf = (hours: Hours, day: number): string =>
  hours
    .filter((span) => span.day === day)
    .map((span) => `${span.opens}–${span.closes}`)
    .join(', ')

/** The week in one line, days with the same hours together, e.g. "Mon–Fri 10:00–21:00; Sat 10:00–18:00". Empty without hours. */
export function hoursLine(hours: Hours, locale: string): string {
  const groups: { first: number; last: number; spans: string }[] = []
  for (const day of days) {
    const spans = spansOf(hours, day)
    const group = groups.at(-1)
    if (group !== undefined && group.spans === spans && group.last === day - 1) group.last = day
    else groups.push({ first: day, last: day, spans })
  }
  return groups
    .filter((group) => group.spans !== '')
    .map(({ first, last, spans }) => {
      const name = (day: number) => dayName(day, locale, 'short')
      return `${first === last ? name(first) : `${name(first)}–${name(last)}`} ${spans}`
    })
    .join('; ')
}
