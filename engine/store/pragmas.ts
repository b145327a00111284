import type Database from 'better-sqlite3-multiple-ciphers'
import { StoreError } from './errors.ts'

type Connection = InstanceType<typeof Database>

// SECURITY D-03. `full` because the build's default for WAL is NORMAL, which may forget a commit at power loss;
// `temp_store` because an ordinary sort was seen to spill readable rows into the system's temporary folder.
const wanted = [
  { name: 'temp_store', set: 'memory', value: 2 },
  { name: 'synchronous', set: 'full', value: 2 },
  { name: 'secure_delete', set: 'on', value: 1 },
  { name: 'foreign_keys', set: 'on', value: 1 },
  { name: 'trusted_schema', set: 'off', value: 0 },
  { name: 'cell_size_check', set: 'on', value: 1 },
  { name: 'journal_mode', set: 'wal', value: 'wal' },
] as const

// Measured on sending: SQLite's own 2 MB decrypt the same pages again and again, and emptying the log every 1,000 pages
// encrypts pages a second time that the next second changes anyway. The log is still cut within 30 s (checkpoints.ts).
const CACHE_KIB = 32 * 1024
const MOST_LOG_PAGES = 8_000
const LEAST_LOG_PAGES = 500
const PAGE_BYTES = 4_096

/**
 * How long the log may become, in pages: at most half of the space set aside, because on a full disk giving that back must
 * be enough to bring what stands in the log to its place.
 */
const logPages = (ballastBytes: number): number =>
  ballastBytes === 0 ? MOST_LOG_PAGES : Math.min(MOST_LOG_PAGES, Math.max(LEAST_LOG_PAGES, Math.floor(ballastBytes / 2 / PAGE_BYTES)))

/** On a disk with no space set aside the log is kept as short as it can be, or in the end it is what fills the disk. */
export const keepLogShort = (connection: Connection): void => void connection.pragma(`wal_autocheckpoint=${LEAST_LOG_PAGES}`)

/**
 * Sets everything that a connection to a vault must have, and reads each value back.
 * @param ballastBytes space set aside for a full disk
 */
export function setPragmas(connection: Connection, ballastBytes = 0): void {
  for (const pragma of wanted) connection.pragma(`${pragma.name}=${pragma.set}`)
  connection.pragma(`cache_size=-${CACHE_KIB}`)
  connection.pragma(`wal_autocheckpoint=${logPages(ballastBytes)}`)
  // Asked of macOS only in effect: there fsync alone leaves data in the drive's cache.
  connection.pragma('fullfsync=on')
  connection.pragma('checkpoint_fullfsync=on')
  checkPragmas(connection)
}

/**
 * Reads every setting back. Called again after the first table was read: until then SQLite may still change them.
 * @throws StoreError of kind `pragma` when one is off
 */
export function checkPragmas(connection: Connection): void {
  const off = wanted.find((pragma) => connection.pragma(pragma.name, { simple: true }) !== pragma.value)
  if (off !== undefined) throw new StoreError('pragma')
}
