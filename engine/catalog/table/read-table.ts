import { open } from 'node:fs/promises'
import Papa from 'papaparse'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { readColumns, type ColumnField } from './columns.ts'
import type { Cells } from './cells.ts'

/** More than ten times a table of 10,000 products with long texts would be no table of a shop. */
const MAX_BYTES = 64 * 1024 * 1024
const MAX_COLUMNS = 200

export type TableRow = { readonly line: number; readonly cells: Cells; readonly isBroken: boolean }
export type Table = { readonly columns: ReturnType<typeof readColumns>; readonly rows: readonly TableRow[] }

/**
 * Reads a table of products. Errors: file-missing, file-unreadable, file-empty, file-too-large, file-not-text,
 * file-no-columns, file-column-missing (no column with the code).
 * @param locale decides which older encoding is meant by bytes that are not UTF-8
 */
export async function readTable(path: string, locale: string): Promise<Result<Table>> {
  const bytes = await readBytes(path)
  if (!bytes.ok) return bytes
  const text = decode(bytes.value, locale)
  return text === null ? fail('file-not-text', { kind: 'other' }) : splitTable(text)
}

async function readBytes(path: string): Promise<Result<Buffer>> {
  try {
    await using handle = await open(path, 'r')
    const facts = await handle.stat()
    if (!facts.isFile()) return fail('file-unreadable')
    if (facts.size === 0) return fail('file-empty')
    if (facts.size > MAX_BYTES) return fail('file-too-large', { sizeBytes: facts.size, limitBytes: MAX_BYTES })
    return ok(await handle.readFile())
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    return fail(code === 'ENOENT' || code === 'ENOTDIR' ? 'file-missing' : 'file-unreadable')
  }
}

const legacy: Readonly<Record<string, string>> = { 'zh-TW': 'big5', 'zh-CN': 'gb18030' }

/** The text by its mark, as UTF-8, or in the encoding that the shop's language used before; null when it is no text. */
function decode(bytes: Buffer, locale: string): string | null {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  const text = decodeAs(bytes, marked) ?? decodeAs(bytes, legacy[locale] ?? 'windows-1252')
  return text === null || text.includes('\0') ? null : text
}

function decodeAs(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    // Bytes of another encoding are an answer, not a failure.
    return null
  }
}

/** The header stands in one of the first lines: whichever mark makes the most known columns of it parts the cells. */
const HEADER_LINES = 6

function delimiterOf(text: string): string {
  const counted = [',', '\t', ';', '|'].map((delimiter) => {
    const { data } = Papa.parse<string[]>(text.slice(0, 64 * 1024), { delimiter, preview: HEADER_LINES })
    return { delimiter, known: Math.max(0, ...data.map((cells) => readColumns(cells).filter(({ field }) => field !== null).length)) }
  })
  return counted.reduce((best, next) => (next.known > best.known ? next : best)).delimiter
}

function splitTable(text: string): Result<Table> {
  const parsed = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) })
  const lines = parsed.data
    .map((cells, index) => ({ cells, line: index + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  // Meta's own example begins with lines of advice before the header.
  const start = lines.findIndex(({ cells }) => readColumns(cells).some(({ field }) => field === 'retailerId'))
  if (lines.length === 0) return fail('file-empty')
  const header = lines[start]
  if (header === undefined || start >= HEADER_LINES) return fail('file-column-missing', { column: 'id' })
  if (header.cells.length > MAX_COLUMNS) return fail('file-no-columns', { row: header.line, columns: header.cells.length })
  const columns = readColumns(header.cells.map((cell) => cell.trim()))
  const broken = new Set(parsed.errors.filter(({ type }) => type === 'Quotes').map(({ row }) => (row ?? 0) + 1))
  return ok({
    columns,
    rows: lines.slice(start + 1).map(({ cells, line }) => ({ line, cells: byField(columns, cells), isBroken: broken.has(line) })),
  })
}

function byField(columns: Table['columns'], cells: readonly string[]): Cells {
  const named: Partial<Record<ColumnField, string>> = {}
  columns.forEach(({ field }, index) => {
    if (field !== null) named[field] = cells[index] ?? ''
  })
  return named
}
