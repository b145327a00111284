import { sql, type ReadHandle } from '../../store/index.ts'
import type { Going } from '../going.ts'
import type { Review } from './rules.ts'

const WEEK_MS = 7 * 86_400_000
/** From so many offers within a week on, Meta and customers grow tired of a shop. */
const MANY_OFFERS = 3

/**
 * How many of those who get it would have got so many offers within seven days, this one included; nothing below three.
 */
export function manyOffersOf(db: ReadHandle, goes: readonly Going[], at: number): Review['manyOffers'] {
  const before = new Map(
    db
      .all<{ seq: number; count: number }>(sql`
        select customer_seq as seq, count(*) as count from send
        where accepted_at > ${at - WEEK_MS} and customer_seq is not null and run_id in (select run_id from run where purpose = 'offer')
        group by customer_seq having count(*) >= ${MANY_OFFERS - 1}`)
      .map((row) => [row.seq, row.count]),
  )
  const people = new Map<number, number>()
  for (const { person } of goes) {
    const count = before.get(person.seq)
    if (count !== undefined) people.set(count + 1, (people.get(count + 1) ?? 0) + 1)
  }
  return [...people].map(([offers, count]) => ({ offers, people: count })).toSorted((one, other) => one.offers - other.offers)
}
