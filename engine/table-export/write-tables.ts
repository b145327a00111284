import { setImmediate } from 'node:timers/promises'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Random } from '../kernel/index.ts'
import { createWallClock, type Table } from './cell.ts'
import { BYTE_ORDER_MARK, csvLine } from './csv.ts'
import { writeWhole } from './whole-file.ts'
import { writeWorkbook } from './xlsx.ts'

export type TableFile = {
  readonly target: string
  readonly format: 'csv' | 'xlsx'
  readonly tables: readonly Table[]
  /** IANA name; times are shown in it. */
  readonly timeZone: string
  /** Time that the file carries inside, ms. */
  readonly at: number
  readonly random: Random
  /** Ends the writing; nothing is left behind then. */
  readonly signal?: AbortSignal | undefined
}

/** What was written; rows without headings. */
export type WrittenTables = { readonly fileName: string; readonly sizeBytes: number; readonly rows: number }

/**
 * Writes tables as CSV (UTF-8 with its mark; several tables below each other, each under its name) or as a workbook of
 * one sheet each. Nothing in it is computed by a spreadsheet. Other work goes on between pages; memory holds one page.
 * Errors: file-write-failed, disk-full, disk-read-only, call-cancelled.
 */
export async function writeTables(file: TableFile): Promise<Result<WrittenTables>> {
  const wallClock = createWallClock(file.timeZone)
  const breathe = async (): Promise<void> => {
    await setImmediate()
    file.signal?.throwIfAborted()
  }
  try {
    const written = await writeWhole(file, (write) =>
      file.format === 'xlsx'
        ? writeWorkbook(file.tables, { at: file.at, wallClock, write, breathe })
        : writeLines(file.tables, { wallClock, write, breathe }),
    )
    if (!written.ok) return written
    const { fileName, sizeBytes, value } = written.value
    return ok({ fileName, sizeBytes, rows: value })
  } catch (error) {
    if (file.signal?.aborted === true) return fail('call-cancelled')
    throw error
  }
}

type Lines = {
  readonly wallClock: (at: number) => number
  readonly write: (chunk: Uint8Array) => void
  readonly breathe: () => Promise<void>
}

async function writeLines(tables: readonly Table[], { wallClock, write, breathe }: Lines): Promise<number> {
  const put = (text: string): void => write(Buffer.from(text))
  put(BYTE_ORDER_MARK)
  let rows = 0
  for (const [index, table] of tables.entries()) {
    if (index > 0) put('\r\n')
    if (tables.length > 1) put(csvLine([table.name], wallClock))
    put(csvLine(table.headings, wallClock))
    for (const page of table.pages) {
      put(page.map((cells) => csvLine(cells, wallClock)).join(''))
      rows += page.length
      await breathe()
    }
  }
  return rows
}
