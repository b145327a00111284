import { ok, type Result } from '#contract/kernel/result.ts'
import { columnNames, readHead, type SourceFile } from '../../table-file/index.ts'
import { guessColumns, isHeader, type Columns } from './columns.ts'

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
  const head = readHead(file)
  if (!head.ok) return head
  const { delimiter, records } = head.value
  const [first] = records
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
