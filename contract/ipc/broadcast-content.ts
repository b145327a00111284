import { z } from 'zod'
import { CouponId, CustomerId, GroupId, ImportId, Micros, SeriesId, TimestampMs } from '../kernel/values.ts'
import { GroupRule } from './group.ts'

/** Who is asked: everyone, people with any of some tags, saved groups, a rule of its own, one import, or hand-picked people. */
export const Audience = z.strictObject({
  include: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('everyone') }),
    z.strictObject({ kind: z.literal('tags'), tags: z.array(z.string()).min(1).max(50) }),
    /** Whoever any of these groups holds for when the broadcast is reviewed and sealed. */
    z.strictObject({ kind: z.literal('groups'), groupIds: z.array(GroupId).min(1).max(20) }),
    z.strictObject({ kind: z.literal('rule'), rule: GroupRule }),
    z.strictObject({ kind: z.literal('import'), importId: ImportId }),
    z.strictObject({ kind: z.literal('customers'), customerIds: z.array(CustomerId).min(1).max(100_000) }),
  ]),
  excludeTags: z.array(z.string()).max(50).default([]),
  excludeGroupIds: z.array(GroupId).max(20).default([]),
  /** Leave out whom this rule holds for; null leaves out nobody. */
  excludeRule: GroupRule.nullable().default(null),
  /** Leave out people whose last message in the chat nobody answered yet. */
  excludeWaiting: z.boolean().default(false),
  /** Leave out who got an offer in the last hours; null switches it off. */
  restingHours: z
    .number()
    .int()
    .min(1)
    .max(24 * 90)
    .nullable()
    .default(48),
  /** Nobody gets more offers than this within so many days, this one included; null is no limit. */
  mostOffers: z
    .strictObject({ count: z.number().int().min(1).max(100), days: z.number().int().min(1).max(90) })
    .nullable()
    .default(null),
  /** A random part of those who would get it is kept back, so that the effect can be told; 0 keeps back nobody. */
  holdoutPercent: z.number().int().min(0).max(50).default(0),
  /** Set by a series alone: of these people only whom one time of it asks. */
  seriesTime: z
    .strictObject({
      seriesId: SeriesId,
      /** Only whose own day of that name comes round on this day (YYYY-MM-DD); null asks everybody. */
      date: z.strictObject({ name: z.string().min(1).max(40), on: z.iso.date() }).nullable(),
      /** Not who did this since they last got it from the series. */
      skipIf: z.strictObject({ ordered: z.boolean(), replied: z.boolean() }),
    })
    .optional(),
})

/** Where a template variable takes its value from, and what stands in when a person has none. */
export const VariableSource = z.strictObject({
  from: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('customer'), field: z.enum(['name', 'addressAs', 'phone', 'language']) }),
    /** `byLanguage`: other words for people who get the template in that language. */
    z.strictObject({
      kind: z.literal('text'),
      text: z.string().max(1024),
      byLanguage: z.record(z.string(), z.string().max(1024)).optional(),
    }),
    z.strictObject({ kind: z.literal('coupon'), part: z.enum(['code', 'ends']) }),
    z.strictObject({ kind: z.literal('product'), part: z.enum(['name', 'price']) }),
    /** A file at Meta, for headers and cards; Meta keeps it 30 days. */
    z.strictObject({
      kind: z.literal('file'),
      mediaId: z.string().min(1).max(100),
      fileName: z.string().max(255),
      uploadedAt: TimestampMs,
    }),
  ]),
  fallback: z.string().max(200).default(''),
})

export const CouponPlan = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one-for-all'), code: z.string().regex(/^[A-Z0-9-]{3,15}$/), endsAt: TimestampMs.nullable() }),
  z.strictObject({ kind: z.literal('one-each'), prefix: z.string().regex(/^[A-Z0-9-]{0,8}$/), endsAt: TimestampMs.nullable() }),
  /** Codes of a coupon that is there already: its one code, or one from its pool for each person. */
  z.strictObject({ kind: z.literal('coupon'), couponId: CouponId }),
])

/** When it begins. A plan asks when its time passed while the laptop was off; nothing goes out after `latestAt`. */
export const BroadcastTime = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('now') }),
  z.strictObject({ kind: z.literal('at'), at: TimestampMs, latestAt: TimestampMs.nullable().default(null) }),
])

export const BroadcastContent = z.strictObject({
  name: z.string().min(1).max(120),
  audience: Audience,
  template: z.strictObject({ name: z.string(), language: z.string() }),
  /** Everybody gets the template in their own language where it has one, else in the language of `template`. */
  byLanguage: z.boolean().default(false),
  /** People whose reply window is open get the same words as an ordinary message where that costs less. */
  cheapestWay: z.boolean().default(false),
  /**
   * By the keys of engine/template/values.ts: "name" or "1" in the text, "header.name", "card.<n>.name", "button.<n>" for
   * the end of a link, "header.latitude" and so on for a place, "header" and "card.<n>.header" for other pictures than the
   * samples, "offer.ends" (ISO time) for the end of an offer.
   */
  variables: z.record(z.string(), VariableSource).default({}),
  coupon: CouponPlan.nullable().default(null),
  /** Products sent at once when a person taps the template's quick-reply button; for templates with a product list, the list itself. */
  products: z.array(z.string()).max(30).default([]),
  /** Public address of the header picture, where the template has one; default is the template's own sample. */
  headerUrl: z.url().nullable().default(null),
  time: BroadcastTime.default({ kind: 'now' }),
  pacePerSecond: z.number().int().min(1).max(1000).default(3),
  /** Spread evenly over so many hours instead of that pace; null goes by the pace. */
  spreadHours: z.number().int().min(1).max(72).nullable().default(null),
  /** Local hours of the customer in which nothing goes out, e.g. 21 to 9; null switches it off. */
  quietHours: z
    .strictObject({ fromHour: z.number().int().min(0).max(23), toHour: z.number().int().min(0).max(23) })
    .nullable()
    .default({ fromHour: 21, toHour: 9 }),
  keepAwake: z.boolean().default(true),
  /** The run never spends more than this; null is no lock. */
  budgetMicros: Micros.nullable().default(null),
  /** An offer that Meta held back from a person (131049) is tried once more a day later. */
  retryHeldBack: z.boolean().default(false),
})
