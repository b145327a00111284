import { z } from 'zod'
import { BroadcastId, Currency, Micros, TimestampMs } from '../kernel/values.ts'
import { defineCall, FileReference } from './define.ts'

/** One broadcast beside others. Shares are of delivered people, 0 to 1; null where nobody got it. */
export const BroadcastComparison = z.strictObject({
  broadcastId: BroadcastId,
  name: z.string(),
  startedAt: TimestampMs,
  shouldGet: z.number().int(),
  delivered: z.number().int(),
  readShare: z.number().nullable(),
  repliedShare: z.number().nullable(),
  optedOutShare: z.number().nullable(),
  couponsUsed: z.number().int(),
  orders: z.number().int(),
  salesMicros: Micros,
  costMicros: Micros,
  costCurrency: Currency,
  costPerOrderMicros: Micros.nullable(),
})

const Span = z.strictObject({
  /** Whole days in the shop's time zone: from the first to the last, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
})

export const reportCalls = {
  'report.overview': defineCall({
    summary: 'Sales, spend, best offers, reply time, hours at which people write, failures, opt-outs and quality over a span of days.',
    role: 'manager',
    input: Span,
    output: z.strictObject({
      months: z.array(
        z.strictObject({
          /** E.g. 2026-11. */
          month: z.string(),
          spendMicros: Micros,
          salesMicros: Micros,
          orders: z.number().int(),
          optedOut: z.number().int(),
        }),
      ),
      spendCurrency: Currency,
      salesCurrency: Currency,
      /** Budget of a month, if the shop set one. */
      budgetMicros: Micros.nullable(),
      broadcasts: z.array(BroadcastComparison),
      replyTime: z.strictObject({
        medianMs: z.number().int().nullable(),
        p90Ms: z.number().int().nullable(),
        answered: z.number().int(),
        unanswered: z.number().int(),
      }),
      /** Messages of customers by weekday (Monday first) and hour of the shop's time zone. */
      hours: z.array(z.array(z.number().int()).length(24)).length(7),
      failures: z.array(z.strictObject({ metaCode: z.number().int().nullable(), reason: z.string(), count: z.number().int() })),
      quality: z.array(z.strictObject({ at: TimestampMs, rating: z.string() })),
    }),
    deadlineMs: 60_000,
  }),
  'report.export': defineCall({
    summary:
      'Writes the comparison of broadcasts and the months of a span as CSV or XLSX. Cells that a spreadsheet would compute are made harmless.',
    role: 'manager',
    input: Span.extend({ format: z.enum(['csv', 'xlsx']), target: FileReference, locale: z.string().max(10).optional() }),
    output: z.strictObject({ fileName: z.string(), sizeBytes: z.number().int(), rows: z.number().int() }),
    files: { write: ['target'], holds: 'nobody' },
    deadlineMs: 120_000,
  }),
}
