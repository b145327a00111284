import { createHmac, hkdfSync } from 'node:crypto'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { samePersonKey } from './phone-number.ts'

/** Recognises erased people without keeping who they were. */
export type Suppression = {
  isSuppressed(db: ReadHandle, phone: string | null, userId?: string | null): boolean
  suppress(db: WriteHandle, person: { readonly phone: string | null; readonly userId: string | null }, at: number): void
  /** When the number was put on the list; null when it is not there. */
  since(db: ReadHandle, phone: string): number | null
  /** Takes every spelling of the number, and the id, off the list; whether anything was there. */
  lift(db: WriteHandle, phone: string | null, userId: string | null): boolean
  /** The keyed hashes under which a person is remembered. */
  hashes(phone: string | null, userId: string | null): readonly string[]
  /** A key of 32 bytes for one purpose, drawn from the same secret, which goes into backups too. */
  keyFor(purpose: string): Uint8Array
}

/**
 * Works with HMAC-SHA256 under a key that is kept apart from the database: with the database alone, all numbers of a
 * country could otherwise be tried in minutes (measured, SECURITY F13). A number is kept under its E.164 form and under
 * the key that its other spellings share.
 * @param key 64 hexadecimal digits
 */
export function createSuppression(key: string): Suppression {
  const secret = Buffer.from(key, 'hex')
  const hash = (kind: 'number' | 'person' | 'user', value: string) => createHmac('sha256', secret).update(`${kind}:${value}`).digest('hex')
  const hashes = (phone: string | null, userId: string | null) => [
    ...(phone === null ? [] : [hash('number', phone), hash('person', samePersonKey(phone))]),
    ...(userId === null ? [] : [hash('user', userId)]),
  ]
  return {
    isSuppressed(db, phone, userId = null) {
      // Nobody was ever erased: no need to hash, which is the dearest part of judging a row (measured: a third).
      if (db.get(sql`select 1 from suppression limit 1`) === undefined) return false
      return hashes(phone, userId).some((value) => db.get(sql`select 1 from suppression where hash = ${value}`) !== undefined)
    },
    suppress(db, person, at) {
      for (const value of hashes(person.phone, person.userId))
        db.run(sql`insert into suppression (hash, at) values (${value}, ${at}) on conflict do nothing`)
    },
    since: (db, phone) =>
      hashes(phone, null)
        .map((value) => db.get<{ at: number }>(sql`select at from suppression where hash = ${value}`)?.at)
        .find((at) => at !== undefined) ?? null,
    lift: (db, phone, userId) =>
      hashes(phone, userId).reduce((changes, value) => changes + db.run(sql`delete from suppression where hash = ${value}`).changes, 0) > 0,
    hashes,
    keyFor: (purpose) => new Uint8Array(hkdfSync('sha256', secret, Buffer.alloc(0), `shopbell ${purpose}`, 32)),
  }
}
