import { z } from 'zod'
import { BroadcastId, Currency, Cursor, CustomerId, ImportId, Micros, PageSize, PhoneE164, SendId, TimestampMs } from '../kernel/values.ts'
import { BroadcastReview, CostRow, RenderedMessage, SkipReason } from './broadcast-review.ts'
import { defineCall, defineEvent, Nothing } from './define.ts'

export const BroadcastState = z.enum(['draft', 'approved', 'running', 'paused', 'stopped', 'finished'])
/** Why a run paused by itself or by hand. */
export const PauseReason = z.enum([
  'by-hand',
  'key-refused',
  'payment',
  'template-stopped',
  'account-warning',
  'account-restricted',
  'too-many-failures',
  'disk-full',
  'restored-copy',
  'offline',
  'quiet-hours',
  'daily-limit',
  'engine-restarted',
  'budget',
])

/** Where each person stands. `accepted` is with Meta, not delivered. */
export const RecipientState = z.enum([
  'planned',
  'skipped',
  'sending',
  'in_doubt',
  'accepted',
  'sent',
  'delivered',
  'read',
  'failed',
  'rejected',
  'unconfirmed',
])

/** Who is asked: everyone, people with any of some tags, one import, or hand-picked people. */
export const Audience = z.strictObject({
  include: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('everyone') }),
    z.strictObject({ kind: z.literal('tags'), tags: z.array(z.string()).min(1).max(50) }),
    z.strictObject({ kind: z.literal('import'), importId: ImportId }),
    z.strictObject({ kind: z.literal('customers'), customerIds: z.array(CustomerId).min(1).max(100_000) }),
  ]),
  excludeTags: z.array(z.string()).max(50).default([]),
  /** Leave out who got an offer in the last hours; null switches it off. */
  restingHours: z
    .number()
    .int()
    .min(1)
    .max(24 * 90)
    .nullable()
    .default(48),
})

/** Where a template variable takes its value from, and what stands in when a person has none. */
export const VariableSource = z.strictObject({
  from: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('customer'), field: z.enum(['name', 'addressAs', 'phone', 'language']) }),
    z.strictObject({ kind: z.literal('text'), text: z.string().max(1024) }),
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
])

export const BroadcastContent = z.strictObject({
  name: z.string().min(1).max(120),
  audience: Audience,
  template: z.strictObject({ name: z.string(), language: z.string() }),
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
  pacePerSecond: z.number().int().min(1).max(1000).default(3),
  /** Local hours of the customer in which nothing goes out, e.g. 21 to 9; null switches it off. */
  quietHours: z
    .strictObject({ fromHour: z.number().int().min(0).max(23), toHour: z.number().int().min(0).max(23) })
    .nullable()
    .default({ fromHour: 21, toHour: 9 }),
  keepAwake: z.boolean().default(true),
  /** The run never spends more than this; null is no lock. */
  budgetMicros: Micros.nullable().default(null),
})

/** Counts of people; planned + skipped + … always equal `matched`. */
export const BroadcastCounts = z.strictObject({
  matched: z.number().int(),
  planned: z.number().int(),
  skipped: z.number().int(),
  sending: z.number().int(),
  inDoubt: z.number().int(),
  accepted: z.number().int(),
  sent: z.number().int(),
  delivered: z.number().int(),
  read: z.number().int(),
  failed: z.number().int(),
  rejected: z.number().int(),
  unconfirmed: z.number().int(),
})

export const BroadcastSummary = z.strictObject({
  broadcastId: BroadcastId,
  name: z.string(),
  state: BroadcastState,
  pauseReason: PauseReason.nullable(),
  counts: BroadcastCounts,
  createdAt: TimestampMs,
  approvedAt: TimestampMs.nullable(),
  startedAt: TimestampMs.nullable(),
  finishedAt: TimestampMs.nullable(),
  costSoFarMicros: Micros,
  costAtMostMicros: Micros,
  currency: Currency,
})

export const BroadcastProgress = BroadcastSummary.extend({
  /** Messages handed to Meta per second over the last 10 s. */
  perSecond: z.number(),
  /** Expected end; null while unknown or paused. */
  endsAt: TimestampMs.nullable(),
  /** Next moment at which somebody may be tried again; null when nobody waits for a time. */
  nextTryAt: TimestampMs.nullable(),
  replies: z.number().int(),
})

export const Recipient = z.strictObject({
  sendId: SendId.nullable(),
  customerId: CustomerId.nullable(),
  name: z.string(),
  phone: PhoneE164.nullable(),
  state: RecipientState,
  reason: z.string().nullable(),
  /** Meta's error code when it failed or was rejected. */
  metaCode: z.number().int().nullable(),
  couponCode: z.string().nullable(),
  attempts: z.number().int(),
  updatedAt: TimestampMs,
  nextTryAt: TimestampMs.nullable(),
})

const ById = z.strictObject({ broadcastId: BroadcastId })
/** A reviewer's list of people by verdict. */
const Verdict = z.strictObject({
  customerId: CustomerId,
  name: z.string(),
  phone: PhoneE164.nullable(),
  verdict: z.enum(['goes', 'skipped']),
  reason: SkipReason.nullable(),
})

export const broadcastCalls = {
  'broadcast.list': defineCall({
    summary: 'All broadcasts, newest first.',
    role: 'staff',
    input: Nothing,
    output: z.strictObject({ broadcasts: z.array(BroadcastSummary) }),
  }),
  'broadcast.draft': defineCall({
    summary: 'Saves a draft (new without an id). Only drafts can be changed.',
    role: 'staff',
    input: z.strictObject({ broadcastId: BroadcastId.optional(), content: BroadcastContent }),
    output: z.strictObject({ broadcastId: BroadcastId, content: BroadcastContent, savedAt: TimestampMs }),
  }),
  'broadcast.get': defineCall({
    summary: 'The content of a broadcast.',
    role: 'staff',
    input: ById,
    output: z.strictObject({ broadcastId: BroadcastId, state: BroadcastState, content: BroadcastContent, savedAt: TimestampMs }),
  }),
  'broadcast.discard': defineCall({ summary: 'Deletes a draft.', role: 'staff', input: ById, output: Nothing }),
  'broadcast.audience': defineCall({
    summary: 'Live counts for an audience: who matches, who would get it, who is left out and why.',
    role: 'staff',
    input: z.strictObject({ audience: Audience }),
    output: z.strictObject({
      matched: z.number().int(),
      goes: z.number().int(),
      skipped: z.array(z.strictObject({ reason: SkipReason, count: z.number().int() })),
    }),
  }),
  'broadcast.audiencePeople': defineCall({
    summary: 'The people behind one number of broadcast.audience.',
    role: 'staff',
    input: z.strictObject({
      audience: Audience,
      /** Given when the reason lies in the message. */
      content: BroadcastContent.optional(),
      reason: SkipReason.nullable().default(null),
      cursor: Cursor.optional(),
      limit: PageSize.default(100),
    }),
    output: z.strictObject({ people: z.array(Verdict), nextCursor: Cursor.nullable() }),
  }),
  'broadcast.preview': defineCall({
    summary: 'Renders unsaved or saved content for one person, or for the longest name, an empty field, or the nth person.',
    role: 'staff',
    input: z.strictObject({
      content: BroadcastContent,
      for: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('customer'), customerId: CustomerId }),
        z.strictObject({ kind: z.literal('nth'), index: z.number().int().min(0) }),
        z.strictObject({ kind: z.literal('longest') }),
        z.strictObject({ kind: z.literal('emptiest') }),
      ]),
    }),
    output: z.strictObject({
      message: RenderedMessage.nullable(),
      index: z.number().int(),
      of: z.number().int(),
      missing: z.array(z.strictObject({ variable: z.string(), people: z.number().int() })),
    }),
  }),
  'broadcast.review': defineCall({
    summary: 'Who gets it, who does not and why, what it costs at most, and what stops it.',
    role: 'staff',
    input: ById,
    output: BroadcastReview,
    deadlineMs: 120_000,
  }),
  'broadcast.approve': defineCall({
    summary: 'Seals the broadcast: renders and freezes every message exactly as reviewed, and takes the coupon codes.',
    role: 'manager',
    input: z.strictObject({ broadcastId: BroadcastId, reviewHash: z.string().optional(), acceptUnknownPrices: z.boolean().default(false) }),
    output: z.strictObject({ broadcastId: BroadcastId, sealHash: z.string(), recipients: z.number().int(), skipped: z.number().int() }),
    deadlineMs: 300_000,
  }),
  'broadcast.start': defineCall({ summary: 'Starts sending what was approved.', role: 'manager', input: ById, output: BroadcastProgress }),
  'broadcast.pause': defineCall({
    summary: 'Stops handing messages over; those waiting are kept.',
    role: 'staff',
    input: ById,
    output: BroadcastProgress,
  }),
  'broadcast.resume': defineCall({ summary: 'Goes on with those waiting.', role: 'manager', input: ById, output: BroadcastProgress }),
  'broadcast.stop': defineCall({
    summary: 'Ends the run for good; those waiting are listed as stopped by hand and their coupon codes are released.',
    role: 'manager',
    input: ById,
    output: BroadcastProgress,
  }),
  'broadcast.status': defineCall({
    summary: 'Where a broadcast stands, counted from the people, never from a counter.',
    role: 'staff',
    input: ById,
    output: BroadcastProgress,
  }),
  'broadcast.recipients': defineCall({
    summary: 'What became of every single person, page by page.',
    role: 'staff',
    input: ById.extend({
      state: RecipientState.optional(),
      reason: z.string().max(64).optional(),
      search: z.string().max(200).default(''),
      cursor: Cursor.optional(),
      limit: PageSize.default(100),
    }),
    output: z.strictObject({ recipients: z.array(Recipient), total: z.number().int(), nextCursor: Cursor.nullable() }),
  }),
  'broadcast.report': defineCall({
    summary: 'Funnel of people, failures by reason, cost beside the estimate, replies and opt-outs.',
    role: 'staff',
    input: ById,
    output: z.strictObject({
      summary: BroadcastSummary,
      funnel: z.strictObject({
        shouldGet: z.number().int(),
        delivered: z.number().int(),
        read: z.number().int(),
        replied: z.number().int(),
      }),
      failures: z.array(z.strictObject({ metaCode: z.number().int().nullable(), reason: z.string(), count: z.number().int() })),
      skipped: z.array(z.strictObject({ reason: SkipReason, count: z.number().int() })),
      costByMarket: z.array(CostRow),
      costMicros: Micros,
      estimateMicros: Micros,
      currency: Currency,
      optedOut: z.number().int(),
      couponsSent: z.number().int(),
      sealHash: z.string().nullable(),
    }),
  }),
  'broadcast.sendAgain': defineCall({
    summary: "Puts unconfirmed people back in line, by a person's own decision: the message may arrive twice.",
    role: 'owner',
    input: ById.extend({ sendIds: z.array(SendId).min(1).max(10_000), understood: z.literal(true) }),
    output: z.strictObject({ planned: z.number().int() }),
  }),
}

export const broadcastEvents = {
  'broadcast.progress': defineEvent({ summary: 'Progress of a broadcast, at most four times a second.', data: BroadcastProgress }),
  'broadcast.changed': defineEvent({
    summary: 'A broadcast was drafted, approved, or changed its state.',
    data: z.strictObject({ broadcastId: BroadcastId }),
  }),
}
