import { createHmac, randomBytes } from 'node:crypto'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { canonical, CHAIN_START, type Act, type Facts } from './rules.ts'

/** One entry as it is kept. */
export type Kept = Act & { readonly index: number; readonly chain: string }

export type Row = Omit<Kept, 'facts'> & { readonly facts: string }

/** What a row of the log is read as. */
export const columns = sql`entry_index as "index", at, act, outcome, code, person, role, subject, facts, chain`
export const withFacts = (row: Row): Kept => ({ ...row, facts: JSON.parse(row.facts) as Facts })

export type Head = { readonly index: number; readonly chain: string }

/** The last entry; index 0 where there is none. */
export const headOf = (db: ReadHandle): Head =>
  db.get<Head>(sql`select entry_index as "index", chain from audit_entry order by entry_index desc limit 1`) ?? {
    index: 0,
    chain: CHAIN_START,
  }

/** Each entry is a keyed code over itself and the one before. @param key from the keychain, in hexadecimal */
export const chained = (key: Uint8Array, before: string, text: string): string =>
  createHmac('sha256', key).update(before).update('\n').update(text).digest('hex')

/** Adds one entry after the last, in the caller's transaction. */
export function addEntry(db: WriteHandle, key: Uint8Array, act: Act): Head {
  const head = headOf(db)
  const index = head.index + 1
  const chain = chained(key, head.chain, canonical(index, act))
  db.run(sql`
    insert into audit_entry (entry_index, at, act, outcome, code, person, role, subject, facts, chain)
    values (${index}, ${act.at}, ${act.act}, ${act.outcome}, ${act.code}, ${act.person}, ${act.role}, ${act.subject},
      ${JSON.stringify(act.facts)}, ${chain})`)
  return { index, chain }
}

/** The code of a customer in the log, with a salt of their own that goes with them; null for somebody who is not there (any more). */
export function subjectOf(db: WriteHandle, key: Uint8Array, customerId: string): string | null {
  const person = db.get<{ seq: number; salt: string | null }>(
    sql`select c.seq, s.salt from customer c left join audit_subject s on s.customer_seq = c.seq where c.customer_id = ${customerId}`,
  )
  if (person === undefined) return null
  const salt = person.salt ?? randomBytes(16).toString('hex')
  if (person.salt === null) db.run(sql`insert into audit_subject (customer_seq, salt) values (${person.seq}, ${salt})`)
  return codeWith(key, salt)
}

const codeWith = (key: Uint8Array, salt: string): string =>
  createHmac('sha256', key).update('subject\n').update(salt).digest('hex').slice(0, 24)

/** The code that entries about a customer carry; null where none was ever written. */
export function knownSubject(db: ReadHandle, key: Uint8Array, customerId: string): string | null {
  const known = db.get<{ salt: string }>(
    sql`select s.salt from audit_subject s join customer c on c.seq = s.customer_seq where c.customer_id = ${customerId}`,
  )
  return known === undefined ? null : codeWith(key, known.salt)
}

/** Entries after an index, oldest first, as many as asked for. */
export const entriesAfter = (db: ReadHandle, index: number, limit: number): Kept[] =>
  db.all<Row>(sql`select ${columns} from audit_entry where entry_index > ${index} order by entry_index limit ${limit}`).map(withFacts)

/** All entries about one customer, oldest first. */
export const entriesAbout = (db: ReadHandle, subject: string): Kept[] =>
  db.all<Row>(sql`select ${columns} from audit_entry where subject = ${subject} order by entry_index`).map(withFacts)

/** As many as are checked without holding up calls for longer than a frame (some 5 ms). */
const PORTION = 500

/** The first entry that does not fit the one before, read in portions; null when all fit. */
export async function firstBad(db: ReadHandle, key: Uint8Array, breathe: () => Promise<void>): Promise<number | null> {
  let before: Head = { index: 0, chain: CHAIN_START }
  for (;;) {
    const portion = entriesAfter(db, before.index, PORTION)
    for (const entry of portion) {
      const fits = entry.index === before.index + 1 && chained(key, before.chain, canonical(entry.index, entry)) === entry.chain
      // A gap in the count is seen at the entry after it.
      if (!fits) return entry.index
      before = entry
    }
    if (portion.length < PORTION) return null
    await breathe()
  }
}
