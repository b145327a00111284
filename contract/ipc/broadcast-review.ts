import { z } from 'zod'
import { BroadcastId, Currency, CustomerId, Micros, TimestampMs } from '../kernel/values.ts'
import { MarketCode } from './price.ts'

/** Why a person is left out, in the order in which one reason is chosen for a person with several. */
export const SkipReason = z.enum([
  'erased',
  'blocked',
  /** The person asked that their data is not used. */
  'restricted',
  'opted-out',
  'stopped-in-whatsapp',
  'no-consent',
  'number-not-usable',
  'no-number',
  'us-number',
  'duplicate',
  'resting-time',
  'offered-often',
  'excluded',
  'waiting-for-answer',
  'missing-variable',
  'text-too-long',
  'template-not-sendable',
  'language-missing',
  'no-coupon-left',
  'holdout',
  'window-closed',
  'too-late',
  'stopped-by-hand',
])

/** People by the language in which they get the template; one entry without `byLanguage`. */
export const LanguageCounts = z.array(z.strictObject({ language: z.string(), people: z.number().int() }))

const RenderedButton = z.strictObject({ type: z.string(), text: z.string() })

/** One rendered message as the phone preview shows it. */
export const RenderedMessage = z.strictObject({
  customerId: CustomerId.nullable(),
  customerName: z.string(),
  /** Of the template, in Meta's code. */
  language: z.string(),
  headerImageUrl: z.string().nullable(),
  headerText: z.string().nullable(),
  body: z.string(),
  footer: z.string().nullable(),
  buttons: z.array(RenderedButton),
  couponCode: z.string().nullable(),
  usedFallback: z.array(z.string()),
  header: z.enum(['none', 'text', 'image', 'video', 'document', 'location', 'product']),
  place: z.strictObject({ name: z.string(), address: z.string() }).nullable(),
  cards: z.array(
    z.strictObject({
      kind: z.enum(['image', 'video', 'product']),
      /** Name of the product where the card shows one. */
      product: z.string().nullable(),
      body: z.string(),
      buttons: z.array(RenderedButton),
    }),
  ),
  offer: z.strictObject({ text: z.string(), endsAt: TimestampMs.nullable() }).nullable(),
  /** Whole addresses of link buttons that end in a value, by the value's key. */
  links: z.array(z.strictObject({ key: z.string(), url: z.string() })),
  /** Why this very message does not go out: more characters than Meta takes. */
  tooLong: z.strictObject({ part: z.enum(['header', 'body', 'card']), characters: z.number().int(), most: z.number().int() }).nullable(),
})

export const CostRow = z.strictObject({
  market: MarketCode,
  people: z.number().int(),
  /** Null where no price rule is known: the amount is then unknown too and sending needs the owner's word. */
  priceMicros: Micros.nullable(),
  totalMicros: Micros.nullable(),
  isSample: z.boolean(),
  /** Set for ordinary messages in open windows, which have a price of their own beside the template's. */
  isOrdinary: z.literal(true).optional(),
})

export const ReviewIssue = z.strictObject({
  code: z.enum([
    'template-missing',
    'template-not-sendable',
    'variable-unset',
    'coupon-missing',
    'coupon-too-long',
    'product-missing',
    'header-missing',
    'file-expired',
    'offer-end',
    'products-few',
    'nobody',
    'daily-limit',
    'price-unknown',
    'budget',
    'no-connection',
    'web-hides-copy-code',
    'quiet-now',
    'month-budget',
    'too-late',
    'approval-needed',
    'many-offers',
    'resting-soon',
    'coupon-few',
    'group-missing',
    'key-refused',
  ]),
  /** `stop` blocks approval. */
  level: z.enum(['stop', 'warn']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const BroadcastReview = z.strictObject({
  broadcastId: BroadcastId,
  matched: z.number().int(),
  goes: z.number().int(),
  skipped: z.array(z.strictObject({ reason: SkipReason, count: z.number().int() })),
  cost: z.strictObject({
    rows: z.array(CostRow),
    totalMicros: Micros,
    currency: Currency,
    unknownPeople: z.number().int(),
    pricesFrom: z.string().nullable(),
  }),
  dailyLimit: z.strictObject({
    limit: z.number().int().nullable(),
    used: z.number().int(),
    thisRun: z.number().int(),
    openWindows: z.number().int(),
    /** How many go when, where the limit does not let all go at once: the first part when it begins. */
    parts: z.array(z.strictObject({ at: TimestampMs, people: z.number().int() })),
  }),
  languages: LanguageCounts,
  /** What the ordinary message to people with an open window would save; null where it can not be or saves nothing. */
  cheapestWay: z.strictObject({ people: z.number().int(), savesMicros: Micros, isOn: z.boolean() }).nullable(),
  /** Who would have got so many offers within seven days, this one included, where somebody gets three or more. */
  manyOffers: z.array(z.strictObject({ offers: z.number().int(), people: z.number().int() })),
  /** Of those who go, who waits in another broadcast so close to this one that each gets only the first; all of them, and by broadcast. */
  restingSoon: z.strictObject({
    people: z.number().int(),
    broadcasts: z.array(z.strictObject({ broadcastId: BroadcastId, name: z.string(), people: z.number().int() })),
  }),
  holdout: z.number().int(),
  budget: z.strictObject({ ofRunMicros: Micros.nullable(), ofMonthMicros: Micros.nullable(), spentThisMonthMicros: Micros }).nullable(),
  approval: z.strictObject({
    /** `self`: whoever asks this may approve. */
    by: z.enum(['self', 'manager', 'owner', 'second-person']),
    askedAt: TimestampMs.nullable(),
    askedBy: z.string().nullable(),
  }),
  variables: z.array(z.strictObject({ name: z.string(), missing: z.number().int(), fallback: z.string() })),
  coupon: z
    .strictObject({
      kind: z.enum(['one-for-all', 'one-each']),
      needed: z.number().int(),
      longest: z.number().int(),
      sample: z.string(),
      /** Codes that are left in the pool; null where codes are drawn as needed. */
      left: z.number().int().nullable(),
    })
    .nullable(),
  /** Oddest first: longest, emptiest, then others. */
  samples: z.array(RenderedMessage),
  issues: z.array(ReviewIssue),
  durationMs: z.number().int(),
  /** Pass it to broadcast.approve: approval fails when anything changed since. */
  reviewHash: z.string(),
})
