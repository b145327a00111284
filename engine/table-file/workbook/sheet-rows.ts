import { ArchiveProblem } from '../archive/inflate.ts'
import { cellText, type CellFacts } from './cell-text.ts'
import { MOST_CELL_CHARS } from './plain-text.ts'
import type { XmlSink } from './xml.ts'

/** A row with its number as the spreadsheet shows it, and its cells from column A on. */
export type SheetRow = { readonly number: number; readonly cells: readonly string[] }

/** How many columns a spreadsheet program knows: up to XFD. */
const MOST_COLUMNS = 16_384

/**
 * Reads the rows of a sheet that hold something; cells and rows that are left out count by their places.
 * @param sheet told of each row in its order, and of the end of the rows
 * @throws ArchiveProblem of `file-unreadable` where places do not come in their order
 */
export function createRowReader(facts: CellFacts, sheet: { row(row: SheetRow): void; end(): void }): XmlSink {
  let isInRows = false
  let number = 0
  let cells: string[] = []
  const cell = createCell()
  const openRow = (place: string | undefined): void => {
    number = inOrder(place === undefined ? number + 1 : Number(place), number)
    cells = []
    cell.column = 0
  }
  const closeCell = (): void => {
    const text = cellText(cell, facts)
    cell.isOpen = false
    if (text === '') return
    while (cells.length < cell.column - 1) cells.push('')
    cells.push(text)
  }
  return {
    open(name, attribute) {
      if (name === 'sheetData') isInRows = true
      if (!isInRows) return
      if (cell.isOpen) cell.enter(name)
      else if (name === 'c') cell.begin({ place: attribute('r'), type: attribute('t'), style: attribute('s') })
      else if (name === 'row') openRow(attribute('r'))
    },
    text(part) {
      if (cell.isOpen) cell.add(part)
    },
    close(name) {
      if (!isInRows) return
      if (name === 'c') closeCell()
      else if (cell.isOpen) cell.leave(name)
      else if (name === 'row' && cells.length > 0) sheet.row({ number, cells })
      else if (name === 'sheetData') {
        isInRows = false
        sheet.end()
      }
    },
  }
}

/** A number without a style of its own is a number. */
const NO_STYLE = -1

type Begun = { readonly place: string | undefined; readonly type: string | undefined; readonly style: string | undefined }

/** One cell after another, in the same place: there are millions of them. */
function createCell() {
  let isValue = false
  let isSaid = false
  return {
    isOpen: false,
    column: 0,
    type: 'n',
    style: 0,
    value: '',
    begin({ place, type, style }: Begun): void {
      const column = place === undefined ? this.column + 1 : columnOf(place)
      if (column > MOST_COLUMNS) throw new ArchiveProblem('file-unreadable')
      this.column = inOrder(column, this.column)
      this.type = type ?? 'n'
      this.style = Number(style ?? NO_STYLE)
      this.value = ''
      this.isOpen = true
    },
    /** The value itself, or a part of a text that stands in the cell; how a name is said is none of it. */
    enter(name: string): void {
      if (name === 'v' || name === 't') isValue = true
      else if (name === 'rPh') isSaid = true
    },
    add(part: string): void {
      if (isValue && !isSaid && this.value.length < MOST_CELL_CHARS) this.value += part
    },
    leave(name: string): void {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'rPh') isSaid = false
    },
  }
}

function inOrder(place: number, before: number): number {
  if (Number.isInteger(place) && place > before) return place
  throw new ArchiveProblem('file-unreadable')
}

const A = 64

/** The column of a place such as AB12; 0 where it names none. */
function columnOf(place: string): number {
  let column = 0
  for (let at = 0; at < place.length; at += 1) {
    const letter = (place.charCodeAt(at) & ~32) - A
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column
}
