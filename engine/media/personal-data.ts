import type { PersonalDataSource } from '../privacy/index.ts'
import { sql } from '../store/index.ts'
import { keptOf, rowsOfCustomer } from './queries.ts'
import type { Shelf } from './shelf.ts'

/** The files of a person's chat, with their bytes. `onErased` runs once the rows, and with them the keys, are gone for good. */
export const filesOfPerson = (shelf: Shelf, onErased: () => void): PersonalDataSource => ({
  kind: 'files',
  tables: ['media_file'],
  count: (db, customerId) => rowsOfCustomer(db, customerId).length,
  collect(db, customerId) {
    const rows = rowsOfCustomer(db, customerId)
    return {
      items: rows.map(({ name, kind, mimeType, sizeBytes, sha256, state, origin, since }) => ({
        name,
        kind,
        fileType: mimeType,
        sizeBytes,
        sha256,
        state,
        direction: origin === 'meta' ? 'in' : 'out',
        at: since,
      })),
      files: rows.flatMap((row) => {
        const kept = keptOf(row)
        const bytes = kept === null ? null : shelf.read(kept, { start: 0, end: kept.sizeBytes })
        return bytes?.ok === true ? [{ path: row.name, bytes: bytes.value }] : []
      }),
    }
  },
  erase(db, customerId) {
    const { changes } = db.run(
      sql`delete from media_file where customer_seq = (select seq from customer where customer_id = ${customerId})`,
    )
    if (changes > 0) {
      db.forgetSoon()
      db.afterCommit(onErased)
    }
    return changes
  },
})
