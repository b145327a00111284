import type { InboundEvent } from '../intake/index.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import { addOrder, announceOrder } from './add.ts'
import type { NewLine, OrderDeps } from './face.ts'

type Message = Pick<InboundEvent, 'wamid' | 'at' | 'message'>

/**
 * Notes the cart of a message as an order; a cart in two currencies is two of them, because their sums can't be added.
 * Prices are what the customer saw, in main units.
 */
export function takeCart(deps: OrderDeps, db: WriteHandle, sent: { readonly customerSeq: number; readonly event: Message }): void {
  const { customerSeq, event } = sent
  if (event.message.type !== 'order' || isNoted(db, event.wamid)) return
  const lines = event.message.order.product_items.map((item) => ({
    retailerId: item.product_retailer_id,
    quantity: Math.max(1, Math.round(item.quantity)),
    priceMicros: Math.round(item.item_price * 1_000_000),
    currency: item.currency,
  }))
  for (const [currency, own] of byCurrency(lines)) {
    const totalMicros = own.reduce((sum, line) => sum + line.priceMicros * line.quantity, 0)
    addOrder(deps, db, { customerSeq, at: event.at, source: 'cart', number: '', totalMicros, currency, lines: own, wamid: event.wamid })
  }
  announceOrder(deps, db, customerSeq)
}

const isNoted = (db: WriteHandle, wamid: string): boolean => db.get(sql`select 1 from customer_order where wamid = ${wamid}`) !== undefined

type CartLine = NewLine & { readonly priceMicros: number; readonly currency: string }

/** Lines with a currency that nobody knows are left out of money: there is no sum to note. */
function byCurrency(lines: readonly CartLine[]): ReadonlyMap<string, CartLine[]> {
  const found = new Map<string, CartLine[]>()
  for (const line of lines) {
    if (/^[A-Z]{3}$/.test(line.currency)) found.set(line.currency, [...(found.get(line.currency) ?? []), line])
  }
  return found
}
