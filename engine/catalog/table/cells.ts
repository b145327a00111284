import { CATALOG_LIMITS as L } from '#contract/limits/catalog.ts'
import { plainDigits } from '../digits.ts'
import type { Fields } from '../fields.ts'
import { minorDigits, readPrice } from '../price.ts'
import { readAvailability, tidy } from '../stored-product.ts'
import type { ColumnField } from './columns.ts'

/** Why a row is not taken. */
export type RowCode =
  | 'row-broken'
  | 'code-missing'
  | 'code-twice'
  | 'too-long'
  | 'name-missing'
  | 'price-unreadable'
  | 'currency-unknown'
  | 'availability-unknown'
  | 'number-unreadable'
  | 'not-a-web-address'
  | 'condition-unknown'
  | 'visibility-unknown'

export type RowRefusal = { readonly code: RowCode; readonly column: ColumnField }
export type Cells = Readonly<Partial<Record<ColumnField, string>>>

/** The cells of one row that say something; empty cells change nothing. */
export type RowFields = Partial<Fields>

const refuse = (column: ColumnField, code: RowCode): RowRefusal => ({ column, code })
export const isRefusal = (read: RowFields | RowRefusal): read is RowRefusal => 'code' in read

/** Reads the cells of one row; the currency is that of the price, of its own column, or the given one. */
export function readCells(cells: Cells, currency: string): RowFields | RowRefusal {
  const parts = [readTexts(cells), readMoney(cells, currency), readStock(cells), readWords(cells)]
  return parts.find(isRefusal) ?? Object.assign({}, ...parts)
}

const given = (cells: Cells, name: ColumnField): string | null => {
  const text = cells[name]?.trim() ?? ''
  return text === '' ? null : text
}

const texts = [
  ['name', L.nameCharacters],
  ['description', L.descriptionCharacters],
  ['brand', L.brandCharacters],
  ['imageUrl', L.urlCharacters],
  ['url', L.urlCharacters],
] as const

function readTexts(cells: Cells): RowFields | RowRefusal {
  const read: Partial<Record<(typeof texts)[number][0], string>> = {}
  for (const [name, limit] of texts) {
    const text = given(cells, name)
    if (text === null) continue
    if (text.length > limit) return refuse(name, 'too-long')
    const isAddress = name === 'imageUrl' || name === 'url'
    if (isAddress && !/^https?:\/\/[^\s/]+\S*$/i.test(text)) return refuse(name, 'not-a-web-address')
    read[name] = name === 'description' || isAddress ? text : tidy(text)
  }
  return read
}

function readMoney(cells: Cells, fallback: string): RowFields | RowRefusal {
  const currency = currencyOf(cells, fallback)
  if (currency === null) return refuse('currency', 'currency-unknown')
  const [price, sale] = [readAmountCell(cells, 'price', currency), readAmountCell(cells, 'salePrice', currency)]
  if (price === null) return refuse('price', 'price-unreadable')
  if (sale === null) return refuse('salePrice', 'price-unreadable')
  const isTold = price !== undefined || sale !== undefined || given(cells, 'currency') !== null
  return {
    ...(price === undefined ? {} : { priceMinor: price }),
    ...(sale === undefined ? {} : { salePriceMinor: sale }),
    ...(isTold ? { currency } : {}),
  }
}

/** Undefined for an empty cell, null for one that can't be read. */
function readAmountCell(cells: Cells, name: 'price' | 'salePrice', currency: string): number | null | undefined {
  const text = given(cells, name)
  return text === null
    ? undefined
    : readPrice(
        text.replace(/(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])/, (code) => code.toUpperCase()),
        currency,
      )
}

/** The currency beside the amounts, of its own column, or the given one; null where they differ or there is no such currency. */
function currencyOf(cells: Cells, fallback: string): string | null {
  const told = given(cells, 'currency')?.toUpperCase() ?? null
  if (told !== null && !isCurrency(told)) return null
  const named = [currencyIn(given(cells, 'price')), currencyIn(given(cells, 'salePrice')), told].filter((code) => code !== null)
  return new Set(named).size > 1 ? null : (named[0] ?? fallback)
}

const isCurrency = (code: string): boolean => minorDigits(code) !== null

/** A currency's code beside the amount, as Meta's feed writes it: "480.00 TWD". */
function currencyIn(text: string | null): string | null {
  const code = /(?:^|[^A-Za-z])([A-Za-z]{3})(?:$|[^A-Za-z])/.exec(text ?? '')?.[1]?.toUpperCase()
  return code !== undefined && isCurrency(code) ? code : null
}

const stockWords: Readonly<Record<string, Fields['availability']>> = {
  有貨: 'in stock',
  有货: 'in stock',
  有庫存: 'in stock',
  有库存: 'in stock',
  現貨: 'in stock',
  现货: 'in stock',
  缺貨: 'out of stock',
  缺货: 'out of stock',
  無庫存: 'out of stock',
  无库存: 'out of stock',
  售完: 'out of stock',
  已售完: 'out of stock',
  預購: 'preorder',
  预购: 'preorder',
  停售: 'discontinued',
  instock: 'in stock',
  outofstock: 'out of stock',
  soldout: 'out of stock',
  yes: 'in stock',
  no: 'out of stock',
  是: 'in stock',
  否: 'out of stock',
}

function readStock(cells: Cells): RowFields | RowRefusal {
  const availability = stockWord(given(cells, 'availability'))
  if (availability === null) return refuse('availability', 'availability-unknown')
  const inventory = pieces(given(cells, 'inventory'))
  if (inventory === null) return refuse('inventory', 'number-unreadable')
  return { ...(availability === undefined ? {} : { availability }), ...(inventory === undefined ? {} : { inventory }) }
}

function stockWord(text: string | null): Fields['availability'] | null | undefined {
  const known = readAvailability(text ?? '')
  return text === null || known === 'unknown' ? wordIn(stockWords, text?.replace(/[\s_]/g, '') ?? null) : known
}

/** A whole number of pieces, `1,200` and `12.0` too. */
function pieces(text: string | null): number | null | undefined {
  if (text === null) return undefined
  const digits = plainDigits(text).replace(/^\d{1,3}(?:,\d{3})+$/, (whole) => whole.replaceAll(',', ''))
  return /^\d{1,9}(?:\.0+)?$/.test(digits) ? Math.trunc(Number(digits)) : null
}

const conditions: Readonly<Record<string, Fields['condition']>> = {
  new: 'new',
  refurbished: 'refurbished',
  used: 'used',
  全新: 'new',
  新品: 'new',
  整新: 'refurbished',
  翻新: 'refurbished',
  二手: 'used',
  中古: 'used',
}
const visibilities: Readonly<Record<string, boolean>> = {
  published: true,
  active: true,
  yes: true,
  true: true,
  '1': true,
  是: true,
  上架: true,
  staging: false,
  hidden: false,
  archived: false,
  no: false,
  false: false,
  '0': false,
  否: false,
  下架: false,
}

function readWords(cells: Cells): RowFields | RowRefusal {
  const condition = wordIn(conditions, given(cells, 'condition'))
  const isPublished = wordIn(visibilities, given(cells, 'isPublished'))
  if (condition === null) return refuse('condition', 'condition-unknown')
  if (isPublished === null) return refuse('isPublished', 'visibility-unknown')
  return { ...(condition === undefined ? {} : { condition }), ...(isPublished === undefined ? {} : { isPublished }) }
}

/** Undefined for an empty cell, null for a word that isn't known. */
const wordIn = <T>(words: Readonly<Record<string, T>>, text: string | null): T | null | undefined =>
  text === null ? undefined : (new Map(Object.entries(words)).get(text.toLowerCase()) ?? null)
