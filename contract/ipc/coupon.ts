import { z } from 'zod'
import { BroadcastId, CouponId, Currency, Cursor, CustomerId, Locale, Micros, PageSize, TimestampMs } from '../kernel/values.ts'
import { MOST_HANDED_OUT } from '../limits/lists.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'

/** What a coupon gives. */
export const CouponValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), percent: z.number().min(0.1).max(100) }),
  z.strictObject({ kind: z.literal('amount'), micros: Micros.positive(), currency: Currency }),
  z.strictObject({ kind: z.literal('gift'), text: z.string().min(1).max(200) }),
  /** A credit that is used up part by part. */
  z.strictObject({ kind: z.literal('balance'), micros: Micros.positive(), currency: Currency }),
])

export const CouponCodeText = z.string().regex(/^[A-Z0-9-]{3,20}$/)

/** An offer with its codes: one for everybody, or one for each person from a pool. */
export const Coupon = z.strictObject({
  couponId: CouponId,
  name: z.string(),
  codes: z.enum(['shared', 'unique']),
  /** The one code of a shared coupon. */
  sharedCode: z.string().nullable(),
  prefix: z.string(),
  /** Null where only the code is known and the till decides. */
  value: CouponValue.nullable(),
  startsAt: TimestampMs.nullable(),
  endsAt: TimestampMs.nullable(),
  /** How often one code may be redeemed; null is without limit. */
  usesPerCode: z.number().int().nullable(),
  /** Least amount of a purchase; null is any. */
  leastMicros: Micros.nullable(),
  currency: Currency,
  origin: z.enum(['generated', 'imported', 'broadcast']),
  broadcastId: BroadcastId.nullable(),
  isStopped: z.boolean(),
  createdAt: TimestampMs,
  counts: z.strictObject({
    codes: z.number().int(),
    /** Neither reserved for anybody nor given out. */
    free: z.number().int(),
    reserved: z.number().int(),
    /** With customers and good: neither used nor expired. These five together are all codes, and each as many as its list holds. */
    issued: z.number().int(),
    /** Codes redeemed at least once. */
    used: z.number().int(),
    expired: z.number().int(),
    /** Codes that ever left, whatever became of them; of a code for all, messages that Meta took. */
    givenOut: z.number().int(),
    redemptions: z.number().int(),
  }),
  /** Sums over all redemptions. */
  given: z.strictObject({ discountMicros: Micros, salesMicros: Micros }),
})

/** One use of a code at the till. */
export const Redemption = z.strictObject({
  redemptionId: z.string().min(1).max(60),
  code: z.string(),
  couponId: CouponId,
  couponName: z.string(),
  customerId: CustomerId.nullable(),
  customerName: z.string(),
  at: TimestampMs,
  /** Which till or counter, as typed. */
  place: z.string(),
  by: z.string(),
  discountMicros: Micros.nullable(),
  salesMicros: Micros.nullable(),
  currency: Currency,
  undoUntil: TimestampMs,
  undoneAt: TimestampMs.nullable(),
})

/** Whether a code can be redeemed now, and if not, why; with everything that the till needs to see. */
export const CodeCheck = z.strictObject({
  code: z.string(),
  verdict: z.enum(['good', 'unknown', 'misread', 'not-started', 'expired', 'used-up', 'stopped', 'not-given-out']),
  coupon: Coupon.omit({ counts: true, given: true }).nullable(),
  customerId: CustomerId.nullable(),
  customerName: z.string(),
  /** Earlier uses that count, newest first: when and where. */
  uses: z.array(Redemption),
  /** What is left of a balance; null for other values. */
  leftMicros: Micros.nullable(),
  usesLeft: z.number().int().nullable(),
  /** How it was given out by hand; null where a broadcast brought it, or where everybody has the same one. */
  handedOut: z.strictObject({ at: TimestampMs, note: z.string() }).nullable(),
})

/** Codes that were given out by hand at one time: on paper, by another tool, or to one customer. */
export const CouponHandout = z.strictObject({
  handoutId: z.string().min(1).max(60),
  couponId: CouponId,
  at: TimestampMs,
  by: z.string(),
  /** What they were for, as typed. */
  note: z.string(),
  customerId: CustomerId.nullable(),
  customerName: z.string(),
  /** Codes in it, and those of them that were redeemed at least once. */
  codes: z.number().int(),
  used: z.number().int(),
})

const ById = z.strictObject({ couponId: CouponId })

export const couponCalls = {
  'coupon.list': defineCall({
    summary: 'All coupons with issued, used and expired codes, newest first.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ coupons: z.array(Coupon) }),
  }),
  'coupon.get': defineCall({ summary: 'One coupon.', role: 'viewer', input: ById, output: Coupon }),
  'coupon.save': defineCall({
    summary: 'Makes a coupon, or changes name, value, times and limits of one. Codes that were given out stay good.',
    role: 'manager',
    input: z.strictObject({
      couponId: CouponId.optional(),
      name: z.string().trim().min(1).max(120),
      codes: z.enum(['shared', 'unique']),
      sharedCode: CouponCodeText.optional(),
      prefix: z
        .string()
        .regex(/^[A-Z0-9-]{0,8}$/)
        .default(''),
      /** Codes to draw now; more are drawn when a broadcast needs them. */
      count: z.number().int().min(0).max(200_000).default(0),
      value: CouponValue.nullable(),
      startsAt: TimestampMs.nullable().default(null),
      endsAt: TimestampMs.nullable().default(null),
      usesPerCode: z.number().int().min(1).max(100_000).nullable().default(1),
      leastMicros: Micros.nullable().default(null),
    }),
    output: Coupon,
    deadlineMs: 120_000,
  }),
  'coupon.stop': defineCall({
    summary: 'Lets no code of a coupon be redeemed any more, or lets them again.',
    role: 'manager',
    input: ById.extend({ isStopped: z.boolean() }),
    output: Coupon,
  }),
  'coupon.importCodes': defineCall({
    summary: 'Reads codes of a till or web shop from a text or CSV file into a coupon: one code a line, or the column that holds codes.',
    role: 'manager',
    input: ById.extend({ file: FileReference, dryRun: z.boolean().default(false) }),
    output: z.strictObject({
      fileName: z.string(),
      rows: z.number().int(),
      added: z.number().int(),
      known: z.number().int(),
      refused: z
        .array(
          z.strictObject({ row: z.number().int(), text: z.string().max(40), reason: z.enum(['characters', 'length', 'twice', 'taken']) }),
        )
        .max(1_000),
    }),
    files: { read: ['file'] },
    deadlineMs: 120_000,
  }),
  'coupon.codes': defineCall({
    summary: 'Codes of a coupon with whom they went to and what became of them, page by page.',
    role: 'staff',
    input: ById.extend({
      state: z.enum(['free', 'reserved', 'issued', 'used', 'expired']).optional(),
      search: z.string().max(100).default(''),
      /** Only those that were given out by hand at that time. */
      handoutId: CouponHandout.shape.handoutId.optional(),
      cursor: Cursor.optional(),
      limit: PageSize.default(100),
    }),
    output: z.strictObject({
      codes: z.array(
        z.strictObject({
          code: z.string(),
          state: z.enum(['free', 'reserved', 'issued', 'used', 'expired']),
          customerId: CustomerId.nullable(),
          customerName: z.string(),
          expiresAt: TimestampMs.nullable(),
          uses: z.number().int(),
          lastUsedAt: TimestampMs.nullable(),
        }),
      ),
      total: z.number().int(),
      nextCursor: Cursor.nullable(),
    }),
  }),
  'coupon.issue': defineCall({
    summary:
      'Gives out codes of a coupon by hand, so that the till takes them: all of them or none. A pool that draws its codes draws what is missing. The same request twice gives out once.',
    role: 'manager',
    input: ById.extend({
      count: z.number().int().min(1).max(MOST_HANDED_OUT),
      /** Whose they are; what is redeemed then counts for that customer. */
      customerId: CustomerId.optional(),
      note: z.string().trim().max(120).default(''),
      /** Made by the caller; the same twice gives out once. */
      requestId: z.string().min(8).max(60),
    }),
    output: CouponHandout,
    deadlineMs: 120_000,
  }),
  'coupon.handouts': defineCall({
    summary: 'What was given out by hand of a coupon, newest first.',
    role: 'viewer',
    input: ById.extend({ cursor: Cursor.optional(), limit: PageSize.default(50) }),
    output: z.strictObject({ handouts: z.array(CouponHandout), nextCursor: Cursor.nullable() }),
  }),
  'coupon.exportHandout': defineCall({
    summary: 'Writes the codes that were given out by hand at one time as CSV or XLSX, with what became of each.',
    role: 'manager',
    input: z.strictObject({
      handoutId: CouponHandout.shape.handoutId,
      format: z.enum(['csv', 'xlsx']),
      target: FileReference,
      locale: Locale.optional(),
    }),
    output: z.strictObject({ fileName: z.string(), sizeBytes: z.number().int(), rows: z.number().int() }),
    files: { write: ['target'], holds: 'other' },
    deadlineMs: 120_000,
  }),
  'coupon.check': defineCall({
    summary:
      'Looks a code up, typed or scanned, without redeeming it. Case, spaces and misread letters are forgiven where the check character tells.',
    role: 'staff',
    input: z.strictObject({ code: z.string().min(1).max(200) }),
    output: CodeCheck,
  }),
  'coupon.redeem': defineCall({
    summary:
      'Redeems a code once. A second use is refused with when and where the first was. With the amount of the purchase it is noted as an order of the customer.',
    role: 'staff',
    input: z.strictObject({
      code: z.string().min(1).max(200),
      place: z.string().max(80).default(''),
      /** The purchase before the discount. */
      salesMicros: Micros.nonnegative().nullable().default(null),
      /** How much of a balance is used; the discount where the till computed it. */
      discountMicros: Micros.positive().nullable().default(null),
      /** Made by the caller; the same twice redeems once. */
      requestId: z.string().min(8).max(60),
    }),
    output: z.strictObject({ redemption: Redemption, check: CodeCheck }),
  }),
  'coupon.undoRedeem': defineCall({
    summary: 'Takes a redemption back within ten minutes; the order that it noted goes as well.',
    role: 'staff',
    input: z.strictObject({ redemptionId: z.string().max(60) }),
    output: Redemption,
  }),
  'coupon.redemptions': defineCall({
    summary: 'Redemptions, newest first, of one coupon or of all.',
    role: 'staff',
    input: z.strictObject({ couponId: CouponId.optional(), cursor: Cursor.optional(), limit: PageSize.default(50) }),
    output: z.strictObject({ redemptions: z.array(Redemption), nextCursor: Cursor.nullable() }),
  }),
}

export const couponEvents = {
  'coupon.changed': defineEvent({
    summary: 'A coupon, its codes or its redemptions changed.',
    data: z.strictObject({ couponId: CouponId }),
  }),
}
