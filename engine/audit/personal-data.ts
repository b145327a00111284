import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import { entriesAbout, knownSubject } from './chain.ts'

/** Acts about a person. Erasing takes the salt away that ties entries to them; the entries stay and mean nobody. */
export function auditPersonalData(key: Uint8Array): PersonalDataSource {
  const actsOf = (db: ReadHandle, customerId: string): unknown[] => {
    const subject = knownSubject(db, key, customerId)
    if (subject === null) return []
    return entriesAbout(db, subject).map(({ index, at, act, outcome, person, role, facts }) => ({
      index,
      at,
      act,
      outcome,
      person,
      role,
      facts,
    }))
  }
  return {
    kind: 'acts',
    tables: ['audit_subject', 'audit_entry'],
    count: (db, customerId) => actsOf(db, customerId).length,
    collect: (db, customerId) => ({ items: actsOf(db, customerId), files: [] }),
    erase(db, customerId) {
      const ties = actsOf(db, customerId).length
      db.run(sql`delete from audit_subject where customer_seq = (select seq from customer where customer_id = ${customerId})`)
      return ties
    },
  }
}
