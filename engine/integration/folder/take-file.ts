import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, lstat, open } from 'node:fs/promises'
import { fail, ok, type AppError, type Result } from '#contract/kernel/result.ts'
import { breathe } from '../../kernel/index.ts'
import { createDayReader } from '../../table-file/index.ts'
import { writeWhole } from '../../table-export/index.ts'
import type { IntegrationDeps } from '../face.ts'
import { notifyIn } from '../notice/notify.ts'
import { openTable, type OpenTable, type Row } from './read-rows.ts'
import { neededColumns, orderOf, referenceOf } from './row-order.ts'
import { allRules, closeFileRow, openFileRow, type Counts, type Rule } from './rule-queries.ts'
import { bestPattern } from './rules.ts'

/** Rows that one transaction takes. */
const ROWS_AT_ONCE = 50

/** What became of a file. `again`: nothing is decided, it is looked at later. */
export type Taken = { readonly kind: 'done' | 'failed' } | { readonly kind: 'again'; readonly isFull: boolean }

type File = { readonly path: string; readonly name: string; readonly resultPath: string }

/**
 * Reads one file that lies in the folder of work, asks for its notices, and writes its answer beside it, whole or not at
 * all. Cut short at any place, the same file goes on where it stood: notices that it asked for already are its own.
 */
export async function takeFile(deps: IntegrationDeps, file: File, signal: AbortSignal): Promise<Taken> {
  const looked = await lookAt(file.path)
  if (looked === null) return { kind: 'again', isFull: false }
  const { sha256, sizeBytes, mode } = looked
  const seq = deps.vault.store.write((db) => openFileRow(db, { fileName: file.name, sha256, at: deps.clock.now() }))
  const counts = { rows: 0, sent: 0, known: 0, refused: 0 }
  const opened = await openFor(deps, file, sizeBytes)
  let written: Awaited<ReturnType<typeof writeWhole<AppError | null>>>
  try {
    written = await writeWhole({ target: file.resultPath, random: deps.random }, async (write) => {
      const put = (lines: readonly ResultLine[]) => write(Buffer.from(lines.map(lineOf).join('')))
      write(Buffer.from('\uFEFF"row","reference","result","notice","reason"\r\n'))
      if (opened.ok) return takeRows(deps, { ...opened.value, seq, fileKey: sha256 }, { counts, put, signal })
      put([{ row: 0, reference: '', result: 'refused', notice: '', reason: reasonOf(opened.error) }])
      return opened.error
    })
  } finally {
    if (opened.ok) await opened.value.table.close()
  }
  if (!written.ok) return { kind: 'again', isFull: written.error.code === 'disk-full' }
  const problem = written.value.value
  if (problem?.code === 'call-cancelled') return { kind: 'again', isFull: false }
  // The tool may read as another user; who could read the file may read the answer.
  await chmod(file.resultPath, mode & 0o666)
  const state = problem !== null || (counts.refused > 0 && counts.sent + counts.known === 0) ? 'failed' : 'done'
  deps.vault.store.write((db) => closeFileRow(db, { ...counts, seq, state, reason: problem?.code ?? null, at: deps.clock.now() }))
  return { kind: state }
}

type Looked = { readonly sha256: string; readonly sizeBytes: number; readonly mode: number }

/** The hash of a plain file that stood still while it was read; null when it is none, can't be read now, or changed. */
async function lookAt(path: string): Promise<Looked | null> {
  const before = await lstat(path).catch(() => null)
  if (before?.isFile() !== true) return null
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null)
  if (handle === null) return null
  try {
    const hash = createHash('sha256')
    for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk as Uint8Array)
    const after = await handle.stat()
    const isSame = after.ino === before.ino && after.size === before.size && after.mtimeMs === before.mtimeMs
    return isSame ? { sha256: hash.digest('hex'), sizeBytes: after.size, mode: after.mode } : null
  } catch {
    // The drive went away while it was read; it is looked at again.
    return null
  } finally {
    await handle.close()
  }
}

type Opened = { readonly rule: Rule; readonly table: OpenTable }

async function openFor(deps: IntegrationDeps, { path, name }: File, sizeBytes: number): Promise<Result<Opened>> {
  const rule = bestPattern(name, allRules(deps.vault.store.read))
  if (rule === null) return fail('folder-rule-missing')
  const table = await openTable({ path, name, encoding: rule.encoding, sizeBytes })
  if (!table.ok) return table
  const missing = neededColumns(rule).find((column) => !table.value.columns.includes(column))
  if (missing === undefined) return ok({ rule, table: table.value })
  await table.value.close()
  return fail('file-column-missing', { column: missing })
}

type ResultLine = {
  readonly row: number
  readonly reference: string
  readonly result: 'done' | 'known' | 'refused'
  readonly notice: string
  readonly reason: string
}

type Work = {
  readonly counts: { -readonly [K in keyof Counts]: number }
  readonly put: (lines: readonly ResultLine[]) => void
  readonly signal: AbortSignal
}

async function takeRows(
  deps: IntegrationDeps,
  taking: Opened & { readonly seq: number; readonly fileKey: string },
  work: Work,
): Promise<AppError | null> {
  const { rule, table, fileKey, seq } = taking
  const reading = { rule, fileKey, readDay: createDayReader(deps.vault.shop.timeZone) }
  for await (const batch of table.batches(work.signal)) {
    if (!batch.ok) return batch.error
    for (let start = 0; start < batch.value.length; start += ROWS_AT_ONCE) {
      if (work.signal.aborted) return { code: 'call-cancelled', retry: 'never' }
      const rows = batch.value.slice(start, start + ROWS_AT_ONCE)
      const lines = deps.vault.store.write((db) =>
        rows.map((row): ResultLine => {
          const order = orderOf(reading, row)
          const taken = order.ok ? notifyIn(deps, db, { order: order.value, fileSeq: seq }) : order
          return answerTo({ row, reference: shownReference(reading, row) }, taken)
        }),
      )
      // What is counted stands in the vault by now.
      for (const { result } of lines) work.counts[result === 'done' ? 'sent' : result] += 1
      work.counts.rows += lines.length
      work.put(lines)
      await breathe()
    }
  }
  return null
}

const shownReference = (reading: Parameters<typeof referenceOf>[0], row: Row): string =>
  reading.rule.reference === null ? '' : referenceOf(reading, row)

function answerTo({ row, reference }: { readonly row: Row; readonly reference: string }, taken: ReturnType<typeof notifyIn>): ResultLine {
  if (!taken.ok) return { row: row.row, reference, result: 'refused', notice: '', reason: reasonOf(taken.error) }
  const { noticeId, isKnown, isOwn } = taken.value
  return { row: row.row, reference, result: isKnown && !isOwn ? 'known' : 'done', notice: noticeId, reason: '' }
}

/** A code, and the name of what it is about where that is no text of a customer's. */
function reasonOf({ code, params = {} }: AppError): string {
  const about = params['field'] ?? params['variable'] ?? params['column'] ?? params['reason']
  return about === undefined ? code : `${code} (${String(about)})`
}

/** A spreadsheet must not compute what a tool wrote. */
const harmless = (text: string): string => (/^[\s\u00a0\ufeff]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text)
const quoted = (text: string): string => `"${harmless(text).replaceAll('\0', '').replaceAll('"', '""')}"`
const lineOf = ({ row, reference, result, notice, reason }: ResultLine): string =>
  `${row},${[reference, result, notice, reason].map(quoted).join(',')}\r\n`
