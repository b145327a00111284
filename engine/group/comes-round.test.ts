import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempStore } from '../../test/support/temp-store.ts'
import { sql } from '../store/index.ts'
import { comesRound, daysAhead } from './comes-round.ts'

let temp: ReturnType<typeof tempStore>
beforeEach(() => {
  temp = tempStore()
})
afterEach(() => temp.remove())

const ahead = (iso: string, inDays: number) => daysAhead({ at: Date.parse(iso), timeZone: 'Asia/Taipei', currency: 'TWD' }, inDays)

/** Which of some days (month, day, year) come round. */
function found(iso: string, inDays: number, dates: readonly (readonly [number, number, number | null])[]): string[] {
  return temp.store.write((db) => {
    db.run(sql`delete from customer`)
    dates.forEach(([month, day, year], index) => {
      const { lastRowId } = db.run(sql`
        insert into customer (customer_id, name, offers, created_at, changed_at) values (${`cus_000000000${index}`}, '', 'yes', 1, 1)`)
      db.run(
        sql`insert into customer_date (customer_seq, date, month, day, year) values (${lastRowId}, 'service-due', ${month}, ${day}, ${year})`,
      )
    })
    return db
      .all<{ month: number; day: number; year: number | null }>(
        sql`select f.month, f.day, f.year from customer_date f where ${comesRound(ahead(iso, inDays))} order by f.customer_seq`,
      )
      .map(({ month, day, year }) => `${month}/${day} ${year ?? ''}`.trim())
  })
}

describe('days of the year ahead', () => {
  it('go over new year, and are today alone for no days at all', () => {
    const days = ahead('2026-12-30T04:00:00Z', 3).map(({ year, month, day }) => `${year}-${month}-${day}`)
    expect(days).toEqual(['2026-12-30', '2026-12-31', '2027-1-1', '2027-1-2'])
    expect(ahead('2026-06-15T04:00:00Z', 0)).toEqual([{ year: 2026, month: 6, day: 15 }])
  })
})

describe('a day of somebody', () => {
  it('comes round each year, but not before its own', () => {
    const dates = [
      [1, 1, null],
      [1, 1, 1990],
      [1, 1, 2027],
      [1, 1, 2028],
      [12, 31, 2026],
      [12, 31, 2027],
    ] as const
    expect(found('2026-12-30T04:00:00Z', 3, dates)).toEqual(['1/1', '1/1 1990', '1/1 2027', '12/31 2026'])
    expect(found('2026-12-30T04:00:00Z', 1, dates)).toEqual(['12/31 2026'])
  })

  it('is on 28 February where it is the 29th, except in a leap year', () => {
    const dates = [
      [2, 28, null],
      [2, 29, null],
      [2, 29, 2028],
    ] as const
    expect(found('2026-02-28T04:00:00Z', 0, dates)).toEqual(['2/28', '2/29'])
    expect(found('2028-02-28T04:00:00Z', 0, dates)).toEqual(['2/28'])
    expect(found('2028-02-29T04:00:00Z', 0, dates)).toEqual(['2/29', '2/29 2028'])
  })
})
