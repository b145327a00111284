import type { PriceCategory } from '../rules.ts'
import { foldName } from './market-names.ts'

/**
 * Where in a rate file what stands. Wide: one row a market with a column for each kind. Long: one row a price, with a
 * column that names the kind.
 */
export type RateColumns = {
  /** Place of the first row below the headers. */
  readonly firstRow: number
  readonly market: number
  readonly currency: number | null
  /** Lower end of a step of volume; only the first step is the price of a small shop. */
  readonly volumeFrom: number | null
  readonly prices:
    | { readonly form: 'wide'; readonly byCategory: Readonly<Partial<Record<PriceCategory, number>>> }
    | { readonly form: 'long'; readonly category: number; readonly price: number }
}

const MARKET = [
  'market',
  'markets',
  'country',
  'country region',
  'country or region',
  'country market',
  'region',
  'destination',
  'market name',
]
const CURRENCY = ['currency', 'currency code', 'billing currency', 'ccy']
const CATEGORY = ['category', 'pricing category', 'message category', 'message type', 'conversation category', 'type', 'template category']
const PRICE = ['price', 'rate', 'list rate', 'price per message', 'rate per message', 'per message rate', 'cost', 'amount', 'list price']
const VOLUME = ['from', 'tier from', 'volume from', 'tier start', 'lower bound', 'volume tier', 'tier', 'messages from', 'monthly messages']

const categoryWords: Readonly<Record<string, PriceCategory>> = { marketing: 'marketing', utility: 'utility', service: 'service' }

/** The kind that a word of the file means; undefined for kinds that shops do not send. */
export const categoryOf = (text: string): PriceCategory | undefined =>
  categoryWords[foldName(text).replace(/ (messages?|templates?|conversations?)$/u, '')]

/** Finds the headers, which may stand below a title and notes; undefined where there are none. */
export function findColumns(rows: readonly (readonly string[])[]): RateColumns | undefined {
  for (const [index, row] of rows.entries()) {
    const columns = readHeaders(row, index + 1)
    if (columns !== undefined) return columns
  }
  return undefined
}

function readHeaders(cells: readonly string[], firstRow: number): RateColumns | undefined {
  // "Marketing (USD)", "Utility rate": what follows the word says nothing new.
  const folded = cells.map((cell) => foldName(cell.replace(/\(.*?\)/gu, ' ')))
  const place = (names: readonly string[]): number | null => {
    const found = folded.findIndex((name) => names.includes(name))
    return found === -1 ? null : found
  }
  const market = place(MARKET)
  if (market === null) return undefined
  const common = { firstRow, market, currency: place(CURRENCY), volumeFrom: place(VOLUME) }
  const [category, price] = [place(CATEGORY), place(PRICE)]
  if (category !== null && price !== null) return { ...common, prices: { form: 'long', category, price } }
  const byCategory: Partial<Record<PriceCategory, number>> = {}
  for (const [index, name] of folded.entries()) {
    const found = categoryOf(name.replace(/ (list )?(rate|price)s?$/u, '').replace(/ (rate|price) per message$/u, ''))
    if (found !== undefined) byCategory[found] ??= index
  }
  return Object.keys(byCategory).length === 0 ? undefined : { ...common, prices: { form: 'wide', byCategory } }
}
