import { ok, type Result } from '#contract/kernel/result.ts'
import { columnNames, type OpenTable } from '../../table-file/index.ts'
import { guessColumns, isHeader, type Columns, type OwnField } from './columns.ts'

const SAMPLES = 5
const JUDGED = 50

/** What the beginning of a file says about the rest. */
export type Layout = {
  readonly headers: readonly string[]
  /** Whether the headers stand in the file; else columns are called by their place. */
  readonly hasHeader: boolean
  /** Row (as a spreadsheet counts) of the first person. */
  readonly firstRow: number
  readonly samples: readonly (readonly string[])[]
  readonly guess: Partial<Columns>
}

/** Finds the header and guesses what each column holds. */
export function readLayout(
  table: OpenTable,
  asked: { readonly defaultCountry: string; readonly own: readonly OwnField[] },
): Result<Layout> {
  const [first] = table.head
  const hasHeader = table.columns === null && isHeader(first.cells, asked.defaultCountry)
  const headers = columnNames(table.columns ?? (hasHeader ? first.cells : first.cells.map(() => '')))
  const people = hasHeader ? table.head.slice(1) : table.head
  const samples = people.slice(0, JUDGED).map((record) => record.cells)
  return ok({
    headers,
    hasHeader: hasHeader || table.columns !== null,
    firstRow: hasHeader ? first.row + 1 : first.row,
    samples: samples.slice(0, SAMPLES),
    guess: guessColumns(headers, samples, asked),
  })
}
