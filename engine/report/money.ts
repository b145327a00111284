import { actualCost, type DeliveredGroup } from '../broadcast/index.ts'
import type { PriceCategory, PriceRoom } from '../price/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import type { Times } from './span.ts'

const QUARTER_MS = 900_000
type Prices = Pick<PriceRoom, 'currency' | 'rule'>

/** Delivered messages between two times by what decides their price; those of broadcasts in another currency can't be added. */
const deliveredBetween = (db: ReadHandle, { from, to }: Times, currency: string): DeliveredGroup[] =>
  db.all(sql`
    select iif(s.market = '', 'other', s.market) as market, sum(s.people) as people, nullif(s.price_micros, -1) as priceMicros, s.category,
      nullif(s.priced_category, '') as pricedCategory, nullif(s.priced_type, '') as pricedType
    from spend_sum s left join broadcast b on b.broadcast_id = s.run_id
    where s.quarter >= ${Math.floor(from / QUARTER_MS)} and s.quarter < ${Math.floor(to / QUARTER_MS)} and coalesce(b.currency, ${currency}) = ${currency}
    group by 1, 3, 4, 5, 6 having sum(s.people) > 0 order by 1, 3, 4, 5, 6`)

/** Days of one month; `begins` is the month's own first moment, however late the span starts. */
type PartOfMonth = Times & { readonly begins: number }

/**
 * What messages that were delivered on some days of a month cost by what Meta reported of them, replies included, in the
 * currency of the price room. Where no price is known nothing is added.
 * @param free replies that Meta delivers without charge in the whole month: what days before took of them is not there any
 *   more, so that the parts of a month add up to it
 */
export function spendBetween(db: ReadHandle, times: PartOfMonth, costs: { readonly price: Prices; readonly free: number }): number {
  const { begins, from, to } = times
  const cost = (span: Times): number => costOf(db, span, { ...costs, priceAt: to - 1 })
  // Without replies that are free, the days before decide nothing.
  return costs.free === 0 || from <= begins ? cost({ from, to }) : cost({ from: begins, to }) - cost({ from: begins, to: from })
}

type Costs = { readonly price: Prices; readonly free: number; readonly priceAt: number }

/** Free replies are taken off in the order of markets, for Meta does not tell which ones they were. */
function costOf(db: ReadHandle, times: Times, { price, free, priceAt }: Costs): number {
  const { currency } = price
  let left = free
  const charged = deliveredBetween(db, times, currency).map((group) => {
    if (!isReply(group)) return group
    const taken = Math.min(left, group.people)
    left -= taken
    return { ...group, people: group.people - taken }
  })
  const lookUp = (market: string, category: PriceCategory) => {
    const rule = price.rule(db, market, category, priceAt)
    return rule?.currency === currency ? rule : undefined
  }
  return actualCost(charged, lookUp).totalMicros
}

/** A free-form message that Meta charges. */
const isReply = ({ pricedCategory, pricedType }: DeliveredGroup): boolean =>
  pricedCategory === 'service' && (pricedType ?? 'regular') === 'regular'

/** Orders between two times, and what those in one currency add up to. */
export const salesBetween = (
  db: ReadHandle,
  { from, to }: Times,
  currency: string,
): { readonly orders: number; readonly salesMicros: number } =>
  db.get(sql`
    select count(*) as orders, coalesce(sum(iif(currency = ${currency}, total_micros, 0)), 0) as salesMicros
    from customer_order indexed by customer_order_by_time where at >= ${from} and at < ${to}`) ?? { orders: 0, salesMicros: 0 }

/** People who ended offers between two times, each once; lists that were imported say nothing about a time. */
export const endedBetween = (db: ReadHandle, { from, to }: Times): number =>
  db.get<{ count: number }>(sql`
    select count(distinct customer_seq) as count from consent_event indexed by consent_event_ended
    where purpose = 'offers' and decision = 'no' and import_id is null and at >= ${from} and at < ${to}`)?.count ?? 0

type Failure = { readonly metaCode: number | null; readonly reason: string; readonly count: number }

/** Messages that failed or were refused between two times, by Meta's code, the most frequent first. */
export const failuresBetween = (db: ReadHandle, { from, to }: Times): Failure[] =>
  db.all(sql`
    select meta_code as metaCode, coalesce(reason, '') as reason, count(*) as count from send indexed by send_failed_at
    where state in ('failed', 'rejected') and changed_at >= ${from} and changed_at < ${to}
    group by meta_code, coalesce(reason, '') order by count(*) desc, meta_code`)
