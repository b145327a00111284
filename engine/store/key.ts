import { createHmac, timingSafeEqual } from 'node:crypto'
import Database from 'better-sqlite3-multiple-ciphers'
import { assert } from '#contract/kernel/assert.ts'
import { asKeyingError, StoreError } from './errors.ts'

type Connection = InstanceType<typeof Database>

// Ciphers that notice a changed bit. aes256cbc and rc4 do not: one flipped bit changed data while integrity_check said ok (measured).
const AUTHENTICATED = new Set(['chacha20', 'sqlcipher', 'aegis', 'ascon128'])

/** Makes a new key: 64 hexadecimal digits of 256 random bits. */
export const newStoreKey = (random: { bytes(count: number): Uint8Array }): string => Buffer.from(random.bytes(32)).toString('hex')

/** A value that tells whether a key is the right one and nothing about the key; may stand in the open. */
export function keyCheckOf(key: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update('shopbell key check 1').digest('hex')
}

/** Whether the key belongs to the check value, compared in constant time. */
export function keyFits(key: string, keyCheck: string): boolean {
  const expected = Buffer.from(keyCheckOf(key), 'hex')
  const given = Buffer.from(keyCheck, 'hex')
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/**
 * Puts cipher and key in place and reads the first page, which proves the key. Must be the first thing done with a connection.
 * @param options.isProven the key was proven by its check value: then a first page that does not open is damage
 * @param options.cipher chacha20 unless told; only ciphers that notice a changed bit are taken
 * @throws StoreError without any text of SQLite's, since that may hold the key
 */
export function unlock(
  connection: Connection,
  options: { readonly key: string; readonly isProven: boolean; readonly cipher?: string },
): void {
  const { key, isProven, cipher = 'chacha20' } = options
  // A malformed key would be taken for a passphrase without a word (measured), so it never gets that far.
  assert(/^[0-9a-f]{64}$/.test(key), 'the vault makes keys of 64 hexadecimal digits')
  try {
    connection.pragma(`cipher='${cipher}'`)
    if (!AUTHENTICATED.has(String(connection.pragma('cipher', { simple: true })))) throw new StoreError('pragma')
    connection.key(Buffer.from(`raw:${key}`))
    connection.pragma('user_version')
  } catch (cause) {
    const error = asKeyingError(cause)
    // A wrong key and a damaged first page give the same code; only the check value tells them apart.
    if (error.sqliteCode === 'SQLITE_NOTADB' && !isProven) throw new StoreError('wrong-key', error.sqliteCode)
    throw error
  }
}

/** Whether a key opens the first page of a database; nothing is written. A file whose first page is damaged opens with none. */
export function opensWithKey(file: string, key: string): boolean {
  let connection: Connection | null = null
  try {
    connection = new Database(file, { timeout: 2_000, fileMustExist: true })
    unlock(connection, { key, isProven: false })
    connection.prepare('select count(*) from sqlite_schema').get()
    return true
  } catch (cause) {
    if (asKeyingError(cause) instanceof StoreError) return false
    throw cause
  } finally {
    connection?.close()
  }
}
