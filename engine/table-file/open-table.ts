import { basename } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { CARD_COLUMNS, createCardReader } from './card/read-cards.ts'
import { undecodableIn, type TextEncoding } from './encoding.ts'
import { isBlank, readHead } from './head.ts'
import { decode, readRecords, type FileRecord, type RecordBatch } from './records.ts'
import { lookAtKind, openSourceFile, type SourceFile } from './source-file.ts'
import { openWorkbook, WORKBOOK_LIMITS, type WorkbookLimits } from './workbook/open-workbook.ts'

/** A table that is open for reading, whatever it is kept in. Whoever opened it closes it. */
export type OpenTable = {
  readonly format: 'csv' | 'xlsx' | 'vcard'
  readonly fileName: string
  readonly sizeBytes: number
  /** Of text; a workbook has one only and can't be read in another. */
  readonly encoding: TextEncoding
  /** Empty where no sign parts the cells. */
  readonly delimiter: string
  readonly sheets: readonly string[]
  /** Names of the columns where the format itself has them; null where the first row may hold them. */
  readonly columns: readonly string[] | null
  /** The rows of the beginning, at least one. */
  readonly head: readonly [FileRecord, ...FileRecord[]]
  /** Whether the beginning holds bytes that are no text in this encoding. */
  readonly hasUndecodable: boolean
  /** All rows from the first one on, once. Errors: file-line-too-long, file-no-columns, call-cancelled, those of a workbook. */
  batches(signal: AbortSignal): AsyncGenerator<Result<RecordBatch>>
  close(): Promise<void>
}

/** How a file is to be read, where somebody chose. */
export type TableChoice = {
  readonly encoding?: TextEncoding | undefined
  readonly sheet?: string | undefined
  readonly limits?: WorkbookLimits | undefined
  /** Ends the opening of a large workbook. */
  readonly signal?: AbortSignal | undefined
}

const HEAD_CARDS = 50

/**
 * Opens a table in text, a workbook or a file of business cards, told by its bytes. Errors: file-missing, file-unreadable,
 * file-empty, file-too-large, file-not-text, file-encoding-wrong, file-line-too-long, file-no-columns, file-old-excel,
 * file-locked, file-bomb, import-sheet-missing, call-cancelled.
 */
export async function openTable(path: string, choice: TableChoice = {}): Promise<Result<OpenTable>> {
  const looked = await lookAtKind(path)
  if (!looked.ok) return looked
  const { kind, sizeBytes } = looked.value
  if (kind === 'old-excel') return fail('file-old-excel')
  if (kind === 'locked') return fail('file-locked')
  return kind === 'archive' ? openXlsx(path, sizeBytes, choice) : openText(path, choice)
}

async function openXlsx(path: string, sizeBytes: number, choice: TableChoice): Promise<Result<OpenTable>> {
  const { sheet, limits = WORKBOOK_LIMITS, signal } = choice
  const opened = await openWorkbook({ path, sheet, sizeBytes, limits, signal })
  if (!opened.ok) return opened
  const { sheets, head, batches, close } = opened.value
  const [first, ...more] = head.filter((record) => !isBlank(record))
  if (first === undefined) {
    await close()
    return fail('file-empty')
  }
  const facts = { format: 'xlsx', encoding: 'utf-8', delimiter: '', columns: null, hasUndecodable: false } as const
  return ok({ ...facts, fileName: basename(path), sizeBytes, sheets, head: [first, ...more], batches, close })
}

async function openText(path: string, { encoding }: TableChoice): Promise<Result<OpenTable>> {
  const opened = await openSourceFile(path, encoding)
  if (!opened.ok) return opened
  const file = opened.value
  const table = isCards(file) ? await cardTable(file) : textTable(file)
  if (!table.ok) await file.handle.close()
  return table
}

const isCards = (file: SourceFile): boolean => /^[\ufeff\s]*BEGIN:VCARD\s/i.test(file.beginning)

const ofText = (file: SourceFile) =>
  ({
    fileName: file.fileName,
    sizeBytes: file.sizeBytes,
    encoding: file.encoding,
    sheets: [],
    hasUndecodable: undecodableIn(file.encoding).test(file.beginning),
    close: () => file.handle.close(),
  }) as const

function textTable(file: SourceFile): Result<OpenTable> {
  const head = readHead(file)
  if (!head.ok) return head
  const { delimiter, records } = head.value
  const batches = (signal: AbortSignal) => readRecords(file, delimiter, signal)
  return ok({ ...ofText(file), format: 'csv', delimiter, columns: null, head: records, batches })
}

async function cardTable(file: SourceFile): Promise<Result<OpenTable>> {
  const batches = (signal: AbortSignal) => readCards(file, signal)
  const head: FileRecord[] = []
  for await (const batch of batches(new AbortController().signal)) {
    if (!batch.ok) return batch
    head.push(...batch.value.records)
    if (head.length >= HEAD_CARDS) break
  }
  const [first, ...more] = head.slice(0, HEAD_CARDS)
  if (first === undefined) return fail('file-empty')
  return ok({ ...ofText(file), format: 'vcard', delimiter: '', columns: CARD_COLUMNS, head: [first, ...more], batches })
}

/** Longer lines are pictures, of which nothing is kept. */
const MOST_LINE_CHARS = 65_536

async function* readCards(file: SourceFile, signal: AbortSignal): AsyncGenerator<Result<RecordBatch>> {
  const reader = createCardReader()
  let row = 0
  let rest = ''
  for await (const chunk of decode(file)) {
    if (signal.aborted) {
      yield fail('call-cancelled')
      return
    }
    const lines = (rest + chunk.text).split('\n')
    rest = (lines.pop() ?? '').slice(0, MOST_LINE_CHARS)
    for (const line of lines) reader.add(line.slice(0, MOST_LINE_CHARS))
    if (chunk.isLast) {
      reader.add(rest)
      reader.end()
    }
    const records = reader.take().map((cells) => ({ row: (row += 1), cells, isBroken: isNobody(cells) }))
    yield ok({ records, bytesDone: chunk.bytesDone })
    await nextTurn()
  }
}

/** A card that says nothing at all could not be read. */
const isNobody = (cells: readonly string[]): boolean => cells.every((cell) => cell === '')
