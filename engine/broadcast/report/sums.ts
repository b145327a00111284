import { sql, type ReadHandle } from '../../store/index.ts'
import type { DeliveredGroup } from './rules.ts'

/** Delivered messages by what decides their price; only these are charged. Counted in the transactions that delivered them. */
export const deliveredGroups = (db: ReadHandle, broadcastId: string): DeliveredGroup[] =>
  db.all(sql`
    select iif(market = '', 'other', market) as market, sum(people) as people, nullif(price_micros, -1) as priceMicros, category,
      nullif(priced_category, '') as pricedCategory, nullif(priced_type, '') as pricedType
    from spend_sum where run_id = ${broadcastId} group by 1, 3, 4, 5, 6 having sum(people) > 0 order by 1, 3, 4, 5, 6`)

export type CouponUse = { readonly uses: number; readonly discountMicros: number }

/** Uses of codes of a broadcast that were not taken back, and the discount given in one currency. */
export const couponUse = (db: ReadHandle, broadcastId: string, currency: string): CouponUse =>
  db.get(sql`
    select count(*) as uses, coalesce(sum(iif(currency = ${currency}, discount_micros, 0)), 0) as discountMicros
    from redemption_in_force where broadcast_id = ${broadcastId}`) ?? { uses: 0, discountMicros: 0 }

export type Sales = { readonly orders: number; readonly salesMicros: number }

/** All orders counted for a broadcast, and what those in one currency add up to: others can't be added. */
export const salesOf = (db: ReadHandle, broadcastId: string, currency: string): Sales =>
  db.get(sql`
    select count(*) as orders, coalesce(sum(iif(currency = ${currency}, total_micros, 0)), 0) as salesMicros
    from customer_order where broadcast_id = ${broadcastId}`) ?? { orders: 0, salesMicros: 0 }

/** Codes of a broadcast that are with customers; none where all got the same one. */
export const countIssuedCodes = (db: ReadHandle, broadcastId: string): number =>
  db.get<{ count: number }>(sql`select count(*) as count from coupon_code where broadcast_id = ${broadcastId} and state = 'issued'`)
    ?.count ?? 0

/** Whether everybody got the same code; undefined where the broadcast has no coupon. */
export const couponCodes = (db: ReadHandle, broadcastId: string): 'shared' | 'unique' | undefined =>
  db.get<{ codes: 'shared' | 'unique' }>(
    sql`select c.codes from coupon_broadcast b join coupon c on c.seq = b.coupon_seq where b.broadcast_id = ${broadcastId}`,
  )?.codes
