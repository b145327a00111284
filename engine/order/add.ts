import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CustomerId, OrderId } from '#contract/kernel/values.ts'
import { newId } from '../kernel/index.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import type { NewLine, NewOrder, OrderDeps } from './face.ts'
import { broadcastBefore } from './link.ts'

/** What one order needs beside what callers may say of it. */
type Noting = NewOrder & { readonly wamid?: string | undefined }

/**
 * Writes an order with its lines; the broadcast that it is counted for is decided now and stays.
 * Errors: order-number-taken (orderId).
 */
export function addOrder(deps: OrderDeps, db: WriteHandle, order: Noting): Result<{ orderId: OrderId; seq: number }> {
  const number = order.number.trim()
  const taken = number === '' ? undefined : orderOfNumber(db, number)
  if (taken !== undefined) return fail('order-number-taken', { orderId: taken })
  const now = deps.clock.now()
  const orderId = newId('ord', deps.random, now) as OrderId
  const broadcastId = order.broadcastId === undefined ? broadcastBefore(db, order.customerSeq, order.at) : order.broadcastId
  const seq = db.run(sql`
    insert into customer_order (order_id, customer_seq, at, source, number, total_micros, currency, broadcast_id, coupon_code, wamid, recorded_at)
    values (${orderId}, ${order.customerSeq}, ${order.at}, ${order.source}, ${number}, ${order.totalMicros}, ${order.currency}, ${broadcastId},
      ${order.couponCode ?? null}, ${order.wamid ?? null}, ${now})`).lastRowId
  order.lines.forEach((line, index) => addLine(deps, db, { ...line, seq, index, customerSeq: order.customerSeq, at: order.at }))
  return ok({ orderId, seq })
}

/** Tells of an order of one customer once it is kept. */
export function announceOrder(deps: OrderDeps, db: WriteHandle, customerSeq: number | null): void {
  const customer = db.get<{ customerId: CustomerId }>(sql`select customer_id as customerId from customer where seq = ${customerSeq}`)
  db.afterCommit(() => deps.announcer.announce('order.changed', { customerId: customer?.customerId ?? null }))
}

const orderOfNumber = (db: WriteHandle, number: string): string | undefined =>
  db.get<{ orderId: string }>(sql`select order_id as orderId from customer_order where number = ${number}`)?.orderId

type PlacedLine = NewLine & { readonly seq: number; readonly index: number; readonly customerSeq: number; readonly at: number }

function addLine(deps: OrderDeps, db: WriteHandle, line: PlacedLine): void {
  const named = line.name ?? (line.retailerId === '' ? undefined : deps.catalog.find(db, line.retailerId)?.name)
  db.run(sql`
    insert into customer_order_line (order_seq, line, retailer_id, name, quantity, price_micros, customer_seq, at)
    values (${line.seq}, ${line.index}, ${line.retailerId}, ${named ?? line.retailerId}, ${line.quantity}, ${line.priceMicros},
      ${line.customerSeq}, ${line.at})`)
}
