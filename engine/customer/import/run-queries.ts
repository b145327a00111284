import type { ImportCounts, ImportRun } from '#contract/ipc/customer-import.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

export type Run = z.infer<typeof ImportRun>
export type Counts = z.infer<typeof ImportCounts>
type ListedRow = CallOutput<'customer.importRows'>['rows'][number]

const columns = sql`import_id as importId, file_name as fileName, state, counts, started_at as startedAt, undo_until as undoUntil, by_whom as by`
const NO_COUNTS: Counts = { rows: 0, new: 0, update: 0, same: 0, duplicate: 0, suppressed: 0, refused: 0, noConsent: 0 }

/** Writes down that an import has begun. */
export function addRun(db: WriteHandle, run: Pick<Run, 'importId' | 'fileName' | 'startedAt' | 'by'>): void {
  db.run(sql`
    insert into import_run (import_id, file_name, state, counts, started_at, by_whom)
    values (${run.importId}, ${run.fileName}, 'running', ${JSON.stringify(NO_COUNTS)}, ${run.startedAt}, ${run.by})`)
}

/** Closes a run with its counts; nothing of it is left to be carried out. */
export function closeRun(
  db: WriteHandle,
  importId: string,
  closed: { readonly state: Run['state']; readonly counts: Counts; readonly undoUntil: number | null },
): void {
  db.run(sql`
    update import_run set state = ${closed.state}, counts = ${JSON.stringify(closed.counts)}, undo_until = ${closed.undoUntil}, plan = null
    where import_id = ${importId}`)
}

/** One run, with undo only while it is possible. */
export function findRun(db: ReadHandle, importId: string, now: number): Run | undefined {
  const stored = db.get<Omit<Run, 'counts'> & { counts: string }>(sql`select ${columns} from import_run where import_id = ${importId}`)
  return stored === undefined ? undefined : toRun(stored, now)
}

/** Past imports, newest first; dry runs are not imports, nor is what is just being taken away again. */
export function listRuns(db: ReadHandle, now: number): Run[] {
  const stored = db.all<Omit<Run, 'counts'> & { counts: string }>(
    sql`select ${columns} from import_run where state <> 'dry-run' and is_taken_back = 0 order by started_at desc, import_id desc limit 200`,
  )
  return stored.map((run) => toRun(run, now))
}

/** Rows of a run by place in the file, after row `after`. */
export function listRows(
  db: ReadHandle,
  importId: string,
  page: { readonly verdict: string | undefined; readonly after: number; readonly limit: number },
): ListedRow[] {
  const verdict = page.verdict === undefined ? sql`true` : sql`verdict = ${page.verdict}`
  return db.all(sql`
    select row, verdict, reason, same_as_row as sameAsRow, phone_as_written as phoneAsWritten, coalesce(facts ->> '$.name', '') as name
    from import_row where import_id = ${importId} and row > ${page.after} and ${verdict} order by row limit ${page.limit}`)
}

function toRun(stored: Omit<Run, 'counts'> & { readonly counts: string }, now: number): Run {
  const isOpen = stored.state === 'done' && stored.undoUntil !== null && stored.undoUntil >= now
  return { ...stored, counts: JSON.parse(stored.counts) as Counts, undoUntil: isOpen ? stored.undoUntil : null }
}
