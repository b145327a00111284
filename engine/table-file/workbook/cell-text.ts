import { ArchiveProblem } from '../archive/inflate.ts'
import { cellSigns, MOST_CELL_CHARS } from './plain-text.ts'
import type { Strings } from './strings.ts'
import type { DayStyles } from './styles.ts'

/** A cell as it stands in the workbook. */
export type RawCell = { readonly type: string; readonly style: number; readonly value: string }

/** What of the workbook its cells refer to. */
export type CellFacts = { readonly strings: Strings; readonly isDayStyle: DayStyles; readonly isFrom1904: boolean }

/**
 * A cell as a person would type it. Whole numbers come with all their digits, also where the workbook keeps them as
 * 8.86912345678E11; a day is YYYY-MM-DD, with its time where it has one; a formula counts with what it gave last, and is
 * empty where that is an error. Throws ArchiveProblem of `file-unreadable` for a text that is not there.
 */
export function cellText(cell: RawCell, facts: CellFacts): string {
  const { type, value } = cell
  if (value === '' || type === 'e') return ''
  if (type === 'inlineStr' || type === 'str') return cellSigns(value).slice(0, MOST_CELL_CHARS)
  return value.trim() === '' ? '' : plainCell(cell, facts)
}

function plainCell({ type, style, value }: RawCell, facts: CellFacts): string {
  if (type === 's') return sharedText(value, facts.strings)
  if (type === 'b') return value === '1' ? 'true' : value === '0' ? 'false' : value
  if (type === 'd') return writtenDay(value)
  const number = Number(value)
  if (Number.isNaN(number)) return value
  return facts.isDayStyle(style) ? dayText(number, facts.isFrom1904) : numberText(number)
}

function sharedText(place: string, strings: Strings): string {
  const text = strings.at(Number(place))
  if (text === undefined) throw new ArchiveProblem('file-unreadable')
  return text
}

const numberText = (value: number): string =>
  Number.isInteger(value) ? (Number.isSafeInteger(value) ? BigInt(value).toString() : String(value)) : String(Number(value.toPrecision(15)))

const DAY_SECONDS = 86_400
/** Days from the one that spreadsheets count from to 1970, the 29 February 1900 that they believe in included. */
const DAYS_TO_1970 = 25_569
const DAYS_TO_1904 = 1_462
/** 9999-12-31; a number beyond it stands in a cell of days by mistake. */
const LAST_DAY = 2_958_465

function dayText(days: number, isFrom1904: boolean): string {
  const from1900 = isFrom1904 ? days + DAYS_TO_1904 : days
  if (from1900 < 0 || from1900 > LAST_DAY + 1) return numberText(days)
  // Times are parts of a day that no number has exactly.
  return wallClock(new Date(Math.round((from1900 - DAYS_TO_1970) * DAY_SECONDS) * 1_000))
}

/** A day written as ISO 8601 writes it; the clock is the one on the wall unless it names another. */
function writtenDay(value: string): string {
  const day = new Date(/T[^Z+-]*$/i.test(value) ? `${value}Z` : value)
  return Number.isNaN(day.getTime()) ? value : wallClock(day)
}

function wallClock(day: Date): string {
  const [date = '', time = ''] = day.toISOString().split('T')
  return time.startsWith('00:00:00') ? date : `${date} ${time.slice(0, 5)}`
}
