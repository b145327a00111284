import type { CallOutput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'

type Found = CallOutput<'search.find'>
type Order = Found['orders'][number]
type Coupon = Found['coupons'][number]

/** The first text after all that begin with this one. */
const pastAll = (start: string): string => `${start}\u{10ffff}`

const markStart = (text: string, length: number) => ({ text, marks: [{ start: 0, end: Math.min(length, text.length) }] })

/** Orders whose number begins so. Those of erased people have neither a number nor a customer any more. */
export function findOrders(db: ReadHandle, query: string, limit: number): Order[] {
  const start = query.replace(/^#/, '')
  if (start === '') return []
  return db
    .all<Omit<Order, 'number'> & { number: string }>(
      sql`
      select o.order_id as orderId, o.number, c.customer_id as customerId, coalesce(c.name, '') as customerName, o.total_micros as totalMicros, o.currency, o.at
      from customer_order o join customer c on c.seq = o.customer_seq
      where o.number <> '' and o.number >= ${start} collate nocase and o.number < ${pastAll(start)} collate nocase order by o.number collate nocase limit ${limit}`,
    )
    .map((order) => ({ ...order, number: markStart(order.number, start.length) }))
}

/** Fewer letters fit too many codes. */
const SHORTEST_CODE = 3

/** Codes that begin so, in whichever case and with whichever dashes they are written. */
export function findCoupons(db: ReadHandle, query: string, limit: number): Coupon[] {
  const start = query.normalize('NFKC').toUpperCase().trim()
  if (start.length < SHORTEST_CODE || /\s/.test(start)) return []
  return db
    .all<Omit<Coupon, 'code'> & { code: string }>(
      sql`
      select p.coupon_id as couponId, p.name as couponName, k.code, c.customer_id as customerId, coalesce(c.name, '') as customerName
      from coupon_code k join coupon p on p.seq = k.coupon_seq left join customer c on c.seq = k.customer_seq
      where k.code >= ${start} and k.code < ${pastAll(start)} order by k.code limit ${limit}`,
    )
    .map((coupon) => ({ ...coupon, code: markStart(coupon.code, start.length) }))
}
