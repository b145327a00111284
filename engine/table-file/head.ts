import Papa from 'papaparse'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { MAX_ROW_CHARS, splitBeginning, type FileRecord } from './records.ts'
import type { SourceFile } from './source-file.ts'

/** Rows of which a file's beginning is judged. */
const WHOLE_BYTES = 64 * 1024

/** The sign between the cells, and the rows of the beginning that hold something. */
export type Head = { readonly delimiter: string; readonly records: readonly [FileRecord, ...FileRecord[]] }

/**
 * Finds the delimiter and reads the beginning. Errors: file-line-too-long when the beginning has no line end, file-no-columns
 * when it holds no row.
 */
export function readHead(file: SourceFile): Result<Head> {
  const isWhole = file.sizeBytes <= WHOLE_BYTES
  const delimiter = findDelimiter(file.beginning)
  const split = splitBeginning(file.beginning, { delimiter, isWhole })
  if (!split.ok) return split
  const [first, ...more] = split.value.filter((record) => !isBlank(record) && !isSeparatorLine(record))
  if (first !== undefined) return ok({ delimiter, records: [first, ...more] })
  return isWhole ? fail('file-no-columns', { row: 1, columns: 0 }) : fail('file-line-too-long', { row: 1, limitChars: MAX_ROW_CHARS })
}

/** A row without any text, as spreadsheets leave at the end. */
export const isBlank = (record: FileRecord): boolean => record.cells.every((cell) => cell.trim() === '')

/** A first line that only tells the spreadsheet program the delimiter. */
const isSeparatorLine = (record: FileRecord): boolean => record.row === 1 && /^"?sep=/i.test(record.cells[0] ?? '')

function findDelimiter(beginning: string): string {
  const told = /^"?sep=(.)"?\r?\n/i.exec(beginning)?.[1]
  if (told !== undefined) return told
  const sample = beginning.slice(0, 32 * 1024)
  const parsed = Papa.parse<string[]>(sample, { preview: 10, delimitersToGuess: [',', '\t', ';', '|'], skipEmptyLines: true })
  return parsed.meta.delimiter
}
