import type { CustomerId } from '#contract/kernel/values.ts'
import { inList, joinSql, sql, type ReadHandle, type Sql } from '../store/index.ts'
import type { OrderView } from './face.ts'
import { stepsOf, worksOf } from './work/kept.ts'
import { actsIn } from './work/states.ts'

/** A sum in one currency, in millionths. */
export type Sum = { readonly currency: string; readonly totalMicros: number }

/** Where a page of orders begins: after this one. */
export type Place = { readonly at: number; readonly seq: number }

type Bought = Pick<
  OrderView,
  'orderId' | 'customerId' | 'at' | 'source' | 'number' | 'totalMicros' | 'currency' | 'broadcastId' | 'couponCode' | 'messageId' | 'lines'
>
type Stored = Omit<Bought, 'lines'> & { readonly seq: number }
type StoredLine = OrderView['lines'][number] & { readonly seq: number }

const columns = sql`
  o.seq, o.order_id as orderId, (select customer_id from customer where seq = o.customer_seq) as customerId, o.at, o.source, o.number,
  o.total_micros as totalMicros, o.currency, o.broadcast_id as broadcastId, o.coupon_code as couponCode,
  (select message_id from message where wamid = o.wamid) as messageId`

/** One page of orders, newest first, of one customer or of all, with where the next one begins. */
export function listOrders(
  db: ReadHandle,
  customerSeq: number | null,
  page: { readonly after: Place | null; readonly limit: number },
): { orders: OrderView[]; next: Place | null } {
  const conditions = [customerSeq === null ? sql`true` : sql`o.customer_seq = ${customerSeq}`]
  if (page.after !== null) conditions.push(sql`(o.at, o.seq) < (${page.after.at}, ${page.after.seq})`)
  const part = sql`where ${joinSql(conditions, ' and ')} order by o.at desc, o.seq desc limit ${page.limit + 1}`
  const bought = db.all<Stored>(sql`select ${columns} from customer_order o ${part}`)
  const off = db.all<Off>(sql`select ${offColumns} from order_off o ${part}`)
  const found = [...withLines(db, bought), ...off.map(readOff)].toSorted((one, other) => other.at - one.at || other.seq - one.seq)
  const shown = found.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    orders: withWork(db, shown),
    next: found.length > page.limit && last !== undefined ? { at: last.at, seq: last.seq } : null,
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

/** One order, also one that came to nothing. */
export const findOrder = (db: ReadHandle, orderId: string): OrderView | undefined => ordersWhere(db, sql`o.order_id = ${orderId}`)[0]

/** What a cart became. */
export const ordersOfMessage = (db: ReadHandle, messageId: string): OrderView[] =>
  ordersWhere(db, sql`o.wamid = (select wamid from message where message_id = ${messageId})`)

function ordersWhere(db: ReadHandle, condition: Sql): OrderView[] {
  const bought = db.all<Stored>(sql`select ${columns} from customer_order o where ${condition}`)
  const off = db.all<Off>(sql`select ${offColumns} from order_off o where ${condition}`)
  return withWork(db, [...withLines(db, bought), ...off.map(readOff)])
}

/** Whose an order is: undefined when there is no such order, null when nobody's any more. */
export const ownerOf = (db: ReadHandle, orderId: string): { customerSeq: number | null; customerId: CustomerId | null } | undefined =>
  db.get(sql`
    select o.customer_seq as customerSeq, (select customer_id from customer where seq = o.customer_seq) as customerId
    from (select order_id, customer_seq from customer_order where order_id = ${orderId}
      union all select order_id, customer_seq from order_off where order_id = ${orderId}) o`)

type Placed = Bought & { readonly seq: number }

function withLines(db: ReadHandle, stored: readonly Stored[]): Placed[] {
  const lines = db.all<StoredLine>(sql`
    select order_seq as seq, retailer_id as retailerId, name, quantity, price_micros as priceMicros
    from customer_order_line where order_seq in ${inList(stored.map(({ seq }) => seq))} order by order_seq, line`)
  return stored.map((order) => ({
    ...order,
    lines: lines.filter((line) => line.seq === order.seq).map(({ seq: _seq, ...line }) => line),
  }))
}

type Off = Omit<Stored, 'broadcastId' | 'couponCode'> & {
  readonly broadcastId: Bought['broadcastId']
  readonly couponCode: string | null
  readonly lines: string
}

const offColumns = sql`
  o.seq, o.order_id as orderId, (select customer_id from customer where seq = o.customer_seq) as customerId, o.at,
  o.kept ->> '$.row.source' as source, o.kept ->> '$.row.number' as number, o.kept ->> '$.row.total_micros' as totalMicros,
  o.kept ->> '$.row.currency' as currency, o.kept ->> '$.row.broadcast_id' as broadcastId, o.kept ->> '$.row.coupon_code' as couponCode,
  (select message_id from message where wamid = o.wamid) as messageId, o.kept -> '$.lines' as lines`

const readOff = (off: Off): Placed => ({ ...off, lines: JSON.parse(off.lines) as Bought['lines'] })

const NOTHING_TO_DO = { state: 'done', dueAt: null, carrier: '', tracking: '' } as const

/** How far the shop is with each, and what was done. What nobody works on is done. */
function withWork(db: ReadHandle, orders: readonly Placed[]): OrderView[] {
  const ids = orders.map(({ orderId }) => orderId)
  const works = worksOf(db, ids)
  const steps = stepsOf(db, ids)
  return orders.map(({ seq, ...order }) => {
    const { state, dueAt, carrier, tracking } = works.get(order.orderId) ?? NOTHING_TO_DO
    const own = steps.filter(({ orderId }) => orderId === order.orderId)
    return {
      ...order,
      reference: order.number === '' ? String(seq) : order.number,
      state,
      dueAt: dueAt as OrderView['dueAt'],
      carrier,
      tracking,
      steps: own.map(({ orderId: _orderId, canUndo: _canUndo, ...step }) => step),
      acts: order.customerId === null ? [] : [...actsIn(state)],
      canUndo: own.at(-1)?.canUndo ?? false,
    }
  })
}
