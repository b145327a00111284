import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { BareStore, ReadHandle, WriteHandle } from './handles.ts'
import { sql } from './sql.ts'

/** Commits of the database so far, inside it and therefore in the log first. */
const COMMITS = 'commits'
/** Stands in the main file while somebody has it open; gone after an orderly end. */
const LEFT_OPEN = 'left-open'
/** Stands until everything that could send has been paused for it. */
const LOST = 'lost-commits'
const DIGITS = 15

/** The count as it was last seen, in a small file beside the database, so that rows which went back in time are noticed. */
export type CommitMark = {
  /**
   * Keeps the count of a commit that has returned, so it is never ahead of the rows. Not synced: after a power cut it may be
   * behind, and then tells less; after any other end of the process it is exact.
   */
  note(commits: number): void
  close(): void
}

const pathOf = (file: string): string => `${file}.mark`

/** What can only be seen before the database is opened, because opening makes a log. */
export type LeftBehind = { readonly hasLog: boolean; readonly commits: number | null }

function readMark(file: string): number | null {
  if (!existsSync(pathOf(file))) return null
  const text = readFileSync(pathOf(file), 'utf8').trim()
  return /^\d+$/.test(text) ? Number(text) : null
}

/** Looks at log and mark as the last process left them; both are somebody else's when the database itself is new. */
export const lookAtLeftBehind = (file: string, { isNew }: { readonly isNew: boolean }): LeftBehind =>
  isNew ? { hasLog: true, commits: null } : { hasLog: existsSync(`${file}-wal`), commits: readMark(file) }

export function openMark(file: string): CommitMark {
  const handle = openSync(pathOf(file), existsSync(pathOf(file)) ? 'r+' : 'w', 0o600)
  return {
    note: (commits) => void writeSync(handle, String(commits).padStart(DIGITS, '0'), 0),
    close: () => closeSync(handle),
  }
}

const factOf = (db: ReadHandle, name: string): string | null =>
  db.get<{ value: string }>(sql`select value from vault_fact where name = ${name}`)?.value ?? null

const keepFact = (db: WriteHandle, name: string, value: string) =>
  db.run(sql`insert into vault_fact (name, value) values (${name}, ${value}) on conflict (name) do update set value = excluded.value`)

/** Counts the transaction that is under way, from what the rows say, so that two processes never count the same twice. */
export function countCommit(db: WriteHandle): number {
  const bump = sql`update vault_fact set value = cast(cast(value as integer) + 1 as text) where name = ${COMMITS} returning value`
  const counted = db.get<{ value: string }>(bump)
  if (counted === undefined) keepFact(db, COMMITS, '1')
  return Number(counted?.value ?? 1)
}

/**
 * Whether commits are missing that had been made: the mark has seen more than the rows know, or the database was left open
 * and its log has been taken away. A log that is gone with nothing missing (the rows know what the mark knows) is no loss.
 */
const hasLost = (known: number, wasOpen: boolean, left: LeftBehind): boolean =>
  known < (left.commits ?? 0) || (wasOpen && !left.hasLog && known !== left.commits)

/**
 * Says in the main file that the database is open, and keeps the finding of lost commits until `forgetLost`.
 * Works on a full disk as well, if any space can be made.
 */
export function beginCounting(store: BareStore, left: LeftBehind): void {
  const wasOpen = factOf(store.read, LEFT_OPEN) !== null
  const known = Number(factOf(store.read, COMMITS) ?? 0)
  const begin = (db: WriteHandle) => {
    if (hasLost(known, wasOpen, left)) keepFact(db, LOST, 'yes')
    if (known < (left.commits ?? 0)) keepFact(db, COMMITS, String(left.commits))
    keepFact(db, LEFT_OPEN, 'yes')
  }
  store.write(begin, { repeatable: true })
  // In the log alone it would go with the log.
  if (!wasOpen) store.checkpoint()
}

/** An orderly end: from now on a missing log is nothing to wonder at. */
export const endCounting = (db: WriteHandle) => db.run(sql`delete from vault_fact where name = ${LEFT_OPEN}`)

/** Whether rows that had been committed were found missing, at this opening or one before that nobody has settled. */
export const hasLostCommits = (db: ReadHandle): boolean => factOf(db, LOST) !== null

/** Forgets the finding, once everything that could send has been paused for it. */
export const forgetLostCommits = (db: WriteHandle) => db.run(sql`delete from vault_fact where name = ${LOST}`)
