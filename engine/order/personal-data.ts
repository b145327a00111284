import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import type { OrderView } from './face.ts'
import { listOrders } from './queries.ts'

const seqOf = (db: ReadHandle, customerId: string): number | undefined =>
  db.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`)?.seq

const countOf = (db: ReadHandle, customerId: string): number =>
  db.get<{ count: number }>(
    sql`
      select (select count(*) from customer_order where customer_seq = c.seq) + (select count(*) from order_off where customer_seq = c.seq) as count
      from customer c where c.customer_id = ${customerId}`,
  )?.count ?? 0

const decimals = (micros: number): string => String(micros / 1_000_000)

/** An order with amounts as people write them. */
const readable = ({
  customerId: _customerId,
  totalMicros,
  currency,
  lines,
  acts: _acts,
  canUndo: _canUndo,
  ...order
}: OrderView): unknown => ({
  ...order,
  total: decimals(totalMicros),
  currency,
  products: lines.map(({ priceMicros, ...line }) => ({ ...line, price: priceMicros === null ? null : decimals(priceMicros) })),
})

/**
 * Orders of a person. Erasing cuts the tie and removes whatever could lead back (numbers, codes, message ids): amounts and
 * articles stay, so that the shop's sums of past months do not change. What was done with them, and orders that came to nothing,
 * go altogether.
 */
const orders: PersonalDataSource = {
  kind: 'orders',
  tables: ['customer_order', 'customer_order_line', 'order_work', 'order_step', 'order_off'],
  count: countOf,
  collect(db, customerId) {
    const seq = seqOf(db, customerId)
    if (seq === undefined) return { items: [], files: [] }
    const { orders: kept } = listOrders(db, seq, { after: null, limit: countOf(db, customerId) })
    return { items: kept.map(readable), files: [] }
  },
  erase(db, customerId) {
    const seq = seqOf(db, customerId)
    if (seq === undefined) return 0
    db.run(sql`delete from order_step where customer_seq = ${seq}`)
    db.run(sql`delete from order_work where customer_seq = ${seq}`)
    const off = db.run(sql`delete from order_off where customer_seq = ${seq}`).changes
    const cut = db.run(sql`
      update customer_order set customer_seq = null, number = '', coupon_code = null, wamid = null where customer_seq = ${seq}`).changes
    return cut + off
  },
}

/** What this room keeps about people. */
export const personalData: readonly PersonalDataSource[] = [orders]
