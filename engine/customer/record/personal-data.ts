import type { PersonalDataSource } from '../../privacy/index.ts'
import { sql, type ReadHandle, type Sql } from '../../store/index.ts'
import { valuesOf } from '../field/values.ts'

const seqOf = (customerId: string): Sql => sql`(select seq from customer where customer_id = ${customerId})`
const numberOf = (db: ReadHandle, customerId: string): number =>
  db.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`)?.seq ?? -1

const ownFacts: PersonalDataSource = {
  kind: 'own facts',
  tables: ['customer_field_value'],
  count: (db, customerId) => valuesOf(db, numberOf(db, customerId)).length,
  collect: (db, customerId) => ({ items: valuesOf(db, numberOf(db, customerId)).map(({ label, value }) => ({ label, value })), files: [] }),
  erase: (db, customerId) => db.run(sql`delete from customer_field_value where customer_seq = ${seqOf(customerId)}`).changes,
}

const changesOf = (db: ReadHandle, customerId: string): unknown[] =>
  db
    .all<{ at: number; byWhom: string; kind: string; facts: string; changes: string }>(
      sql`select at, by_whom as byWhom, kind, facts, changes from customer_change where customer_seq = ${seqOf(customerId)} order by at, seq`,
    )
    .map(({ facts, changes, ...change }) => ({ ...change, facts: JSON.parse(facts) as unknown, changes: JSON.parse(changes) as unknown }))

const changes: PersonalDataSource = {
  kind: 'changes',
  tables: ['customer_change'],
  count: (db, customerId) => changesOf(db, customerId).length,
  collect: (db, customerId) => ({ items: changesOf(db, customerId), files: [] }),
  erase: (db, customerId) => db.run(sql`delete from customer_change where customer_seq = ${seqOf(customerId)}`).changes,
}

const mergesOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`select at, by_whom as byWhom, name, phone from customer_merge where customer_seq = ${seqOf(customerId)} order by at, seq`)

/** Rows and keys of a merge go with it. */
const merges: PersonalDataSource = {
  kind: 'merges',
  tables: ['customer_merge', 'customer_merge_row', 'customer_merge_key'],
  count: (db, customerId) => mergesOf(db, customerId).length,
  collect: (db, customerId) => ({ items: mergesOf(db, customerId), files: [] }),
  erase: (db, customerId) => db.run(sql`delete from customer_merge where customer_seq = ${seqOf(customerId)}`).changes,
}

/** Who the person may also be says something of somebody else, so that it is counted and erased, but in nobody's export. */
const likeness: PersonalDataSource = {
  kind: 'likely the same',
  tables: ['duplicate_key', 'duplicate_pair', 'duplicate_due', 'not_same'],
  count: () => 0,
  collect: () => ({ items: [], files: [] }),
  erase(db, customerId) {
    const seq = seqOf(customerId)
    db.run(sql`delete from duplicate_key where customer_seq = ${seq}`)
    db.run(sql`delete from duplicate_due where customer_seq = ${seq}`)
    db.run(sql`delete from duplicate_pair where one_seq = ${seq} or other_seq = ${seq}`)
    db.run(sql`delete from not_same where one_seq = ${seq} or other_seq = ${seq}`)
    return 0
  },
}

/** What this room keeps about a record besides the record. */
export const recordOfPerson: readonly PersonalDataSource[] = [ownFacts, changes, merges, likeness]
