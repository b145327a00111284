import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { byNumber } from './identity-keys.ts'
import { samePersonKey } from './phone-number.ts'
import { reindex } from './queries.ts'

/** An entry of the address book of the shop's own phone; time in ms. */
export type BookEntry = { readonly phone: string; readonly name: string; readonly action: 'add' | 'remove'; readonly at: number }

/**
 * Keeps the name that the shop's phone has for a number, for the day on which that person writes, and gives it to a
 * customer who has none. It makes nobody a customer and says nothing about consent; a removed entry removes no customer.
 * @source reference part 14
 */
export function noteBookEntry(db: WriteHandle, { phone, name, action, at }: BookEntry): void {
  const key = samePersonKey(phone)
  if (action === 'remove') {
    db.run(sql`delete from phone_book where same_person_key = ${key} and at <= ${at}`)
    return
  }
  if (name === '') return
  db.run(sql`
    insert into phone_book (same_person_key, name, at) values (${key}, ${name}, ${at})
    on conflict (same_person_key) do update set name = excluded.name, at = excluded.at where excluded.at >= at`)
  const found = byNumber(db, phone)
  if (found === undefined || found.name !== '') return
  db.run(sql`update customer set name = ${name} where seq = ${found.customerSeq}`)
  reindex(db, found.customerSeq)
}

/** The name that the shop's phone has for a number. */
export const bookName = (db: ReadHandle, phone: string | null): string | null =>
  phone === null
    ? null
    : (db.get<{ name: string }>(sql`select name from phone_book where same_person_key = ${samePersonKey(phone)}`)?.name ?? null)

/** Of today's number and of those before. */
const keysOfPerson = (customerId: string) => sql`(
  select same_person_key from customer where customer_id = ${customerId}
  union select key from former_key where customer_seq = (select seq from customer where customer_id = ${customerId}))`

const entriesOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`select name, at from phone_book where same_person_key in ${keysOfPerson(customerId)}`)

/** What the address book of the shop's phone says about a customer. */
export const bookEntriesOfPerson: PersonalDataSource = {
  kind: 'phone book',
  tables: ['phone_book'],
  count: (db, customerId) => entriesOf(db, customerId).length,
  collect: (db, customerId) => ({ items: entriesOf(db, customerId), files: [] }),
  erase: (db, customerId) => db.run(sql`delete from phone_book where same_person_key in ${keysOfPerson(customerId)}`).changes,
}

const keysOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`
    select f.key, f.ended_at as endedAt from former_key f join customer c on c.seq = f.customer_seq where c.customer_id = ${customerId}
    order by f.ended_at`)

/** Numbers and ids that a customer had before. */
export const formerKeysOfPerson: PersonalDataSource = {
  kind: 'former numbers',
  tables: ['former_key', 'identity_doubt'],
  count: (db, customerId) => keysOf(db, customerId).length,
  collect: (db, customerId) => ({ items: keysOf(db, customerId), files: [] }),
  erase(db, customerId) {
    const seq = sql`(select seq from customer where customer_id = ${customerId})`
    db.run(sql`delete from identity_doubt where customer_seq = ${seq} or other_seq = ${seq}`)
    return db.run(sql`delete from former_key where customer_seq = ${seq}`).changes
  },
}
