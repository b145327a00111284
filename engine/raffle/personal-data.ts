import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'

type EntryOfPerson = {
  readonly raffle: string
  readonly prize: string
  readonly at: number
  readonly entryCode: string | null
  readonly place: number | null
  readonly detail: string | null
}

/**
 * In which raffles somebody is. Erasing takes them out of lists that are open; from a frozen one nobody can go without
 * changing what was published, so there the code stays and stands for nobody.
 */
const raffles: PersonalDataSource = {
  kind: 'raffles',
  tables: ['raffle', 'raffle_entry'],
  count: (db, customerId) => entriesOf(db, customerId).length,
  collect: (db, customerId) => ({ items: entriesOf(db, customerId), files: [] }),
  erase(db, customerId) {
    const open = db.run(sql`
      delete from raffle_entry where customer_seq = ${seqOf(customerId)}
        and raffle_seq in (select seq from raffle where frozen_at is null)`).changes
    const frozen = db.run(sql`
      update raffle_entry set customer_seq = null, passed_over = iif(passed_over is null, null, '')
      where customer_seq = ${seqOf(customerId)}`).changes
    return open + frozen
  },
}

/** What this room keeps about people. */
export const personalData: readonly PersonalDataSource[] = [raffles]

const seqOf = (customerId: string) => sql`(select seq from customer where customer_id = ${customerId})`

const entriesOf = (db: ReadHandle, customerId: string): EntryOfPerson[] =>
  db.all(sql`
    select r.name as raffle, r.prize, e.at, e.entry_code as entryCode, e.place, e.passed_over as detail
    from raffle_entry e join raffle r on r.seq = e.raffle_seq where e.customer_seq = ${seqOf(customerId)} order by e.at`)
