import { z } from 'zod'
import { Currency, Micros } from '../kernel/values.ts'
import { defineCall, Nothing } from './define.ts'

export const PriceCategory = z.enum(['marketing', 'utility', 'service'])
export const MarketCode = z.string().min(2).max(40)

/** One dated price: what Meta charges for one delivered message of a category in a market, from a day on. */
export const PriceRule = z.strictObject({
  market: MarketCode,
  category: PriceCategory,
  currency: Currency,
  priceMicros: Micros,
  validFrom: z.iso.date(),
  source: z.string(),
  /** True for a figure that the shop must check before it trusts it. */
  isSample: z.boolean(),
  isOwn: z.boolean(),
})

export const priceCalls = {
  'price.list': defineCall({
    summary: 'Price rules in force today, one for each market and category that has one.',
    role: 'staff',
    input: Nothing,
    output: z.strictObject({ rules: z.array(PriceRule), freeServicePerMonth: z.number().int(), freeServiceUsed: z.number().int() }),
  }),
  'price.save': defineCall({
    summary: "Sets the shop's own price for a market and category from a day on.",
    role: 'manager',
    input: PriceRule.omit({ source: true, isSample: true, isOwn: true }),
    output: PriceRule,
  }),
}
