import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs'
import Database from 'better-sqlite3-multiple-ciphers'
import { systemClock, type Clock } from '../kernel/index.ts'
import { keepBallast } from './ballast.ts'
import { beginCounting, lookAtLeftBehind, openMark, type LeftBehind } from './commit-count.ts'
import { createStore } from './connection.ts'
import { asStoreError, fromSystem, StoreError } from './errors.ts'
import type { Store } from './handles.ts'
import { keyFits, unlock } from './key.ts'
import { migrate, refuseNewer } from './migrate.ts'
import { migrations, type Migration } from './migrations/index.ts'
import { removeTraces } from './slack/index.ts'
import { checkPragmas, keepLogShort, setPragmas } from './pragmas.ts'

type Connection = InstanceType<typeof Database>

/** How long a statement waits for another process that holds the file, e.g. a backup program. */
const BUSY_MS = 2_000
// About 3 ms a megabyte (measured): a small file is read through at once, a large one shows damage when it is met.
const CHECKED_WHOLE_BELOW_BYTES = 32 * 1_048_576

export type OpenOptions = {
  /** Absolute path of the database file. */
  readonly file: string
  /** 64 hexadecimal digits, the raw 256-bit key. */
  readonly key: string
  /** What `keyCheckOf` gave for the right key; with it, a wrong key and a damaged file are told apart. */
  readonly keyCheck?: string
  /** The file must be there: a missing or empty one is damage, not a new vault. */
  readonly mustExist?: boolean
  readonly clock?: Clock
  /** Space set aside for the hour when the disk is full; none unless told. */
  readonly ballastBytes?: number
  /** Another list of steps than Shopbell's own; for tests of migrations. */
  readonly steps?: readonly Migration[]
}

/** Makes the file for us alone, or refuses an empty one where a vault should be; whether it is new. */
function prepareFile(file: string, mustExist: boolean): boolean {
  const sizeBytes = existsSync(file) ? statSync(file).size : -1
  if (sizeBytes > 0) return false
  if (mustExist) throw new StoreError('corrupt')
  if (sizeBytes < 0) closeSync(openSync(file, 'wx', 0o600))
  return true
}

/** Reads a small file through, so that damage is found before anything is written into it. */
function refuseDamage(connection: Connection, file: string): void {
  if (statSync(file).size > CHECKED_WHOLE_BELOW_BYTES) return
  if (connection.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new StoreError('corrupt')
}

function prepareConnection(connection: Connection, options: OpenOptions): void {
  const steps = options.steps ?? migrations
  unlock(connection, { key: options.key, isProven: options.keyCheck !== undefined })
  // Before anything is sorted: the build's default spills readable rows into the system's temporary folder.
  connection.pragma('temp_store=memory')
  refuseNewer(connection, steps)
  refuseDamage(connection, options.file)
  setPragmas(connection, options.ballastBytes)
  chmodSync(options.file, 0o600)
  migrate(connection, options.file, steps)
  connection.prepare('select count(*) from sqlite_schema').get()
  checkPragmas(connection)
}

/**
 * Opens (or makes) the encrypted database and brings its schema up to date. Nothing is written before key, version and
 * file have proven right.
 * @throws StoreError: `wrong-key`, `corrupt`, `newer`, `locked`, `full`, `read-only`, `pragma`, `failed`
 */
export function openStore(options: OpenOptions): Store {
  if (options.keyCheck !== undefined && !keyFits(options.key, options.keyCheck)) throw new StoreError('wrong-key')
  const { file } = options
  let connection: Connection | null = null
  try {
    const isNew = prepareFile(file, options.mustExist ?? false)
    const left = lookAtLeftBehind(file, { isNew })
    connection = new Database(file, { timeout: BUSY_MS })
    prepareConnection(connection, options)
    return countedStore(connection, options, left)
  } catch (cause) {
    // Half open is worse than closed: a connection with a setting missing must not live on.
    connection?.close()
    throw asStoreError(fromSystem(cause))
  }
}

/** The store over a prepared connection, with its commits counted from what was left behind. */
function countedStore(connection: Connection, options: OpenOptions, left: LeftBehind): Store {
  const { file, clock = systemClock, ballastBytes = 0 } = options
  const ballast = keepBallast(`${file}.reserve`, ballastBytes)
  if (ballastBytes > 0 && !ballast.isThere) keepLogShort(connection)
  // Steps of a test's own need not make the table in which commits are counted.
  const mark = options.steps === undefined ? openMark(file) : null
  try {
    const store = createStore(connection, { clock, ballast, mark })
    if (mark !== null) beginCounting(store, left)
    return { ...store, removeTraces: (needles) => removeTraces(store, { file, key: options.key }, needles) }
  } catch (cause) {
    mark?.close()
    throw cause
  }
}
