import type { CallOutput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { ReadHandle } from '../store/index.ts'
import { writeTables, type Cell } from '../table-export/index.ts'
import { entriesAfter, type Kept } from './chain.ts'
import type { AuditDeps } from './face.ts'

const PORTION = 1_000
const HEADINGS = ['no.', 'time (UTC)', 'act', 'outcome', 'code', 'person', 'role', 'subject', 'facts', 'chain'] as const

const rowOf = (entry: Kept): readonly Cell[] => [
  entry.index,
  { at: entry.at },
  entry.act,
  entry.outcome,
  entry.code,
  entry.person,
  entry.role,
  entry.subject,
  JSON.stringify(entry.facts),
  entry.chain,
]

function* pagesOf(db: ReadHandle): Generator<readonly (readonly Cell[])[]> {
  for (let after = 0; ;) {
    const portion = entriesAfter(db, after, PORTION)
    yield portion.map(rowOf)
    if (portion.length < PORTION) return
    after = portion.at(-1)?.index ?? after
  }
}

/**
 * Writes all entries with their chain as CSV; whoever holds the key of the log can check the file by itself.
 * Errors: file-write-failed, disk-full, disk-read-only, call-cancelled.
 */
export async function exportLog(
  { vault, clock, random }: AuditDeps,
  target: string,
  signal: AbortSignal,
): Promise<Result<CallOutput<'audit.export'>>> {
  const written = await writeTables({
    target,
    format: 'csv',
    tables: [{ name: 'log of acts', headings: HEADINGS, pages: pagesOf(vault.store.read) }],
    timeZone: 'UTC',
    at: clock.now(),
    random,
    signal,
  })
  if (!written.ok) return written
  const { fileName, sizeBytes, rows } = written.value
  return ok({ fileName, sizeBytes, entries: rows })
}
