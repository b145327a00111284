import { setImmediate as nextTurn } from 'node:timers/promises'
import Papa from 'papaparse'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { SourceFile } from './source-file.ts'

const CHUNK_BYTES = 64 * 1024
/** A row longer than this is no row of a list; it also bounds the memory of a file without line ends. */
export const MAX_ROW_CHARS = 1024 * 1024
const MAX_COLUMNS = 1000

/** One row of the file. `row` counts as a spreadsheet shows it: the first row, header or not, is 1. */
export type FileRecord = { readonly row: number; readonly cells: readonly string[]; readonly isBroken: boolean }

export type RecordBatch = { readonly records: readonly FileRecord[]; readonly bytesDone: number }

type Parsed = {
  readonly data: string[][]
  readonly errors: { readonly type: string; readonly row?: number }[]
  readonly meta: { readonly cursor: number }
}

/**
 * Reads the file row by row in small batches, with a turn for everybody else after each. A row whose quotes never close
 * does not swallow the rest: its first line is given as broken, and reading goes on with the next line.
 * Errors: file-line-too-long (row), file-no-columns (row), call-cancelled.
 */
export async function* readRecords(file: SourceFile, delimiter: string, signal: AbortSignal): AsyncGenerator<Result<RecordBatch>> {
  const splitter = createSplitter(delimiter)
  for await (const chunk of decode(file)) {
    if (signal.aborted) {
      yield fail('call-cancelled')
      return
    }
    const records = splitter.add(chunk.text, chunk.isLast)
    yield records.ok ? ok({ records: records.value, bytesDone: chunk.bytesDone }) : records
    if (!records.ok) return
    await nextTurn()
  }
}

/** Splits the beginning of a file; `isWhole` when there is nothing after it. */
export function splitBeginning(
  text: string,
  options: { readonly delimiter: string; readonly isWhole: boolean },
): Result<readonly FileRecord[]> {
  return createSplitter(options.delimiter).add(unifyLineEnds(text), options.isWhole)
}

/** Text of a file, line ends unified. */
export type Chunk = { readonly text: string; readonly isLast: boolean; readonly bytesDone: number }

/** Decodes a file a little at a time. */
export async function* decode(file: SourceFile): AsyncGenerator<Chunk> {
  const decoder = new TextDecoder(file.encoding)
  const buffer = new Uint8Array(CHUNK_BYTES)
  let bytesDone = 0
  let held = ''
  for (;;) {
    const { bytesRead } = await file.handle.read(buffer, 0, CHUNK_BYTES, bytesDone)
    bytesDone += bytesRead
    const isLast = bytesRead === 0
    const text = held + decoder.decode(buffer.subarray(0, bytesRead), { stream: !isLast })
    // A carriage return at the end may be half of a line end.
    held = !isLast && text.endsWith('\r') ? '\r' : ''
    yield { text: unifyLineEnds(held === '' ? text : text.slice(0, -1)), isLast, bytesDone }
    if (isLast) return
  }
}

const unifyLineEnds = (text: string) => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)

function createSplitter(delimiter: string) {
  const parser = new Papa.Parser({ delimiter, newline: '\n' })
  let rest = ''
  let row = 0
  const record = (cells: readonly string[], isBroken: boolean): FileRecord => ({ row: (row += 1), cells, isBroken })

  /** Gives up on the quotes of the row that `rest` begins with, by taking its first line as it stands. */
  const takeFirstLine = (): FileRecord => {
    const end = rest.indexOf('\n')
    const line = end === -1 ? rest : rest.slice(0, end)
    rest = end === -1 ? '' : rest.slice(end + 1)
    return record(line.split(delimiter), true)
  }

  const takeRows = (isLast: boolean): FileRecord[] => {
    const parsed = parser.parse(rest, 0, !isLast) as Parsed
    const broken = parsed.errors.find((error) => error.type === 'Quotes' && isSwallowing(parsed.data[error.row ?? 0]))
    if (broken === undefined) {
      rest = rest.slice(parsed.meta.cursor)
      return parsed.data.map((cells) => record(cells, false))
    }
    const good = parsed.data.slice(0, broken.row ?? 0)
    rest = rest.slice(lengthOf(rest, good.length, delimiter))
    return [...good.map((cells) => record(cells, false)), takeFirstLine()]
  }

  return {
    add(text: string, isLast: boolean): Result<readonly FileRecord[]> {
      rest += text
      const records: FileRecord[] = []
      for (let before = -1; rest !== '' && before !== rest.length;) {
        before = rest.length
        for (const next of takeRows(isLast)) records.push(next)
        if (rest.length > MAX_ROW_CHARS) {
          if (!rest.includes('\n')) return fail('file-line-too-long', { row: row + 1, limitChars: MAX_ROW_CHARS })
          records.push(takeFirstLine())
        }
      }
      const wide = records.find((next) => next.cells.length > MAX_COLUMNS)
      return wide === undefined ? ok(records) : fail('file-no-columns', { row: wide.row, columns: wide.cells.length })
    },
  }
}

/** A stray quote inside one line is only untidy; one that reaches over a line end has eaten the next row. A row still being read is not judged. */
const isSwallowing = (cells: readonly string[] | undefined): boolean => cells !== undefined && cells.some((cell) => cell.includes('\n'))

/** How many characters the first rows of a text take. */
function lengthOf(text: string, rows: number, delimiter: string): number {
  if (rows === 0) return 0
  let seen = 0
  let end = 0
  const counting = new Papa.Parser({
    delimiter,
    newline: '\n',
    step(results) {
      seen += 1
      end = results.meta.cursor
      if (seen === rows) counting.abort()
    },
  })
  counting.parse(text, 0, false)
  return end
}
