import type { InboundEvent } from '../intake/index.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import { addOrder, announceOrder } from './add.ts'
import type { NewLine, OrderDeps } from './face.ts'
import { addStep, beginWork } from './work/kept.ts'

type Message = Pick<InboundEvent, 'wamid' | 'at' | 'message'>
type Sent = {
  readonly customerSeq: number
  readonly event: Message
  /** Told of each order that begins here. */
  readonly began: (orderId: string) => void
}

/**
 * Notes the cart of a message as an order; a cart in two currencies is two of them, because their sums can't be added.
 * Prices are what the customer saw, in main units.
 */
export function takeCart(deps: OrderDeps, db: WriteHandle, sent: Sent): void {
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
    const { at, wamid } = event
    const added = addOrder(deps, db, { customerSeq, at, source: 'cart', number: '', totalMicros, currency, lines: own, wamid })
    if (!added.ok) continue
    begin(db, { orderId: added.value.orderId, customerSeq, at })
    sent.began(added.value.orderId)
  }
  announceOrder(deps, db, customerSeq)
}

/** A cart waits for the shop's answer. */
function begin(
  db: WriteHandle,
  { orderId, customerSeq, at }: { readonly orderId: string; readonly customerSeq: number; readonly at: number },
): void {
  const standing = { state: 'new', dueAt: null, carrier: '', tracking: '' } as const
  beginWork(db, { orderId, customerSeq, at, ...standing })
  addStep(db, { orderId, customerSeq, at, by: 'customer', state: 'new', notice: null, detail: '', messageId: null, before: null })
}

const isNoted = (db: WriteHandle, wamid: string): boolean =>
  db.get(sql`select 1 from customer_order where wamid = ${wamid} union all select 1 from order_off where wamid = ${wamid}`) !== undefined

type CartLine = NewLine & { readonly priceMicros: number; readonly currency: string }

/** Lines with a currency that nobody knows are left out of money: there is no sum to note. */
function byCurrency(lines: readonly CartLine[]): ReadonlyMap<string, CartLine[]> {
  const found = new Map<string, CartLine[]>()
  for (const line of lines) {
    if (/^[A-Z]{3}$/.test(line.currency)) found.set(line.currency, [...(found.get(line.currency) ?? []), line])
  }
  return found
}
