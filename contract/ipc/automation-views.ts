import { z } from 'zod'
import { AutomationId, Currency, CustomerId, MessageId, Micros, OrderId, TimestampMs } from '../kernel/values.ts'
import { AutomationKind, AutomationWork } from './automation-kinds.ts'
import { PartId } from './automation-parts.ts'
import { MessageContent } from './inbox-message.ts'
import { StaffName } from './staff.ts'

/** Why a person took over, or has to. `order-trouble`: words of it; `loop`: it looked like another machine; `by-hand`: a person asked for silence. */
export const HandOverReason = z.enum(['asked', 'misses', 'anger', 'order-trouble', 'loop', 'staff', 'automation', 'by-hand'])
export type HandOverReason = z.infer<typeof HandOverReason>

/** What became of a message that automations looked at, or of a planned step. `not-said`: it would have answered; `why` says what kept it. */
export const UseOutcome = z.enum(['answered', 'handed-over', 'missed', 'not-said'])

/** Why one does not answer. */
export const WhyNot = z.enum([
  'off',
  'paused',
  'not-ready',
  /** Another one that goes before it answers. */
  'goes-later',
  'no-word',
  'other-language',
  'no-text',
  'not-first',
  'open-now',
  'hours-unknown',
  'said-lately',
  /** The same words went to this customer within ten minutes. */
  'said-already',
  'silent',
  'loop',
  'too-old',
  'window-closed',
  'withdrawn',
  'blocked',
  'send-refused',
])
export type WhyNot = z.infer<typeof WhyNot>

/** Where in the order a message was decided. */
export const DecidedBy = z.enum(['offer-word', 'flow', 'hand-over', 'keywords', 'menu', 'greeting', 'away', 'fallback'])
export type DecidedBy = z.infer<typeof DecidedBy>

export const AutomationUse = z.strictObject({
  useId: z.string(),
  automationId: AutomationId.nullable(),
  name: z.string(),
  kind: AutomationKind.nullable(),
  decidedBy: DecidedBy.nullable(),
  /** Rule, option or step within the automation. */
  partId: z.string().nullable(),
  customerId: CustomerId,
  customerName: z.string(),
  at: TimestampMs,
  /** What the customer wrote, shortened; empty for planned steps. */
  said: z.string(),
  /** The first message that answered it. */
  messageId: MessageId.nullable(),
  outcome: UseOutcome,
  why: WhyNot.nullable(),
  handedOver: HandOverReason.nullable(),
  wrong: z.strictObject({ at: TimestampMs, by: z.string() }).nullable(),
})

/** The plain sentence that says what an automation does; the screen's words are filled with these values. */
export const AutomationSentence = z.discriminatedUnion('key', [
  z.strictObject({ key: z.literal('greeting-first') }),
  z.strictObject({ key: z.literal('greeting-silence'), days: z.number().int() }),
  z.strictObject({ key: z.literal('away-shop'), specialDays: z.number().int(), openNow: z.boolean().nullable() }),
  z.strictObject({ key: z.literal('away-own'), specialDays: z.number().int(), openNow: z.boolean() }),
  z.strictObject({ key: z.literal('keywords'), rules: z.number().int(), words: z.array(z.string()).max(3) }),
  z.strictObject({ key: z.literal('menu'), options: z.array(z.string()).max(10), words: z.array(z.string()).max(3) }),
  z.strictObject({ key: z.literal('flow'), steps: z.number().int(), words: z.array(z.string()).max(3) }),
  z.strictObject({ key: z.literal('recommend'), rules: z.number().int(), most: z.number().int(), words: z.array(z.string()).max(3) }),
  z.strictObject({ key: z.literal('survey'), afterMinutes: z.number().int(), onceInDays: z.number().int() }),
  z.strictObject({ key: z.literal('reminder-order-state'), state: z.string(), afterMinutes: z.number().int() }),
  z.strictObject({ key: z.literal('reminder-order-due'), hoursBefore: z.number().int() }),
  z.strictObject({ key: z.literal('reminder-date'), date: z.string(), daysBefore: z.number().int(), hour: z.number().int() }),
  z.strictObject({ key: z.literal('drip'), steps: z.number().int(), firstAfterHours: z.number().int(), products: z.number().int() }),
  z.strictObject({ key: z.literal('offer-words'), words: z.number().int(), pile: z.boolean() }),
])

/** What keeps an automation from working; `place` is a path within its work, as rules.2.answer. */
export const AutomationIssue = z.strictObject({
  place: z.string(),
  issue: z.enum([
    'text-missing',
    'text-too-long',
    'label-missing',
    'label-too-long',
    'label-twice',
    'too-many-options',
    'id-twice',
    'step-missing',
    'word-twice',
    'nothing-to-say',
    'hours-missing',
    'hours-refused',
    'quick-reply-missing',
    'product-missing',
    'catalog-missing',
    'template-missing',
    'template-not-sendable',
    'value-missing',
    'automation-missing',
    'automation-wrong-kind',
    'steps-out-of-order',
  ]),
  /** What it is about: a word, a label, a product. */
  about: z.string(),
})
export type AutomationIssue = z.infer<typeof AutomationIssue>

export const Automation = z.strictObject({
  automationId: AutomationId,
  name: z.string(),
  kind: AutomationKind,
  on: z.boolean(),
  work: AutomationWork,
  sentence: AutomationSentence,
  /** What must be mended before it can be switched on; on one that is on, what keeps parts of it from answering. */
  issues: z.array(AutomationIssue),
  /** This month in the shop's time zone. */
  month: z.strictObject({ messages: z.number().int(), costMicros: Micros, currency: Currency, isSample: z.boolean() }),
  lastUses: z.array(AutomationUse).max(5),
  last7Days: z.strictObject({ answered: z.number().int(), handedOver: z.number().int(), wrong: z.number().int() }),
  /** Planned steps that wait. */
  planned: z.number().int(),
  savedAt: TimestampMs,
  savedBy: z.string(),
})

export const AutomationChat = z.strictObject({
  customerId: CustomerId,
  /** Null: automations answer here. */
  silent: z.strictObject({ until: TimestampMs, reason: HandOverReason, assignedTo: StaffName.nullable() }).nullable(),
  /** The flow or menu that waits for an answer. */
  waiting: z
    .strictObject({ automationId: AutomationId, name: z.string(), partId: z.string(), since: TimestampMs, until: TimestampMs })
    .nullable(),
  /** Messages in a row that nothing could answer. */
  misses: z.number().int(),
  planned: z.number().int(),
  openDoubts: z.number().int(),
})

/** Why a planned step was not said. */
export const PlanReason = z.enum([
  'too-late',
  'replied',
  'ordered',
  'opted-out',
  'window-closed',
  'asked-lately',
  'order-changed',
  'switched-off',
  'paused',
  'not-ready',
  'blocked',
  'person-busy',
  'said-already',
  'send-refused',
  'restored-copy',
  'by-hand',
])

/** A reminder, a step of a drip or a survey. */
export const PlannedStep = z.strictObject({
  plannedId: z.string(),
  automationId: AutomationId,
  name: z.string(),
  kind: AutomationKind,
  partId: z.string().nullable(),
  customerId: CustomerId,
  customerName: z.string(),
  orderId: OrderId.nullable(),
  dueAt: TimestampMs,
  state: z.enum(['waiting', 'sent', 'skipped', 'cancelled']),
  /** Why it was skipped or cancelled. */
  reason: PlanReason.nullable(),
  overAt: TimestampMs.nullable(),
})

export const DoubtfulWish = z.strictObject({
  doubtId: z.string(),
  customerId: CustomerId,
  customerName: z.string(),
  messageId: MessageId.nullable(),
  text: z.string(),
  at: TimestampMs,
  /** What it may ask for, and the words that raised the doubt. */
  mayMean: z.enum(['stop', 'start']),
  words: z.string(),
  settled: z.strictObject({ decision: z.enum(['stop', 'start', 'neither']), at: TimestampMs, by: z.string() }).nullable(),
})

const Asked = z.strictObject({
  decidedBy: DecidedBy,
  /** Null for hand-over words and the text that nothing was understood. */
  automationId: AutomationId.nullable(),
  name: z.string(),
  partId: PartId.nullable(),
  partName: z.string(),
})

export const TryResult = z.strictObject({
  /** Null: nothing answers. */
  winner: Asked.extend({
    /** The word that fitted, as it stands in the rule. */
    word: z.string().nullable(),
    handsOver: HandOverReason.nullable(),
  }).nullable(),
  /** What the customer would see. */
  messages: z.array(MessageContent),
  /** Why the winner would say nothing all the same: said within ten minutes, silent, paused. */
  keptBack: WhyNot.nullable(),
  others: z.array(Asked.extend({ why: WhyNot })),
  /** Whether the text ends or begins offers, for certain or perhaps. */
  offers: z.enum(['stop', 'start', 'doubtful-stop', 'doubtful-start']).nullable(),
})

export const DueTry = z.strictObject({
  /** Whether the customer's reply window is open; null without a customer. */
  window: z.enum(['open', 'closed']).nullable(),
  steps: z.array(
    z.strictObject({
      /** The step of a drip. */
      partId: PartId.nullable(),
      /** What goes while the reply window is open, and what while it is closed; null: the other, or nothing. */
      open: MessageContent.nullable(),
      closed: MessageContent.nullable(),
      /** Why this customer would not get it now. */
      keptBack: PlanReason.nullable(),
      /** When the quiet hours of the recipient end. */
      waitsUntil: TimestampMs.nullable(),
    }),
  ),
})
