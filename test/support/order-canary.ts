import { sql, type WriteHandle } from '../../engine/store/index.ts'

/** A text that stands in an order and in the name of a day, and nowhere else. */
export const ORDER_CANARY = 'ORDER-CANARY-5'

/** Writes an order with a line, and a day of the year, that carry the canary; `broadcastId` must be there. */
export function writeOrderCanary(db: WriteHandle, customerSeq: number, { at, broadcastId }: { at: number; broadcastId: string }): void {
  db.run(sql`
    insert into customer_order (seq, order_id, customer_seq, at, source, number, total_micros, currency, broadcast_id, coupon_code, wamid, recorded_at)
    values (1, 'ord_1', ${customerSeq}, ${at}, 'cart', ${ORDER_CANARY}, 5, 'TWD', ${broadcastId}, 'TEA-CODE-1', 'wamid.SECRET4', ${at})`)
  db.run(sql`
    insert into customer_order_line (order_seq, line, retailer_id, name, quantity, customer_seq, at)
    values (1, 0, 'TEA-001', 'Tea', 1, ${customerSeq}, ${at})`)
  db.run(sql`insert into customer_date (customer_seq, date, month, day) values (${customerSeq}, ${ORDER_CANARY}, 3, 14)`)
}
