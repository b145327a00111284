import { sql, type ReadHandle } from '../../store/index.ts'
import type { OrderView } from '../face.ts'
import type { OrderMove, Reader } from './hands.ts'
import { parcelOf, type Standing } from './states.ts'

/** An amount in millionths as a reader of a language writes it; whole amounts without decimals, no part is lost. */
export function moneyIn(language: string, micros: number, currency: string): string {
  const options = {
    style: 'currency',
    currency,
    maximumFractionDigits: 6,
    ...(micros % 1_000_000 === 0 ? { minimumFractionDigits: 0 } : {}),
  } as const
  return new Intl.NumberFormat(knownLanguage(language), options).format(micros / 1_000_000)
}

export const dayIn = (language: string, at: number, timeZone: string): string =>
  new Intl.DateTimeFormat(knownLanguage(language), { dateStyle: 'medium', timeZone }).format(at)

/** Languages of customers come from outside; what is none is written as English. */
function knownLanguage(language: string): string {
  try {
    return Intl.getCanonicalLocales(language.replaceAll('_', '-'))[0] ?? 'en'
  } catch (cause) {
    if (cause instanceof RangeError) return 'en'
    throw cause
  }
}

type Told = {
  readonly reference: string
  readonly currency: string
  readonly standing: Standing
  readonly note: string
  readonly timeZone: string
}

/** What texts about an order may hold. */
export function orderValues(told: Told, reader: Pick<Reader, 'name' | 'addressAs'>, language: string): Record<string, string | undefined> {
  const { reference, currency, standing, note, timeZone } = told
  return {
    name: reader.name,
    addressAs: reader.addressAs === '' ? reader.name : reader.addressAs,
    number: reference,
    total: moneyIn(language, standing.totalMicros, currency),
    lines: standing.lines.map((line) => `${line.quantity} × ${line.name}`).join('\n'),
    tracking: parcelOf(standing),
    due: standing.dueAt === null ? '' : dayIn(language, standing.dueAt, timeZone),
    note,
  }
}

/** What other rooms hear of an order. */
export function moveOf(
  order: OrderView,
  customerSeq: number,
  shop: { readonly locale: string; readonly timeZone: string; readonly now: number },
): OrderMove {
  const tracking = parcelOf(order)
  return {
    customerSeq,
    orderId: order.orderId,
    state: order.state,
    at: shop.now,
    dueAt: order.dueAt,
    retailerIds: order.lines.map(({ retailerId }) => retailerId),
    facts: {
      number: order.reference,
      total: moneyIn(shop.locale, order.totalMicros, order.currency),
      ...(tracking === '' ? {} : { tracking }),
      ...(order.dueAt === null ? {} : { due: dayIn(shop.locale, order.dueAt, shop.timeZone) }),
    },
  }
}

export const readerOf = (db: ReadHandle, customerSeq: number): Reader | undefined =>
  db.get(sql`select name, address_as as addressAs, language, phone from customer where seq = ${customerSeq}`)
