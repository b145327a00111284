import type { CustomerDate } from '#contract/ipc/customer.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { isRealDay } from './rules.ts'

type DayOfCustomer = z.infer<typeof CustomerDate>

/** The days of the year of one customer, by name. */
export const datesOf = (db: ReadHandle, customerSeq: number): DayOfCustomer[] =>
  db.all(sql`select date, month, day, year from customer_date where customer_seq = ${customerSeq} order by date`)

/** Why days can't be kept: one that no calendar has, or two of one name; null when they can. */
export function datesProblem(dates: readonly DayOfCustomer[]): { readonly field: string; readonly date: string } | null {
  const names = dates.map(({ date }) => date.trim())
  const wrong = dates.find((date, index) => names[index] === '' || !isRealDay(date) || names.indexOf(date.date.trim()) !== index)
  return wrong === undefined ? null : { field: 'dates', date: wrong.date }
}

/** Puts these days in place of the ones before. */
export function replaceDates(db: WriteHandle, customerSeq: number, dates: readonly DayOfCustomer[]): void {
  db.run(sql`delete from customer_date where customer_seq = ${customerSeq}`)
  for (const { date, month, day, year } of dates)
    db.run(
      sql`insert into customer_date (customer_seq, date, month, day, year) values (${customerSeq}, ${date.trim()}, ${month}, ${day}, ${year})`,
    )
}
