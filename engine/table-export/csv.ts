import { decimals, harmless, type Cell } from './cell.ts'

/** Tells Excel that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

/**
 * One line of a CSV file by RFC 4180, with its end. Texts stand in quotes and are made harmless, numbers of phones too, so
 * that they stay readable; amounts and counts are bare.
 * @param wallClock tells local time, see createWallClock
 */
export const csvLine = (cells: readonly Cell[], wallClock: (at: number) => number): string =>
  `${cells.map((cell) => field(cell, wallClock)).join(',')}\r\n`

function field(cell: Cell, wallClock: (at: number) => number): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return quoted(harmless(cell))
  if (typeof cell === 'number') return String(cell)
  if ('phone' in cell) return quoted(harmless(cell.phone))
  if ('at' in cell) return quoted(new Date(wallClock(cell.at)).toISOString().slice(0, 19).replace('T', ' '))
  return decimals(cell.micros)
}

/** A NUL ends the text in some programs. */
const quoted = (text: string): string => `"${text.replaceAll('\0', '').replaceAll('"', '""')}"`
