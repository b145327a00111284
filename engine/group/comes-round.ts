import { inList, joinSql, sql, type Sql } from '../store/index.ts'
import { localDay, type Day, type Moment } from './moment.ts'

const DAY_MS = 86_400_000

/** From today on within so many days, over new year too. */
export function daysAhead({ at, timeZone }: Moment, inDays: number): Day[] {
  const { year, month, day } = localDay(at, timeZone)
  const first = Date.UTC(year, month - 1, day)
  return Array.from({ length: inDays + 1 }, (_, ahead) => {
    const date = new Date(first + ahead * DAY_MS)
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
  })
}

/**
 * Whether the day of the year of `customer_date f` comes round on one of some days. A day with a year does not come round
 * before that year. Who was born on 29 February has the day on 28 February in years without one.
 */
export function comesRound(days: readonly Day[]): Sql {
  const months = new Map<string, { readonly year: number; readonly month: number; readonly days: number[] }>()
  for (const { year, month, day } of days) {
    const key = `${year}-${month}`
    const known = months.get(key) ?? { year, month, days: [] }
    months.set(key, known)
    known.days.push(day)
    if (month === 2 && day === 28 && !isLeapYear(year)) known.days.push(29)
  }
  const parts = [...months.values()].map(
    (one) => sql`(f.month = ${one.month} and f.day in ${inList(one.days)} and (f.year is null or f.year <= ${one.year}))`,
  )
  return parts.length === 0 ? sql`(0)` : sql`(${joinSql(parts, ' or ')})`
}

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
