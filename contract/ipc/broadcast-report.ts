import { z } from 'zod'
import { Currency, Micros } from '../kernel/values.ts'
import { CostRow, SkipReason } from './broadcast-review.ts'
import { BroadcastSummary } from './broadcast-summary.ts'

/** What somebody who answered seems to want, by buttons and words. */
export const ReplyIntent = z.enum(['interested', 'question', 'not-now', 'stop', 'other'])

/** A number of the report whose people can be listed: the steps of the funnel, and those who ended offers. */
export const FunnelStep = z.enum(['shouldGet', 'delivered', 'read', 'replied', 'usedCoupon', 'ordered', 'optedOut'])

/** A difference between those who got it and those kept back; a share of people who ordered within seven days, 0 to 1. */
export const Uplift = z.strictObject({
  got: z.strictObject({ people: z.number().int(), ordered: z.number().int() }),
  keptBack: z.strictObject({ people: z.number().int(), ordered: z.number().int() }),
  /** Null where too few people or orders are there to tell. */
  difference: z.strictObject({ share: z.number(), lowest: z.number(), highest: z.number() }).nullable(),
})

export const BroadcastReport = z.strictObject({
  summary: BroadcastSummary,
  funnel: z.strictObject({
    shouldGet: z.number().int(),
    delivered: z.number().int(),
    read: z.number().int(),
    replied: z.number().int(),
    /** People who redeemed a code of this broadcast, and people with an order that is counted for it. */
    usedCoupon: z.number().int(),
    ordered: z.number().int(),
  }),
  failures: z.array(z.strictObject({ metaCode: z.number().int().nullable(), reason: z.string(), count: z.number().int() })),
  skipped: z.array(z.strictObject({ reason: SkipReason, count: z.number().int() })),
  costByMarket: z.array(CostRow),
  costMicros: Micros,
  estimateMicros: Micros,
  /** Of the delivered, how many Meta reported a price for; the rest counts at the frozen price. */
  pricedByMeta: z.number().int(),
  currency: Currency,
  optedOut: z.number().int(),
  couponsSent: z.number().int(),
  couponsUsed: z.number().int(),
  discountMicros: Micros,
  orders: z.number().int(),
  salesMicros: Micros,
  salesCurrency: Currency,
  intents: z.array(z.strictObject({ intent: ReplyIntent, people: z.number().int() })),
  uplift: Uplift.nullable(),
  sealHash: z.string().nullable(),
})
