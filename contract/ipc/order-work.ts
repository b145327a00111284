import { z } from 'zod'
import { Currency, MessageId, Micros, TimestampMs } from '../kernel/values.ts'
import { TemplateProposal } from './inbox.ts'

/** How far the shop is with an order. What was noted at the till, by hand or from a file is `done` from the start. */
export const OrderState = z.enum(['new', 'accepted', 'changed', 'declined', 'ready', 'shipped', 'done', 'cancelled'])

/** What the shop tells a customer of an order, each in words of its own. */
export const OrderNotice = z.enum(['received', 'changed', 'declined', 'ready', 'shipped', 'due', 'cancelled'])

const Reason = z.string().trim().max(500).default('')

/** What can be done with an order. */
export const OrderAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accept') }),
  /** Lines by their place in the order; those that are not named are taken out. */
  z.strictObject({
    kind: z.literal('change'),
    lines: z
      .array(z.strictObject({ line: z.number().int().nonnegative(), quantity: z.number().int().min(1).max(9_999) }))
      .min(1)
      .max(200),
    note: Reason,
  }),
  z.strictObject({ kind: z.literal('decline'), reason: Reason }),
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({
    kind: z.literal('ship'),
    carrier: z.string().trim().max(80).default(''),
    tracking: z.string().trim().max(100).default(''),
  }),
  z.strictObject({ kind: z.literal('done') }),
  z.strictObject({ kind: z.literal('cancel'), reason: Reason }),
  /** Sets the day on which it is to be paid, fetched or delivered; null takes it away. */
  z.strictObject({ kind: z.literal('due'), dueAt: TimestampMs.nullable() }),
  /** Says where it stands again, or reminds of the day. */
  z.strictObject({ kind: z.literal('tell'), notice: OrderNotice }),
])

/** How the customer hears of it; `suggested`: in the shop's own words while the reply window is open, else refused. */
export const OrderTelling = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('nothing') }),
  z.strictObject({ by: z.literal('suggested') }),
  z.strictObject({ by: z.literal('text'), text: z.string().trim().min(1).max(4096) }),
  z.strictObject({
    by: z.literal('template'),
    name: z.string(),
    language: z.string(),
    values: z.record(z.string(), z.string().max(2048)).default({}),
  }),
])

export const OrderStep = z.strictObject({
  at: TimestampMs,
  /** The person's name; "auto" for what was done by itself, "customer" for the cart. */
  by: z.string(),
  /** The state it came into; null where only something else changed. */
  state: OrderState.nullable(),
  notice: OrderNotice.nullable(),
  /** Reason, note, or carrier and tracking number. */
  detail: z.string(),
  /** What was said to the customer. */
  messageId: MessageId.nullable(),
})

/** What an act would say and cost. */
export const OrderProposal = z.strictObject({
  isWindowOpen: z.boolean(),
  totalMicros: Micros,
  currency: Currency,
  /** Null where the act is told by nothing. */
  notice: OrderNotice.nullable(),
  text: z.string(),
  /** What `text` is written in. */
  language: z.string(),
  /** Approved notices that fit, best first, filled in. */
  templates: z.array(TemplateProposal).max(20),
})

/** The shop's own words for each notice; the first language is for whom no other fits. */
export const OrderWords = z.record(
  OrderNotice,
  z
    .array(z.strictObject({ language: z.string().trim().min(2).max(20), text: z.string().min(1).max(1_000) }))
    .min(1)
    .max(20),
)
