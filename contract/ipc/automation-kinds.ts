import { z } from 'zod'
import { StaffId } from '../kernel/values.ts'
import { AUTOMATION_LIMITS as L } from '../limits/automation.ts'
import {
  AutomaticAnswer,
  ChoiceForm,
  DueMessage,
  DueTemplate,
  FlowStep,
  MenuOption,
  PartId,
  SpokenTexts,
  TriggerWords,
  WordMatch,
} from './automation-parts.ts'
import { OpeningHours } from './profile.ts'

const span = OpeningHours.omit({ day: true })
const Tags = z.array(z.string().trim().min(1).max(60)).max(20)
const RetailerIds = z.array(z.string().min(1).max(100)).max(30)
const GraceHours = z.number().int().min(1).max(168).default(12)

/** A day with hours of its own, in the shop's time zone; no hours: closed all day. */
export const SpecialDay = z.strictObject({
  date: z.iso.date(),
  /** Every year on the same day and month. */
  everyYear: z.boolean().default(false),
  name: z.string().trim().max(60).default(''),
  hours: z.array(span).max(4).default([]),
})

/** For whom the words are: any of these languages, by the customer's language; none named: everybody. */
const Languages = z.array(z.string().min(2).max(20)).max(L.languages).default([])

export const KeywordRule = z.strictObject({
  ruleId: PartId,
  name: z.string().trim().max(60).default(''),
  words: TriggerWords.min(1),
  match: WordMatch.default('contains'),
  languages: Languages,
  answer: AutomaticAnswer,
  /** `offer-person` puts a button for it under a text; `hand-over` hands over after answering. */
  afterwards: z.enum(['nothing', 'offer-person', 'hand-over']).default('nothing'),
})

/** What one automation does. Each kind may be there several times; of greetings, away texts, surveys and offer words one can be on. */
export const AutomationWork = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('greeting'),
    /** The first message ever, or also the first one after so many days without any. */
    when: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('first-ever') }),
      z.strictObject({ kind: z.literal('after-silence'), days: z.number().int().min(1).max(365) }),
    ]),
    answer: AutomaticAnswer,
  }),
  z.strictObject({
    kind: z.literal('away'),
    /** The opening hours of the profile page, or hours of its own; in the shop's time zone. */
    hours: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('shop') }),
      z.strictObject({ kind: z.literal('own'), hours: z.array(OpeningHours).max(28) }),
    ]),
    specialDays: z.array(SpecialDay).max(L.specialDays).default([]),
    answer: AutomaticAnswer,
    /** Said again to the same customer after so many hours at the earliest. */
    againAfterHours: z.number().int().min(1).max(168).default(12),
  }),
  z.strictObject({ kind: z.literal('keywords'), rules: z.array(KeywordRule).max(L.keywordRules) }),
  z.strictObject({
    kind: z.literal('menu'),
    /** Words that open it; none: only other automations do. */
    words: TriggerWords.default([]),
    texts: SpokenTexts.min(1),
    form: ChoiceForm,
    buttonLabels: SpokenTexts.default([]),
    options: z.array(MenuOption).min(1).max(L.rows),
  }),
  z.strictObject({
    kind: z.literal('flow'),
    words: TriggerWords.default([]),
    /** Asked in this order unless an answer leads elsewhere. */
    steps: z.array(FlowStep).min(1).max(L.flowSteps),
    /** Forgotten after so many hours without an answer. */
    expiresHours: z.number().int().min(1).max(23).default(4),
  }),
  z.strictObject({
    kind: z.literal('recommend'),
    words: TriggerWords.default([]),
    texts: SpokenTexts.min(1),
    /** Goods for whom has any of the tags or bought any of these; the first rules count more. */
    rules: z
      .array(z.strictObject({ ruleId: PartId, tags: Tags.default([]), bought: RetailerIds.default([]), retailerIds: RetailerIds.min(1) }))
      .max(L.recommendRules)
      .default([]),
    /** Also what others bought together with what this customer bought. */
    alsoBought: z.boolean().default(true),
    /** Leaves out what the customer bought in so many days; 0 leaves out nothing. */
    leaveOutBoughtDays: z.number().int().min(0).max(3650).default(30),
    most: z.number().int().min(1).max(L.recommendProducts).default(5),
    otherwise: RetailerIds.default([]),
  }),
  z.strictObject({
    kind: z.literal('survey'),
    /** After the conversation was closed. */
    afterMinutes: z.number().int().min(0).max(1380).default(5),
    texts: SpokenTexts.min(1),
    form: ChoiceForm,
    buttonLabels: SpokenTexts.default([]),
    /** Three for buttons, up to five for a list; 5 is best. */
    choices: z
      .array(z.strictObject({ score: z.number().int().min(1).max(5), labels: SpokenTexts.min(1) }))
      .min(2)
      .max(5),
    /** Asked after the score; empty: not asked. */
    commentTexts: SpokenTexts.default([]),
    thanksTexts: SpokenTexts.default([]),
    onceInDays: z.number().int().min(1).max(3650).default(30),
    /** With answer buttons in the order of `choices`; sent when the window is closed. Null: not asked then. */
    template: DueTemplate.nullable().default(null),
    graceHours: GraceHours,
  }),
  z.strictObject({
    kind: z.literal('reminder'),
    about: z.discriminatedUnion('kind', [
      /** An order came into a state, by the order page's own names of states. */
      z.strictObject({
        kind: z.literal('order-state'),
        state: z.string().min(1).max(40),
        afterMinutes: z.number().int().min(0).max(525_600).default(0),
      }),
      /** So many hours before an order is due. */
      z.strictObject({ kind: z.literal('order-due'), hoursBefore: z.number().int().min(0).max(8_760) }),
      /** A day of the customer (birthday, service-due) comes in so many days. */
      z.strictObject({
        kind: z.literal('customer-date'),
        date: z.string().trim().min(1).max(40),
        daysBefore: z.number().int().min(0).max(90),
        hour: z.number().int().min(0).max(23),
      }),
    ]),
    message: DueMessage,
    graceHours: GraceHours,
  }),
  z.strictObject({
    kind: z.literal('drip'),
    /** After an order with any of these; none named: after any order. */
    products: RetailerIds.default([]),
    /** Hours count from the order. */
    steps: z
      .array(
        z.strictObject({
          stepId: PartId,
          afterHours: z
            .number()
            .int()
            .min(1)
            .max(24 * 400),
          message: DueMessage,
        }),
      )
      .min(1)
      .max(L.dripSteps),
    /** An offer goes only to who agreed to offers. */
    purpose: z.enum(['offer', 'notice']).default('offer'),
    /** Ends when the customer does this; opting out always ends it. */
    stopOn: z.strictObject({ reply: z.boolean(), order: z.boolean() }).default({ reply: true, order: true }),
    /** The same customer is taken in again after so many days at the earliest. */
    onceInDays: z.number().int().min(0).max(3650).default(30),
    graceHours: GraceHours,
  }),
  z.strictObject({
    kind: z.literal('offer-words'),
    /** Whole messages that end or begin offers, beside those that Shopbell knows (automation.words). */
    stop: TriggerWords.default([]),
    start: TriggerWords.default([]),
    /** Said after it was done; empty: nothing is said. */
    stopTexts: SpokenTexts.default([]),
    startTexts: SpokenTexts.default([]),
    /** Messages that may mean it are laid aside for a person. */
    pile: z.boolean().default(true),
  }),
])
export type AutomationWork = z.infer<typeof AutomationWork>
export const AutomationKind = z.enum([
  'greeting',
  'away',
  'keywords',
  'menu',
  'flow',
  'recommend',
  'survey',
  'reminder',
  'drip',
  'offer-words',
])

/** What holds for all automations. */
export const AutomationSettings = z.strictObject({
  handOver: z.strictObject({
    onAsked: z.boolean(),
    /** Beside those that Shopbell knows (automation.words). */
    askedWords: TriggerWords,
    /** After so many messages in a row that nothing could answer; 0: never. */
    afterMisses: z.number().int().min(0).max(5),
    onAnger: z.boolean(),
    angerWords: TriggerWords,
    onOrderTrouble: z.boolean(),
    orderWords: TriggerWords,
    /** Somebody of the shop writes or answers in the chat. */
    onStaff: z.boolean(),
    /** Who gets the conversation; null leaves it among the new ones. */
    assignTo: StaffId.nullable(),
    /** Said to the customer; empty: nothing is said. */
    texts: SpokenTexts,
    /** On the button that offers a person. */
    buttonTexts: SpokenTexts,
    silentHours: z.number().int().min(1).max(168),
  }),
  /** Said where nothing else fits a text. */
  fallback: z.strictObject({ on: z.boolean(), texts: SpokenTexts }),
  /** More automatic messages to one customer than that hand over: it may be another machine. */
  loop: z.strictObject({ messages: z.number().int().min(3).max(50), minutes: z.number().int().min(1).max(120) }),
  /** Hours of the recipient in which nothing leaves that nobody asked for (reminders, drips, surveys); null: none. */
  quietHours: z.strictObject({ fromHour: z.number().int().min(0).max(23), toHour: z.number().int().min(0).max(23) }).nullable(),
  /** Messages older than this get no answer but the away text. */
  freshMinutes: z.number().int().min(1).max(1_440),
})
export type AutomationSettings = z.infer<typeof AutomationSettings>
