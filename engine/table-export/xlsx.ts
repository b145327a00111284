import { strToU8, Zip, ZipDeflate } from 'fflate'
import { decimals, type Cell, type Table } from './cell.ts'
import { CONTENT_TYPES, STYLES, STYLE, workbookParts } from './xlsx-parts.ts'

/** Most rows of a sheet, and most characters of a cell. @source Excel specifications and limits */
export const MOST_ROWS = 1_048_576
const MOST_CHARACTERS = 32_767
const DAY_MS = 86_400_000
/** Days from Excel's day zero to 1970. */
const EPOCH_DAY = 25_569

type Options = {
  /** Time that the entries carry, ms. */
  readonly at: number
  readonly wallClock: (at: number) => number
  readonly write: (chunk: Uint8Array) => void
  /** Lets other work go on; called after each page. */
  readonly breathe: () => Promise<void>
}

/**
 * Writes a workbook piece by piece, one sheet for each table. Each text is a typed string in a cell of text form, so that
 * it is never computed, not even when somebody edits it.
 * @returns how many rows there are without headings
 * @throws RangeError when a table has more rows than a sheet can hold
 * @source ECMA-376 part 1, 18.3 and 18.8
 */
export async function writeWorkbook(tables: readonly Table[], options: Options): Promise<number> {
  const { at, write, breathe } = options
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error
    write(chunk)
  })
  const begin = (path: string): ZipDeflate => {
    const entry = new ZipDeflate(path, { level: 3 })
    entry.mtime = at
    zip.add(entry)
    return entry
  }
  const names = sheetNames(tables.map(({ name }) => name))
  for (const [path, text] of [[CONTENT_TYPES.path, CONTENT_TYPES.text(names.length)] as const, ...workbookParts(names), STYLES])
    begin(path).push(strToU8(text), true)
  let rows = 0
  for (const [index, table] of tables.entries()) {
    rows += await writeSheet(begin(`xl/worksheets/sheet${index + 1}.xml`), table, options)
    await breathe()
  }
  zip.end()
  return rows
}

async function writeSheet(entry: ZipDeflate, table: Table, { wallClock, breathe }: Options): Promise<number> {
  entry.push(strToU8(SHEET_BEGIN + rowXml(1, table.headings, { wallClock, style: STYLE.heading })), false)
  let count = 1
  for (const page of table.pages) {
    if (count + page.length > MOST_ROWS) throw new RangeError('more rows than a sheet holds')
    entry.push(strToU8(page.map((cells, index) => rowXml(count + index + 1, cells, { wallClock, style: STYLE.text })).join('')), false)
    count += page.length
    await breathe()
  }
  entry.push(strToU8(SHEET_END), true)
  return count - 1
}

const SHEET_BEGIN =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
const SHEET_END = '</sheetData></worksheet>'

type Look = { readonly wallClock: Options['wallClock']; readonly style: number }

const rowXml = (row: number, cells: readonly Cell[], look: Look): string =>
  `<row r="${row}">${cells.map((cell, index) => cellXml(`${columnName(index)}${row}`, cell, look)).join('')}</row>`

function cellXml(place: string, cell: Cell, { wallClock, style }: Look): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'string') return textXml(place, cell, style)
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if ('phone' in cell) return textXml(place, cell.phone, style)
  if ('at' in cell) return `<c r="${place}" s="${STYLE.time}"><v>${wallClock(cell.at) / DAY_MS + EPOCH_DAY}</v></c>`
  return `<c r="${place}" s="${STYLE.money}"><v>${decimals(cell.micros)}</v></c>`
}

const textXml = (place: string, text: string, style: number): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.slice(0, MOST_CHARACTERS))}</t></is></c>`

/** Characters that XML can't hold are left out; what Excel would read as an escape is escaped itself. */
const xmlText = (text: string): string =>
  text
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (character) => ('\t\n\r'.includes(character) ? character : ''))
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '_x000D_')

/** A, B … Z, AA, AB … */
export const columnName = (index: number): string =>
  (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

/** Names that Excel takes: at most 31 characters, none of []:*?/\, no apostrophe at the ends, none twice. */
function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name, index) => {
    const plain = name
      .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
      .replace(/\s+/g, ' ')
      .slice(0, 31)
      .replace(/^['\s]+|['\s]+$/g, '')
    const unique = plain === '' || taken.has(plain.toLowerCase()) ? `${plain.slice(0, 28)} ${index + 1}`.trim() : plain
    taken.add(unique.toLowerCase())
    return unique
  })
}
