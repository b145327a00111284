import { readFile } from 'node:fs/promises'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { columnNames, isBlank, openSourceFile, readHead, readRecords, type TextEncoding } from '../../table-file/index.ts'
import { isJson } from './rules.ts'

/** One row by its columns; `row` as a spreadsheet counts, in JSON from 1. */
export type Row = { readonly row: number; readonly cells: ReadonlyMap<string, string>; readonly isBroken: boolean }

/** A file that is open: its columns, and its rows in small batches. Whoever opened it closes it. */
export type OpenTable = {
  readonly columns: readonly string[]
  readonly encoding: TextEncoding
  /** Of the open file itself, whatever stands at its path by now. */
  readonly identity: { readonly inode: number; readonly device: number } | null
  batches(signal: AbortSignal): AsyncGenerator<Result<readonly Row[]>>
  close(): Promise<void>
}

/** JSON is read whole, so it is bounded; CSV is read row by row. */
const MAX_JSON_BYTES = 20 * 1024 * 1024
const BATCH = 200

type Opening = { readonly path: string; readonly name: string; readonly encoding: TextEncoding | null; readonly sizeBytes: number }

/** Opens a dropped file. Errors: those of table-file, file-too-large, folder-text-unreadable, file-no-columns. */
export async function openTable(opening: Opening): Promise<Result<OpenTable>> {
  return isJson(opening.name) ? openJson(opening) : openText(opening)
}

async function openText({ path, encoding }: Opening): Promise<Result<OpenTable>> {
  const opened = await openSourceFile(path, encoding ?? undefined)
  if (!opened.ok) return opened
  const file = opened.value
  const head = readHead(file)
  if (!head.ok) {
    await file.handle.close()
    return head
  }
  const { delimiter, records } = head.value
  const columns = columnNames(records[0].cells)
  const facts = await file.handle.stat()
  return ok({
    columns,
    encoding: file.encoding,
    identity: { inode: facts.ino, device: facts.dev },
    async *batches(signal) {
      for await (const batch of readRecords(file, delimiter, signal)) {
        if (!batch.ok) {
          yield batch
          return
        }
        const rows = batch.value.records.filter((record) => record.row > records[0].row && !isBlank(record))
        yield ok(
          rows.map(({ row, cells, isBroken }) => ({
            row,
            isBroken,
            cells: new Map(columns.map((name, at) => [name, (cells[at] ?? '').trim()])),
          })),
        )
      }
    },
    close: () => file.handle.close(),
  })
}

async function openJson({ path, sizeBytes }: Opening): Promise<Result<OpenTable>> {
  if (sizeBytes > MAX_JSON_BYTES) return fail('file-too-large', { sizeBytes, limitBytes: MAX_JSON_BYTES })
  const items = parse(await readFile(path))
  if (!items.ok) return items
  const rows = items.value.map((item, index) => ({ row: index + 1, cells: cellsOf(item), isBroken: false }))
  return ok({
    columns: [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))],
    encoding: 'utf-8',
    identity: null,
    async *batches(signal) {
      for (let start = 0; start < rows.length; start += BATCH) {
        if (signal.aborted) yield fail('call-cancelled')
        if (signal.aborted) return
        yield ok(rows.slice(start, start + BATCH))
      }
    },
    close: async () => undefined,
  })
}

/** A list of objects, such a list under one name, one object alone, or one object a line. */
function parse(bytes: Uint8Array): Result<readonly object[]> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return fail('folder-text-unreadable')
  }
  const whole = tryJson(text)
  const lines = () =>
    text
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .map(tryJson)
  const items = whole === undefined ? lines() : listIn(whole)
  const isFine =
    items.length > 0 && items.every((item): item is object => typeof item === 'object' && item !== null && !Array.isArray(item))
  return isFine ? ok(items as object[]) : fail('file-no-columns', { row: 1, columns: 0 })
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // May be one object a line instead.
    return undefined
  }
}

function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return []
  const lists = Object.values(value).filter(
    (inner): inner is unknown[] => Array.isArray(inner) && inner.every((item) => typeof item === 'object'),
  )
  return lists.length === 1 ? (lists[0] ?? []) : [value]
}

function cellsOf(item: object): ReadonlyMap<string, string> {
  const cells = new Map<string, string>()
  for (const [key, value] of Object.entries(item)) {
    if (typeof value === 'string') cells.set(key, value.trim())
    else if (typeof value === 'number' || typeof value === 'boolean') cells.set(key, String(value))
    else if (value === null) cells.set(key, '')
  }
  return cells
}
