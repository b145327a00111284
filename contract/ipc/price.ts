import { z } from 'zod'
import { Currency, Micros, TimestampMs } from '../kernel/values.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'

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
  /** When it came in with a file of rates; the file's name is the source then. */
  importedAt: TimestampMs.nullable().default(null),
})

/** What a file of rates would do, or did. */
export const PriceImport = z.strictObject({
  fileName: z.string(),
  validFrom: z.iso.date(),
  /** Currencies of the prices in the file; more than one can't be added up. */
  currencies: z.array(Currency),
  /** Every price that the file gives, with the one that would count on that day without it. */
  prices: z.array(
    z.strictObject({
      market: MarketCode,
      category: PriceCategory,
      currency: Currency,
      priceMicros: Micros,
      before: z.strictObject({ currency: Currency, priceMicros: Micros, isSample: z.boolean() }).nullable(),
      /** True when the shop set this price itself for the same day: its own word stays in force. */
      isOverruled: z.boolean(),
    }),
  ),
  /** Markets of the file that Shopbell does not know, as written there. */
  unknownMarkets: z.array(z.string()),
  /** Rows that could not be read; `row` counts from 1 as a spreadsheet does. */
  refused: z.array(
    z.strictObject({ row: z.number().int(), text: z.string(), reason: z.enum(['market-empty', 'price', 'currency', 'twice', 'category']) }),
  ),
  /** Rows of other steps of volume and of kinds that shops do not send, e.g. log-in codes. */
  passedOver: z.number().int(),
  /** Markets for which Shopbell knows no price after this. */
  withoutPrice: z.array(MarketCode),
  isSaved: z.boolean(),
})

export const priceCalls = {
  'price.list': defineCall({
    summary: 'Price rules in force today, one for each market and category that has one, and those that will be in force later.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({
      rules: z.array(PriceRule),
      /** Known rules that begin after today, by market, category and day. */
      coming: z.array(PriceRule),
      freeServicePerMonth: z.number().int(),
      freeServiceUsed: z.number().int(),
    }),
  }),
  'price.save': defineCall({
    summary: "Sets the shop's own price for a market and category from a day on.",
    role: 'manager',
    input: PriceRule.omit({ source: true, isSample: true, isOwn: true, importedAt: true }),
    output: PriceRule,
  }),
  'price.import': defineCall({
    summary: "Reads one of Meta's rate files (CSV) as prices from a day on; with `dryRun` it only says what would change. All or nothing.",
    role: 'manager',
    input: z.strictObject({
      file: FileReference,
      validFrom: z.iso.date(),
      /** For files that do not name one. */
      currency: Currency.optional(),
      dryRun: z.boolean().default(false),
    }),
    output: PriceImport,
    files: { read: ['file'] },
    deadlineMs: 60_000,
  }),
}

export const priceEvents = {
  'price.changed': defineEvent({ summary: 'Prices were set by the shop or came with a rate file.', data: Nothing }),
}
