import { sql, type ReadHandle } from '../store/index.ts'
import type { PersonalDataSource } from './personal-data.ts'

const seqOf = (customerId: string) => sql`(select seq from customer where customer_id = ${customerId})`

const requestsOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`
    select kind, received_at as receivedAt, identity, note, extended_why as extendedWhy, state, closed_at as closedAt, closed_by as closedBy, outcome
    from privacy_request where customer_seq = ${seqOf(customerId)} order by received_at`)

/** What somebody asked about their data. Kind and days stay as a request of nobody, so that the shop can show that it answered. */
const requests: PersonalDataSource = {
  kind: 'requests',
  tables: ['privacy_request'],
  count: (db, customerId) => requestsOf(db, customerId).length,
  collect: (db, customerId) => ({ items: requestsOf(db, customerId), files: [] }),
  erase: (db, customerId) =>
    db.run(sql`
      update privacy_request set customer_seq = null, note = '', outcome = '', extended_why = iif(extended_why is null, null, '')
      where customer_seq = ${seqOf(customerId)}`).changes,
}

const filesOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`
    select file_name as fileName, kind, at, by_whom as byWhom, gone_at as goneAt from exported_file where customer_seq = ${seqOf(customerId)} order by at`)

/** Files of this person alone; their names may hold the person's. */
const files: PersonalDataSource = {
  kind: 'exported files',
  tables: ['exported_file'],
  count: (db, customerId) => filesOf(db, customerId).length,
  collect: (db, customerId) => ({ items: filesOf(db, customerId), files: [] }),
  erase: (db, customerId) =>
    db.run(sql`update exported_file set file_name = '', customer_seq = null where customer_seq = ${seqOf(customerId)}`).changes,
}

/** What this room itself keeps about people. Tombstones are left out: they are hashes, kept so that nobody comes back. */
export const personalData: readonly PersonalDataSource[] = [requests, files]
