import type { CallOutput } from '#contract/ipc/index.ts'
import type { DayReader, FileRecord } from '../../table-file/index.ts'
import { readAmount } from './amount.ts'
import type { Field, Places } from './columns.ts'

/** Why a row is not taken. */
export type Refusal = CallOutput<'order.import'>['refused'][number]['reason']

/** An article as a row names it: by code or by name, e.g. "TEA-001 x2". */
export type NamedProduct = { readonly word: string; readonly quantity: number }

/** A past order as a row tells it. `at` in ms. */
export type PastOrder = {
  readonly phone: string
  readonly at: number
  readonly totalMicros: number
  readonly currency: string
  readonly number: string
  readonly products: readonly NamedProduct[]
}

/** What stays the same for all rows of one file. `now` in ms; `readPhone` gives null where no number can be read. */
export type Reading = {
  readonly places: Places
  readonly currency: string
  readonly now: number
  readonly readDay: DayReader
  readonly readPhone: (text: string) => string | null
}

const MOST_PRODUCTS = 100

/** Reads one row; never guesses what it can't read. */
export function readRow(record: FileRecord, reading: Reading): PastOrder | Refusal {
  const { places } = reading
  const cell = (field: Field): string => {
    const place = places[field]
    return place === undefined ? '' : (record.cells[place] ?? '').trim()
  }
  if (record.isBroken || record.cells.length <= Math.max(places.phone, places.day, places.total)) return 'columns'
  const phone = reading.readPhone(cell('phone').slice(0, 64))
  if (phone === null) return 'number'
  const at = reading.readDay(cell('day'))
  if (at === null || at > reading.now) return 'day'
  const written = cell('currency').toUpperCase()
  const currency = /^[A-Z]{3}$/.test(written) ? written : reading.currency
  const totalMicros = readAmount(cell('total'), currency)
  if (totalMicros === null) return 'total'
  return { phone, at, totalMicros, currency, number: cell('number').slice(0, 100), products: readProducts(cell('products')) }
}

/** "TEA-001 x2; TEA-008, 蓋碗*1": codes or names with how many of each. */
function readProducts(text: string): NamedProduct[] {
  return text
    .normalize('NFKC')
    .split(/[;,、|\n]/u)
    .flatMap((part) => {
      const match = /^\s*(.+?)\s*(?:[x×*]\s*(\d{1,4}))?\s*$/iu.exec(part)
      const word = match?.[1]?.trim() ?? ''
      return word === '' ? [] : [{ word: word.slice(0, 200), quantity: Math.max(1, Number(match?.[2] ?? 1)) }]
    })
    .slice(0, MOST_PRODUCTS)
}
