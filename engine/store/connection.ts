import { assert } from '#contract/kernel/assert.ts'
import type Database from 'better-sqlite3-multiple-ciphers'
import type { Clock } from '../kernel/index.ts'
import type { Ballast } from './ballast.ts'
import { createCheckpoints } from './checkpoints.ts'
import { countCommit, endCounting, type CommitMark } from './commit-count.ts'
import { asStoreError, fromSystem, StoreError, type StoreErrorKind } from './errors.ts'
import type { BareStore, ReadHandle, WriteHandle } from './handles.ts'
import { sql, type Sql } from './sql.ts'
import { keepLogShort } from './pragmas.ts'
import { createStatements, type Statements } from './statements.ts'

type Connection = InstanceType<typeof Database>
type Report = <T>(work: () => T) => T
type Listeners = ReadonlySet<(kind: StoreErrorKind) => void>

const isThenable = (value: unknown): boolean => typeof value === 'object' && value !== null && 'then' in value

/** Makes errors of disk and file known to the listeners before they travel on. */
function createReport(listeners: Listeners): Report {
  const told = new WeakSet<StoreError>()
  return (work) => {
    try {
      return work()
    } catch (cause) {
      const error = asStoreError(cause)
      if (error instanceof StoreError && !told.has(error)) {
        told.add(error)
        for (const listener of listeners) listener(error.kind)
      }
      throw error
    }
  }
}

function createReader(connection: Connection, statements: Statements, report: Report): ReadHandle & { openLists(): number } {
  let openLists = 0
  return {
    get: <T>(query: Sql) => report(() => statements.prepare(query.text).get(...query.params)) as T | undefined,
    all: <T>(query: Sql) => report(() => statements.prepare(query.text).all(...query.params)) as T[],
    *each<T>(query: Sql) {
      // A statement of its own: the kept one may be asked for again while this list is still being read.
      const rows = report(() => connection.prepare(query.text).iterate(...query.params)) as IterableIterator<T>
      openLists += 1
      try {
        for (;;) {
          const next = report(() => rows.next())
          if (next.done === true) return
          yield next.value
        }
      } finally {
        // Also when the reader leaves early; an open list would block every write.
        rows.return?.()
        openLists -= 1
      }
    },
    openLists: () => openLists,
  }
}

/** Whatever waits for a commit runs even when one of them fails; the failure goes to the process's handler, not to the writer, whose data is safe. */
function runAll(work: readonly (() => void)[]): void {
  for (const next of work) {
    try {
      next()
    } catch (cause) {
      queueMicrotask(() => {
        throw cause
      })
    }
  }
}

const rowsTouched = (db: ReadHandle): number => db.get<{ rows: number }>(sql`select total_changes() as rows`)?.rows ?? 0

type Parts = { readonly statements: Statements; readonly reader: ReadHandle; readonly mark: CommitMark | null }

/** Runs transactions; joins nested ones; counts those that change something; keeps what is to be done after the commit. */
function createWriter(connection: Connection, { statements, reader, mark }: Parts) {
  let waiting: (() => void)[] = []
  let hasErased = false
  const handle = {
    ...reader,
    run(change: Sql) {
      const result = statements.prepare(change.text).run(...change.params)
      return { changes: result.changes, lastRowId: Number(result.lastInsertRowid) }
    },
    afterCommit: (work: () => void) => void waiting.push(work),
    forgetSoon: () => void (hasErased = true),
  } as unknown as WriteHandle
  return {
    handle,
    transact<T>(work: (db: WriteHandle) => T): { value: T; commits: number | null; after: (() => void)[]; hasErased: boolean } {
      waiting = []
      hasErased = false
      const { value, commits } = connection
        .transaction(() => {
          const before = rowsTouched(handle)
          const result = work(handle)
          assert(!isThenable(result), 'a transaction never waits, so its work is no promise')
          const isCounted = mark !== null && rowsTouched(handle) !== before
          return { value: result, commits: isCounted ? countCommit(handle) : null }
        })
        .immediate()
      const after = waiting
      waiting = []
      return { value, commits, after, hasErased }
    },
  }
}

/**
 * Tries again after each way to make room while the disk is full.
 * @param last done before a full disk is told to whoever asked
 */
function withRoom<T>(attempt: () => T, waysToMakeRoom: readonly (() => unknown)[], last: () => unknown): T {
  try {
    return attempt()
  } catch (cause) {
    if (!(cause instanceof StoreError) || cause.kind !== 'full') throw cause
    const [makeRoom, ...others] = waysToMakeRoom
    if (makeRoom === undefined) {
      last()
      throw cause
    }
    makeRoom()
    return withRoom(attempt, others, last)
  }
}

/** The write-ahead log, brought to its place and cut. */
function createLog(connection: Connection, report: Report, openLists: () => number) {
  const empty = (): boolean => {
    // Somebody is reading row by row: not a failure, only too early.
    if (openLists() > 0) return false
    // Whoever reads for long (a backup of this shop) is not waited for: the engine would stand still, and it is tried again soon.
    const waitMs = connection.pragma('busy_timeout', { simple: true })
    connection.pragma('busy_timeout=0')
    try {
      const [row] = connection.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
      return row?.busy === 0
    } catch (cause) {
      const error = asStoreError(cause)
      // Another process is reading, e.g. a backup program.
      if (error instanceof StoreError && error.kind === 'locked') return false
      return report(() => {
        throw error
      })
    } finally {
      connection.pragma(`busy_timeout=${Number(waitMs)}`)
    }
  }
  const tryEmpty = (): boolean => {
    try {
      return empty()
    } catch (cause) {
      // The listeners have heard of it, and what was committed is safe in the log; a timer has nobody to throw to.
      if (cause instanceof StoreError) return false
      throw cause
    }
  }
  return { empty, tryEmpty }
}

/** Does something for which nobody waits, and tells the listeners of a disk that failed in it. */
function tellFailure(listeners: Listeners, work: () => void): void {
  try {
    work()
  } catch (cause) {
    const error = asStoreError(fromSystem(cause))
    if (!(error instanceof StoreError)) throw error
    for (const listener of listeners) listener(error.kind)
  }
}

export type StoreOptions = {
  readonly clock: Clock
  readonly ballast: Ballast
  /** Where commits are counted; null where they are not (a schema of a test without the table). */
  readonly mark: CommitMark | null
}

/** The store over a connection that is open, keyed, checked and up to date. */
export function createStore(connection: Connection, options: StoreOptions): BareStore {
  const listeners = new Set<(kind: StoreErrorKind) => void>()
  const report = createReport(listeners)
  const statements = createStatements(connection)
  const { openLists, ...read } = createReader(connection, statements, report)
  const { mark } = options
  const writer = createWriter(connection, { statements, reader: read, mark })
  const noteCommits = (commits: number | null) => {
    if (commits !== null && mark !== null) tellFailure(listeners, () => mark.note(commits))
  }
  const log = createLog(connection, report, openLists)
  const checkpoints = createCheckpoints(options.clock, log.tryEmpty)
  const release = () => {
    if (options.ballast.release()) keepLogShort(connection)
  }
  // The log itself may be what fills the disk: what stands in it goes to its place and it is cut, before the reserve is given.
  const waysToMakeRoom = { false: [], 'without-reserve': [log.tryEmpty], true: [log.tryEmpty, release] }
  const transact = <T>(work: (db: WriteHandle) => T, repeatable: boolean | 'without-reserve') =>
    withRoom(
      () => report(() => writer.transact(work)),
      waysToMakeRoom[`${repeatable}`],
      () => [log.tryEmpty(), release()],
    )
  return {
    read,
    write(work, { repeatable = false } = {}) {
      if (connection.inTransaction) return work(writer.handle)
      const done = transact(work, repeatable)
      noteCommits(done.commits)
      if (done.hasErased) checkpoints.erased()
      else checkpoints.committed()
      runAll(done.after)
      return done.value
    },
    checkpoint() {
      if (log.empty()) checkpoints.done()
      else checkpoints.erased()
    },
    onTrouble(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      checkpoints.stop()
      if (!connection.open) return
      // First, because that also makes room on a full disk for the word that this is an orderly end.
      log.tryEmpty()
      // Where even that can't be written, the next opening compares the counts, which tell the same.
      if (mark !== null) tellFailure(new Set(), () => noteCommits(transact(endCounting, true).commits))
      log.tryEmpty()
      connection.close()
      mark?.close()
    },
  }
}
