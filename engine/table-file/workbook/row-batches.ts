import { ArchiveProblem } from '../archive/inflate.ts'
import type { SheetRow } from './sheet-rows.ts'

/** A spreadsheet program has no more rows. */
export const MOST_ROWS = 1_048_576
const ROWS_AT_ONCE = 500
/** Rows of long texts come fewer at once; nobody waits long for one message to be unpacked. */
const CHARS_AT_ONCE = 524_288

export type RowBatches = {
  add(row: SheetRow): void
  /** Rows that are enough for a message; what is left at the end is enough however little it is. Null where there are too few. */
  take(isEnd: boolean): readonly (readonly string[])[] | null
}

/**
 * Gathers rows, with those in between that hold nothing, so that each has its place. Those of the beginning are as wide as
 * the widest of them: a column need not have a name to be one.
 * @param mostChars of all rows together: one text may be named by a million cells
 * @throws ArchiveProblem of `file-bomb` for more than that, or more rows than there can be
 */
export function createRowBatches(mostChars: number): RowBatches {
  const ready: string[][][] = []
  let open: string[][] = []
  let openChars = 0
  let chars = 0
  let rows = 0
  let width: number | null = null
  const close = (): void => {
    width ??= Math.max(...open.map((cells) => cells.length))
    for (const cells of open) while (cells.length < width) cells.push('')
    ready.push(open)
    open = []
    openChars = 0
  }
  const put = (cells: string[]): void => {
    rows += 1
    open.push(cells)
    if (open.length === ROWS_AT_ONCE || openChars > CHARS_AT_ONCE) close()
  }
  return {
    add({ number, cells }) {
      if (number > MOST_ROWS) throw new ArchiveProblem('file-bomb')
      while (rows < number - 1) put([])
      const size = cells.reduce((sum, cell) => sum + cell.length, 0)
      openChars += size
      chars += size
      if (chars > mostChars) throw new ArchiveProblem('file-bomb')
      put([...cells])
    },
    take(isEnd) {
      if (isEnd && open.length > 0) close()
      return ready.shift() ?? null
    },
  }
}
