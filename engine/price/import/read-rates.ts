import { ok, fail, type Result } from '#contract/kernel/result.ts'
import Papa from 'papaparse'
import type { CallOutput } from '#contract/ipc/index.ts'
import type { PriceCategory } from '../rules.ts'
import { decimalSignOf, readMicros, type DecimalSign } from './amounts.ts'
import { categoryOf, findColumns, type RateColumns } from './columns.ts'
import { createMarketFinder } from './market-names.ts'

type Refusal = CallOutput<'price.import'>['refused'][number]

/** One price of a file. */
export type Rate = { readonly market: string; readonly category: PriceCategory; readonly currency: string; readonly priceMicros: number }

/** What a rate file says, before anything is compared. */
export type ReadRates = {
  readonly rates: readonly Rate[]
  readonly unknownMarkets: readonly string[]
  readonly refused: readonly Refusal[]
  readonly passedOver: number
}

const MAX_ROWS = 20_000
const MAX_SHOWN_CHARS = 120

/**
 * Reads the text of a rate file. Errors: file-no-columns when no row names a market and prices, file-too-large.
 * @param currency for files that name none
 * @source reference part 11: no interface returns the rate card, so its files are read as people save them
 */
export function readRates(text: string, currency: string | undefined): Result<ReadRates> {
  // An unfinished quote is one odd cell, not a reason to refuse a whole file.
  const rows = Papa.parse<string[]>(text.replace(/^\ufeff/u, '').replace(/^"?sep=.*\r?\n/iu, ''), {
    delimitersToGuess: [',', ';', '\t', '|'],
  }).data
  if (rows.length > MAX_ROWS) return fail('file-too-large', { rows: rows.length, limitRows: MAX_ROWS })
  const columns = findColumns(rows)
  if (columns === undefined) return fail('file-no-columns', { rows: rows.length })
  const reading = new Reading(columns, {
    currency: currency ?? currencyNamedIn(rows.slice(0, columns.firstRow)),
    sign: decimalSignOf(rows.slice(columns.firstRow).flatMap((row) => priceCells(columns, row))),
  })
  for (const [index, row] of rows.entries()) if (index >= columns.firstRow) reading.take(row, index + 1)
  return ok(reading)
}

const priceCells = ({ prices }: RateColumns, row: readonly string[]): string[] =>
  (prices.form === 'long' ? [prices.price] : Object.values(prices.byCategory)).map((place) => row[place] ?? '')

/** A currency in the title, the notes or the headers, e.g. "Rates in USD". */
function currencyNamedIn(rows: readonly (readonly string[])[]): string | undefined {
  const known = new Set(Intl.supportedValuesOf('currency'))
  return rows
    .flat()
    .flatMap((cell) => cell.match(/\b[A-Z]{3}\b/gu) ?? [])
    .find((word) => known.has(word))
}

class Reading implements ReadRates {
  readonly rates: Rate[] = []
  readonly unknownMarkets: string[] = []
  readonly refused: Refusal[] = []
  passedOver = 0
  readonly #seen = new Map<string, number>()
  readonly #marketOf = createMarketFinder()
  readonly #columns: RateColumns
  readonly #common: { readonly currency: string | undefined; readonly sign: DecimalSign }

  constructor(columns: RateColumns, common: { readonly currency: string | undefined; readonly sign: DecimalSign }) {
    this.#columns = columns
    this.#common = common
  }

  take(cells: readonly string[], row: number): void {
    const { market: place, volumeFrom } = this.#columns
    // Notes below the table fill one cell.
    if (cells.filter((cell) => cell.trim() !== '').length < 2) return
    const name = (cells[place] ?? '').trim()
    if (name === '') return this.#refuse(row, cells, 'market-empty')
    if (volumeFrom !== null && !isFirstStep(cells[volumeFrom] ?? '')) return this.#pass()
    const market = this.#marketOf(name)
    if (market === undefined) return this.#noteUnknown(name)
    const currency = this.#currencyOf(cells)
    if (currency === undefined) return this.#refuse(row, cells, 'currency')
    this.#takePrices({ market, currency }, { row, cells })
  }

  #currencyOf(cells: readonly string[]): string | undefined {
    const { currency: place } = this.#columns
    const told = place === null ? '' : (cells[place] ?? '').trim().toUpperCase()
    const currency = told === '' ? this.#common.currency : told
    return currency !== undefined && /^[A-Z]{3}$/u.test(currency) ? currency : undefined
  }

  #takePrices(where: Pick<Rate, 'market' | 'currency'>, from: { readonly row: number; readonly cells: readonly string[] }): void {
    const { prices } = this.#columns
    const cellAt = (place: number): string => from.cells[place] ?? ''
    if (prices.form === 'wide') {
      for (const [category, place] of Object.entries(prices.byCategory) as [PriceCategory, number][])
        this.#add({ ...where, category }, { ...from, cell: cellAt(place) })
      return
    }
    const category = categoryOf(cellAt(prices.category))
    if (category !== undefined) this.#add({ ...where, category }, { ...from, cell: cellAt(prices.price) })
    else if (cellAt(prices.category).trim() === '') this.#refuse(from.row, from.cells, 'category')
    else this.#pass()
  }

  #add(rate: Omit<Rate, 'priceMicros'>, from: { readonly cell: string; readonly row: number; readonly cells: readonly string[] }): void {
    const priceMicros = readMicros(from.cell, this.#common.sign)
    if (priceMicros === null) return
    if (priceMicros === undefined) return this.#refuse(from.row, from.cells, 'price')
    const key = `${rate.market} ${rate.category}`
    const before = this.#seen.get(key)
    if (before !== undefined) {
      if (before !== priceMicros) this.#refuse(from.row, from.cells, 'twice')
      return
    }
    this.#seen.set(key, priceMicros)
    this.rates.push({ ...rate, priceMicros })
  }

  #refuse(row: number, cells: readonly string[], reason: Refusal['reason']): void {
    this.refused.push({ row, text: cells.join(' | ').slice(0, MAX_SHOWN_CHARS), reason })
  }

  #noteUnknown(name: string): void {
    const shown = name.slice(0, MAX_SHOWN_CHARS)
    if (!this.unknownMarkets.includes(shown)) this.unknownMarkets.push(shown)
  }

  #pass(): void {
    this.passedOver += 1
  }
}

/** The step that begins at the first message, whatever it is called. */
const isFirstStep = (cell: string): boolean => /^\s*(|0|1|list|list rate|base|standard|n\/?a|-|[01]\s*[-–:].*)\s*$/iu.test(cell)
