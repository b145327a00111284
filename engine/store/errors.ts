import type { ErrorCode } from '#contract/errors/catalogue.ts'
import { assertNever } from '#contract/kernel/assert.ts'

/**
 * Why the database can't do what it was asked: `locked` another process holds it; `wrong-key` the key does not fit;
 * `corrupt` the file is damaged; `full` the disk is full; `read-only` the disk takes no writes; `newer` a later Shopbell
 * made it; `pragma` a safety setting did not take; `failed` the system refused to read or write.
 */
export type StoreErrorKind = 'locked' | 'wrong-key' | 'corrupt' | 'full' | 'read-only' | 'newer' | 'pragma' | 'failed'

/** A failure of disk or file, never of the caller. Carries no text of SQLite's, which may hold the key or a statement. */
export class StoreError extends Error {
  readonly kind: StoreErrorKind
  /** SQLite's extended result code, e.g. SQLITE_IOERR_FSYNC; null when the store itself found the trouble. */
  readonly sqliteCode: string | null

  constructor(kind: StoreErrorKind, sqliteCode: string | null = null) {
    super(sqliteCode === null ? `store: ${kind}` : `store: ${kind} (${sqliteCode})`)
    this.name = 'StoreError'
    this.kind = kind
    this.sqliteCode = sqliteCode
  }
}

// The first part of the extended code decides: SQLITE_IOERR_WRITE is an SQLITE_IOERR.
const kindByCode: readonly (readonly [string, StoreErrorKind])[] = [
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
  ['SQLITE_FORMAT', 'corrupt'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['SQLITE_IOERR', 'failed'],
  ['SQLITE_CANTOPEN', 'failed'],
  ['SQLITE_NOLFS', 'failed'],
]

const codeOf = (cause: unknown): string | null =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null

/**
 * Turns a failure of disk or file into a StoreError; anything else (a broken rule of the schema, a wrong statement) is a
 * bug of the caller and comes back as it is.
 */
export function asStoreError(cause: unknown): unknown {
  if (cause instanceof StoreError) return cause
  const code = codeOf(cause)
  if (code === null) return cause
  const found = kindByCode.find(([prefix]) => code === prefix || code.startsWith(`${prefix}_`))
  return found === undefined ? cause : new StoreError(found[1], code)
}

/**
 * What a failure while the key was put in place may say: the kind, and nothing that SQLite wrote, because its message can
 * hold the key itself (measured: a malformed key pragma comes back in the exception).
 */
export function asKeyingError(cause: unknown): StoreError {
  const known = asStoreError(cause)
  return known instanceof StoreError ? known : new StoreError('failed', codeOf(cause))
}

// Failures of the file system where SQLite is not asked, by their system code.
const kindBySystemCode: Readonly<Record<string, StoreErrorKind>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EIO: 'failed',
  ENOENT: 'failed',
  ENOTDIR: 'failed',
}

/** Turns a failure of the file system into a StoreError; anything else comes back as it is. */
export function fromSystem(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const kind = kindBySystemCode[code]
  return kind === undefined ? cause : new StoreError(kind, code)
}

/** The error code under which a person hears of it. */
export function errorCodeOf(kind: StoreErrorKind): ErrorCode {
  switch (kind) {
    case 'locked':
      return 'vault-in-use'
    case 'wrong-key':
      return 'vault-wrong-key'
    case 'corrupt':
      return 'vault-damaged'
    case 'full':
      return 'disk-full'
    case 'read-only':
      return 'disk-read-only'
    case 'newer':
      return 'vault-newer'
    case 'pragma':
      return 'vault-pragma-refused'
    case 'failed':
      return 'disk-failed'
    default:
      return assertNever(kind, 'every kind of store error has a code')
  }
}
