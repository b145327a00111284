import type { TimestampMs } from '#contract/kernel/values.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import type { Receipt } from './receipts.ts'

/** An erasure whose rows are gone and whose receipt waits until traces and backups are gone too. */
export type Unfinished = Pick<Receipt, 'at' | 'by' | 'removed' | 'suppressionKept'> & {
  readonly seq: number
  readonly rewritesBackups: boolean
  /** What to look for in the gaps of pages. */
  readonly traces: readonly Buffer[]
}

type Stored = {
  readonly seq: number
  readonly at: TimestampMs
  readonly by: string
  readonly removed: string
  readonly suppressionKept: number
  readonly rewritesBackups: number
  readonly traces: string
}

/** Notes what is left to do, in the transaction that removes the rows. */
export function addUnfinished(db: WriteHandle, work: Omit<Unfinished, 'seq'>): Unfinished {
  const { lastRowId } = db.run(sql`
    insert into erasure_unfinished (at, by_whom, removed, suppression_kept, rewrites_backups, traces)
    values (${work.at}, ${work.by}, ${JSON.stringify(work.removed)}, ${work.suppressionKept ? 1 : 0}, ${work.rewritesBackups ? 1 : 0},
      ${JSON.stringify(work.traces.map((bytes) => bytes.toString('base64')))})`)
  return { ...work, seq: lastRowId }
}

export const listUnfinished = (db: ReadHandle): Unfinished[] =>
  db
    .all<Stored>(sql`
      select seq, at, by_whom as by, removed, suppression_kept as suppressionKept, rewrites_backups as rewritesBackups, traces
      from erasure_unfinished order by seq`)
    .map((stored) => ({
      ...stored,
      removed: JSON.parse(stored.removed) as Receipt['removed'],
      suppressionKept: stored.suppressionKept === 1,
      rewritesBackups: stored.rewritesBackups === 1,
      traces: (JSON.parse(stored.traces) as string[]).map((text) => Buffer.from(text, 'base64')),
    }))

/** Whether the work was still there. */
export const removeUnfinished = (db: WriteHandle, seq: number): boolean =>
  db.run(sql`delete from erasure_unfinished where seq = ${seq}`).changes === 1
