import { z } from 'zod'
import { Currency, CustomerId, Micros, NoticeId, OrderId, TimestampMs } from '../kernel/values.ts'

/** What the shop's own tools say and hear: by a call, a dropped file or over HTTP on this computer, in the same shapes. */

/** `order`: something about a purchase; `reminder`: a date that comes; `custom`: anything else. */
export const NoticeKind = z.enum(['order', 'reminder', 'custom'])

/**
 * How far a notice came: still here (`waiting`), with Meta (`accepted`), then as WhatsApp reports it. `refused` never left,
 * `unconfirmed` may have arrived: nobody can tell, and it is not sent again by itself.
 */
export const NoticeState = z.enum(['waiting', 'sending', 'accepted', 'sent', 'delivered', 'read', 'failed', 'refused', 'unconfirmed'])

/** The tool's own name of a notice, e.g. "order 1042 ready". The same one never leaves twice. */
export const Reference = z.string().trim().min(1).max(120)

/** Whom a notice is for: a customer of the list, or a number in any spelling. */
const Recipient = {
  customerId: CustomerId.optional(),
  phone: z.string().max(64).optional(),
  /** For a number that is new, where the settings let it be added. */
  name: z.string().max(200).optional(),
}

export const NoticeRequest = z.strictObject({
  ...Recipient,
  kind: NoticeKind.default('custom'),
  template: z.string().min(1).max(512),
  /** Left out: the customer's language where the template has it, else the shop's, else the only one. */
  language: z.string().min(2).max(16).optional(),
  /** What the template's variables become, by their names. */
  values: z.record(z.string().max(60), z.string().max(1024)).default({}),
  /** Ms since 1970 UTC: not before this time; and not at all after that one. */
  notBefore: TimestampMs.optional(),
  latest: TimestampMs.optional(),
  reference: Reference,
})

export const Notice = z.strictObject({
  noticeId: NoticeId,
  reference: z.string(),
  kind: NoticeKind,
  state: NoticeState,
  /** Why it failed or was refused: a code of Shopbell's, e.g. opted-out or too-late; null otherwise. */
  reason: z.string().nullable(),
  /** Meta's code where Meta refused. */
  metaCode: z.number().int().nullable(),
  template: z.string(),
  language: z.string(),
  createdAt: TimestampMs,
  /** When the state last changed. */
  changedAt: TimestampMs,
  /** Held until then, e.g. for quiet hours; null when it just goes. */
  notBefore: TimestampMs.nullable(),
})

/** `isKnown`: this reference was taken before; what is answered is that notice, and nothing new leaves. */
export const NoticeAnswer = Notice.extend({ isKnown: z.boolean() })

export const CustomerQuestion = z.strictObject({ customerId: CustomerId.optional(), phone: z.string().max(64).optional() })

/** Enough to tell at a counter whether it is the right person, and no more. */
export const MaskedCustomer = z.strictObject({
  customerId: CustomerId,
  /** First letter of the name and dots. */
  name: z.string(),
  /** Country code and the last three digits. */
  phone: z.string().nullable(),
  language: z.string().nullable(),
  offers: z.enum(['yes', 'no', 'stopped', 'unknown']),
  orders: z.number().int(),
})

export const CouponQuestion = z.strictObject({ code: z.string().min(1).max(200) })

export const CouponUse = CouponQuestion.extend({
  place: z.string().max(80).default(''),
  /** The purchase before the discount. */
  salesMicros: Micros.nonnegative().nullable().default(null),
  /** How much of a balance is used; the discount where the till computed it. */
  discountMicros: Micros.positive().nullable().default(null),
  /** Made by the till; the same twice redeems once. */
  requestId: z.string().min(8).max(60),
})

/** What a till may know of a code: nothing about whose it is. */
export const CouponAnswer = z.strictObject({
  code: z.string(),
  verdict: z.enum(['good', 'unknown', 'misread', 'not-started', 'expired', 'used-up', 'stopped', 'not-given-out']),
  couponName: z.string().nullable(),
  leftMicros: Micros.nullable(),
  usesLeft: z.number().int().nullable(),
  endsAt: TimestampMs.nullable(),
})

export const RedeemAnswer = CouponAnswer.extend({
  redemptionId: z.string(),
  discountMicros: Micros.nullable(),
  currency: Currency,
})

export const OrderRequest = z.strictObject({
  ...Recipient,
  at: TimestampMs.optional(),
  /** The shop's own number of it; the same one twice is refused. */
  number: z.string().trim().min(1).max(100),
  totalMicros: Micros.nonnegative(),
  currency: Currency.optional(),
  lines: z
    .array(
      z.strictObject({
        retailerId: z.string().max(100),
        quantity: z.number().int().min(1).max(9_999),
        priceMicros: Micros.nullable().default(null),
      }),
    )
    .max(100)
    .default([]),
})

export const OrderAnswer = z.strictObject({
  orderId: OrderId,
  number: z.string(),
  at: TimestampMs,
  totalMicros: Micros,
  currency: Currency,
})
