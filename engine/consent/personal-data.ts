import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'

const seqOf = (customerId: string) => sql`(select seq from customer where customer_id = ${customerId})`

const asksOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`select at, by_whom as byWhom, how, wording from consent_ask where customer_seq = ${seqOf(customerId)} order by at`)

/** When and how a person was asked for consent. */
export const asksOfPerson: PersonalDataSource = {
  kind: 'consent asks',
  tables: ['consent_ask'],
  count: (db, customerId) => asksOf(db, customerId).length,
  collect: (db, customerId) => ({ items: asksOf(db, customerId), files: [] }),
  erase: (db, customerId) => db.run(sql`delete from consent_ask where customer_seq = ${seqOf(customerId)}`).changes,
}
