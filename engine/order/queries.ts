import type { CustomerId } from '#contract/kernel/values.ts'
import { inList, joinSql, sql, type ReadHandle } from '../store/index.ts'
import type { OrderView } from './face.ts'

/** A sum in one currency, in millionths. */
export type Sum = { readonly currency: string; readonly totalMicros: number }

/** Where a page of orders begins: after this one. */
export type Place = { readonly at: number; readonly seq: number }

type Stored = Omit<OrderView, 'lines'> & { readonly seq: number }
type StoredLine = OrderView['lines'][number] & { readonly seq: number }

const columns = sql`
  o.seq, o.order_id as orderId, (select customer_id from customer where seq = o.customer_seq) as customerId, o.at, o.source, o.number,
  o.total_micros as totalMicros, o.currency, o.broadcast_id as broadcastId, o.coupon_code as couponCode`

/** One page of orders, newest first, of one customer or of all, with where the next one begins. */
export function listOrders(
  db: ReadHandle,
  customerSeq: number | null,
  page: { readonly after: Place | null; readonly limit: number },
): { orders: OrderView[]; next: Place | null } {
  const conditions = [customerSeq === null ? sql`true` : sql`o.customer_seq = ${customerSeq}`]
  if (page.after !== null) conditions.push(sql`(o.at, o.seq) < (${page.after.at}, ${page.after.seq})`)
  const stored = db.all<Stored>(sql`
    select ${columns} from customer_order o where ${joinSql(conditions, ' and ')} order by o.at desc, o.seq desc limit ${page.limit + 1}`)
  const shown = stored.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    orders: withLines(db, shown),
    next: stored.length > page.limit && last !== undefined ? { at: last.at, seq: last.seq } : null,
  }
}

/** How many orders there are, and what they add up to; of all of them these are kept with each change. */
export function sumOrders(db: ReadHandle, customerSeq: number | null): { total: number; sums: Sum[] } {
  const counted =
    customerSeq === null
      ? sql`select currency, total_micros as totalMicros, rows as count from order_sum where rows > 0`
      : sql`select currency, sum(total_micros) as totalMicros, count(*) as count from customer_order where customer_seq = ${customerSeq} group by currency`
  const rows = db.all<Sum & { readonly count: number }>(sql`select * from (${counted}) order by totalMicros desc, currency`)
  return {
    total: rows.reduce((total, { count }) => total + count, 0),
    sums: rows.map(({ currency, totalMicros }) => ({ currency, totalMicros })),
  }
}

/** One order. */
export function findOrder(db: ReadHandle, orderId: string): OrderView | undefined {
  const stored = db.get<Stored>(sql`select ${columns} from customer_order o where o.order_id = ${orderId}`)
  return stored === undefined ? undefined : withLines(db, [stored])[0]
}

/** Whose an order is: undefined when there is no such order, null when nobody's any more. */
export const ownerOf = (db: ReadHandle, orderId: string): { customerSeq: number | null; customerId: CustomerId | null } | undefined =>
  db.get(sql`
    select o.customer_seq as customerSeq, (select customer_id from customer where seq = o.customer_seq) as customerId
    from customer_order o where o.order_id = ${orderId}`)

function withLines(db: ReadHandle, stored: readonly Stored[]): OrderView[] {
  const lines = db.all<StoredLine>(sql`
    select order_seq as seq, retailer_id as retailerId, name, quantity, price_micros as priceMicros
    from customer_order_line where order_seq in ${inList(stored.map(({ seq }) => seq))} order by order_seq, line`)
  return stored.map(({ seq, ...order }) => ({
    ...order,
    lines: lines.filter((line) => line.seq === seq).map(({ seq: _seq, ...line }) => line),
  }))
}
