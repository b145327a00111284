import { z } from 'zod'
import {
  BroadcastId,
  Currency,
  Cursor,
  CustomerId,
  Locale,
  Micros,
  PageSize,
  ShownPhone,
  SendId,
  SeriesId,
  TimestampMs,
} from '../kernel/values.ts'
import { Audience, BroadcastContent, BroadcastTime } from './broadcast-content.ts'
import { BroadcastReport, FunnelStep, ReplyIntent } from './broadcast-report.ts'
import { BroadcastReview, LanguageCounts, RenderedMessage, SkipReason } from './broadcast-review.ts'
import { BroadcastState, BroadcastSummary } from './broadcast-summary.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'

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
  phone: ShownPhone.nullable(),
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
  phone: ShownPhone.nullable(),
  verdict: z.enum(['goes', 'skipped']),
  reason: SkipReason.nullable(),
})

export const broadcastCalls = {
  'broadcast.list': defineCall({
    summary: 'All broadcasts, newest first.',
    role: 'viewer',
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
    role: 'viewer',
    input: ById,
    output: z.strictObject({ broadcastId: BroadcastId, state: BroadcastState, content: BroadcastContent, savedAt: TimestampMs }),
  }),
  'broadcast.discard': defineCall({ summary: 'Deletes a draft.', role: 'staff', input: ById, output: Nothing }),
  'broadcast.audience': defineCall({
    summary: 'Live counts for an audience: who matches, who would get it, who is left out and why.',
    role: 'viewer',
    input: z.strictObject({ audience: Audience }),
    output: z.strictObject({
      matched: z.number().int(),
      goes: z.number().int(),
      skipped: z.array(z.strictObject({ reason: SkipReason, count: z.number().int() })),
    }),
  }),
  'broadcast.audiencePeople': defineCall({
    summary: 'The people behind one number of broadcast.audience.',
    role: 'viewer',
    input: z.strictObject({
      audience: Audience,
      /** Given when the reason lies in the message. */
      content: BroadcastContent.optional(),
      /** Given for the people behind a number of broadcast.review: who is kept back differs by broadcast. */
      broadcastId: BroadcastId.optional(),
      reason: SkipReason.nullable().default(null),
      /** Of those who go, only whom the review foresees to get another broadcast first; needs the content. */
      restingSoon: z.boolean().default(false),
      cursor: Cursor.optional(),
      limit: PageSize.default(100),
    }),
    output: z.strictObject({ people: z.array(Verdict), nextCursor: Cursor.nullable() }),
  }),
  'broadcast.preview': defineCall({
    summary: 'Renders unsaved or saved content for one person, or for the longest name, an empty field, the nth person, or a language.',
    role: 'viewer',
    input: z.strictObject({
      content: BroadcastContent,
      for: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('customer'), customerId: CustomerId }),
        z.strictObject({ kind: z.literal('nth'), index: z.number().int().min(0) }),
        z.strictObject({ kind: z.literal('longest') }),
        z.strictObject({ kind: z.literal('emptiest') }),
        /** The first who gets it in that language; with the samples of the template where nobody does. */
        z.strictObject({ kind: z.literal('language'), language: z.string() }),
      ]),
    }),
    output: z.strictObject({
      message: RenderedMessage.nullable(),
      index: z.number().int(),
      of: z.number().int(),
      missing: z.array(z.strictObject({ variable: z.string(), people: z.number().int() })),
      languages: LanguageCounts,
      /** What the ordinary message to people with an open window saves or would save; null where it can not be or saves nothing. */
      cheapestWay: z.strictObject({ people: z.number().int(), savesMicros: Micros }).nullable(),
      currency: Currency,
    }),
  }),
  'broadcast.review': defineCall({
    summary: 'Who gets it, who does not and why, what it costs at most, and what stops it.',
    role: 'staff',
    input: ById,
    output: BroadcastReview,
    deadlineMs: 120_000,
  }),
  'broadcast.askApproval': defineCall({
    summary: 'Asks somebody who may approve; until then the draft can not be changed unless it is taken back with broadcast.draft.',
    role: 'staff',
    input: ById,
    output: z.strictObject({ broadcastId: BroadcastId, askedAt: TimestampMs, askedBy: z.string() }),
  }),
  'broadcast.testSend': defineCall({
    summary: 'Sends the message to a phone of the shop, as the first person of the audience would get it. Codes in it are not real ones.',
    role: 'staff',
    /** The number as somebody types it; without a country code it is read as one of the shop's country. */
    input: z.strictObject({ content: BroadcastContent, phone: z.string().trim().min(1).max(40) }),
    output: z.strictObject({ sendId: SendId }),
  }),
  'broadcast.testSent': defineCall({
    summary: 'What became of a test message, and the phones used before.',
    role: 'viewer',
    input: z.strictObject({ sendId: SendId.optional() }),
    output: z.strictObject({
      state: RecipientState.nullable(),
      metaCode: z.number().int().nullable(),
      phones: z.array(ShownPhone),
    }),
  }),
  'broadcast.approve': defineCall({
    summary:
      'Seals the broadcast: renders and freezes every message exactly as reviewed, and takes the coupon codes. Who may is told by broadcast.review.',
    role: 'staff',
    audited: true,
    input: z.strictObject({ broadcastId: BroadcastId, reviewHash: z.string().optional(), acceptUnknownPrices: z.boolean().default(false) }),
    output: z.strictObject({ broadcastId: BroadcastId, sealHash: z.string(), recipients: z.number().int(), skipped: z.number().int() }),
    deadlineMs: 300_000,
  }),
  'broadcast.start': defineCall({
    summary: 'Starts sending what was approved, or plans it when its time is later. With `now` it starts whatever the plan says.',
    role: 'staff',
    audited: true,
    input: ById.extend({ now: z.boolean().default(false) }),
    output: BroadcastProgress,
  }),
  'broadcast.replan': defineCall({
    summary: 'Gives an approved, planned or missed broadcast another time.',
    role: 'staff',
    input: ById.extend({ time: BroadcastTime }),
    output: BroadcastProgress,
  }),
  'broadcast.pause': defineCall({
    summary: 'Stops handing messages over; those waiting are kept.',
    role: 'staff',
    audited: true,
    input: ById,
    output: BroadcastProgress,
  }),
  'broadcast.resume': defineCall({ summary: 'Goes on with those waiting.', role: 'staff', input: ById, output: BroadcastProgress }),
  'broadcast.stop': defineCall({
    summary: 'Ends the run for good; those waiting are listed as stopped by hand and their coupon codes are released.',
    role: 'manager',
    input: ById,
    output: BroadcastProgress,
  }),
  'broadcast.status': defineCall({
    summary: 'Where a broadcast stands, counted from the people, never from a counter.',
    role: 'viewer',
    input: ById,
    output: BroadcastProgress,
  }),
  'broadcast.recipients': defineCall({
    summary: 'What became of every single person, page by page.',
    role: 'viewer',
    input: ById.extend({
      state: RecipientState.optional(),
      reason: z.string().max(64).optional(),
      /** The people behind one number of the report. */
      step: FunnelStep.optional(),
      search: z.string().max(200).default(''),
      cursor: Cursor.optional(),
      limit: PageSize.default(100),
    }),
    output: z.strictObject({ recipients: z.array(Recipient), total: z.number().int(), nextCursor: Cursor.nullable() }),
  }),
  'broadcast.report': defineCall({
    summary: 'Funnel of people, failures by reason, cost beside the estimate, replies by intent, orders, coupons, opt-outs and the effect.',
    role: 'viewer',
    input: ById,
    output: BroadcastReport,
  }),
  'broadcast.replies': defineCall({
    summary: 'Who answered within seven days, with their first answer and what they seem to want.',
    role: 'viewer',
    input: ById.extend({ intent: ReplyIntent.optional(), cursor: Cursor.optional(), limit: PageSize.default(100) }),
    output: z.strictObject({
      replies: z.array(
        z.strictObject({
          customerId: CustomerId,
          name: z.string(),
          text: z.string(),
          intent: ReplyIntent,
          at: TimestampMs,
          isAnswered: z.boolean(),
        }),
      ),
      nextCursor: Cursor.nullable(),
    }),
  }),
  'broadcast.export': defineCall({
    summary: 'Writes what became of every single person as CSV or XLSX. Cells that a spreadsheet would compute are made harmless.',
    role: 'manager',
    audited: true,
    input: ById.extend({ format: z.enum(['csv', 'xlsx']), target: FileReference, locale: Locale.optional() }),
    output: z.strictObject({ fileName: z.string(), sizeBytes: z.number().int(), rows: z.number().int() }),
    files: { write: ['target'], holds: 'report' },
    deadlineMs: 120_000,
  }),
  'broadcast.sendAgain': defineCall({
    summary: "Puts unconfirmed people back in line, by a person's own decision: the message may arrive twice.",
    role: 'owner',
    input: ById.extend({ sendIds: z.array(SendId).min(1).max(10_000), understood: z.literal(true) }),
    output: z.strictObject({ planned: z.number().int() }),
  }),
}

/** What the shop decided for all broadcasts. */
export const BroadcastRules = z.strictObject({
  /** Staff may approve for at most so many people. */
  staffMostPeople: z.number().int().min(0).max(1_000_000),
  /** Managers may approve for at most so many people, above it the owner has to; null without limit. */
  managerMostPeople: z.number().int().min(0).max(1_000_000).nullable().default(500),
  /** Above so many people somebody else than the writer must approve; null never. */
  secondPersonAbovePeople: z.number().int().min(0).nullable(),
  /** Nothing is approved that would take a calendar month above this; null is no budget. */
  monthlyBudgetMicros: Micros.nullable(),
  mostOffers: Audience.shape.mostOffers,
})

/** One day's entry in the calendar. */
const CalendarEntry = z.strictObject({
  at: TimestampMs,
  kind: z.enum(['done', 'running', 'planned', 'missed', 'series']),
  name: z.string(),
  broadcastId: BroadcastId.nullable(),
  seriesId: SeriesId.nullable(),
  people: z.number().int().nullable(),
})

export const broadcastRuleCalls = {
  'broadcast.rules': defineCall({
    summary: 'What the shop decided for all broadcasts, with the defaults filled in, and what this month has cost so far.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ rules: BroadcastRules, spentThisMonthMicros: Micros, currency: Currency }),
  }),
  'broadcast.setRules': defineCall({
    summary: 'Changes those rules.',
    role: 'owner',
    input: BroadcastRules,
    output: z.strictObject({ rules: BroadcastRules }),
  }),
  'broadcast.now': defineCall({
    summary: 'What is being sent at this moment and what comes next. Plans are looked at too, as somebody does who woke the computer.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({
      awake: z.boolean(),
      running: z.array(z.strictObject({ broadcastId: BroadcastId, name: z.string(), people: z.number().int(), waiting: z.number().int() })),
      next: z
        .strictObject({ at: TimestampMs, name: z.string(), broadcastId: BroadcastId.nullable(), seriesId: SeriesId.nullable() })
        .nullable(),
    }),
  }),
  'broadcast.calendar': defineCall({
    summary: 'What was sent, is planned, was missed, and when series come next, between two times.',
    role: 'viewer',
    input: z.strictObject({ from: TimestampMs, to: TimestampMs }),
    output: z.strictObject({ entries: z.array(CalendarEntry), timeZone: z.string() }),
  }),
}

export const broadcastEvents = {
  'broadcast.awake': defineEvent({
    summary: 'Whether the laptop must not fall asleep now: something is being sent or begins within minutes.',
    data: z.strictObject({ awake: z.boolean() }),
  }),
  'broadcast.missed': defineEvent({
    summary: 'The time of a planned broadcast passed while nothing could be sent; it asks.',
    data: z.strictObject({ broadcastId: BroadcastId, plannedAt: TimestampMs }),
  }),
  'broadcast.progress': defineEvent({ summary: 'Progress of a broadcast, at most four times a second.', data: BroadcastProgress }),
  'broadcast.changed': defineEvent({
    summary: 'A broadcast was drafted, approved, or changed its state.',
    data: z.strictObject({ broadcastId: BroadcastId }),
  }),
}
