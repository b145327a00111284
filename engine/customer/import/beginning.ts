import { fail, ok, type Result } from '#contract/kernel/result.ts'
import Papa from 'papaparse'
import { columnNames, guessColumns, isHeader, type Columns } from './columns.ts'
import { MAX_ROW_CHARS, splitBeginning, type FileRecord } from './records.ts'
import type { SourceFile } from './source-file.ts'

const SAMPLES = 5

/** What the beginning of a file says about the rest. */
export type Layout = {
  readonly delimiter: string
  readonly headers: readonly string[]
  /** Row (as a spreadsheet counts) of the first person. */
  readonly firstRow: number
  readonly samples: readonly (readonly string[])[]
  readonly guess: Partial<Columns>
  readonly hasUndecodable: boolean
}

/**
 * Finds delimiter, header and columns. Errors: file-line-too-long when the beginning has no line end, file-no-columns
 * when it holds no row.
 */
export function readLayout(file: SourceFile, defaultCountry: string): Result<Layout> {
  const isWhole = file.sizeBytes <= 64 * 1024
  const delimiter = findDelimiter(file.beginning)
  const split = splitBeginning(file.beginning, { delimiter, isWhole })
  if (!split.ok) return split
  const records = split.value.filter((record) => !isBlank(record) && !isSeparatorLine(record))
  const first = records[0]
  if (first === undefined)
    return isWhole ? fail('file-no-columns', { row: 1, columns: 0 }) : fail('file-line-too-long', { row: 1, limitChars: MAX_ROW_CHARS })
  const hasHeader = isHeader(first.cells, defaultCountry)
  const headers = columnNames(hasHeader ? first.cells : first.cells.map(() => ''))
  const people = hasHeader ? records.slice(1) : records
  const samples = people.slice(0, 50).map((record) => record.cells)
  return ok({
    delimiter,
    headers,
    firstRow: hasHeader ? first.row + 1 : first.row,
    samples: samples.slice(0, SAMPLES),
    guess: guessColumns(headers, samples, defaultCountry),
    hasUndecodable: file.beginning.includes('\ufffd'),
  })
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
