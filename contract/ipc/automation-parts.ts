import { z } from 'zod'
import { AutomationId, QuickReplyId } from '../kernel/values.ts'
import { AUTOMATION_LIMITS as L } from '../limits/automation.ts'

/** What is said in one language, as customers' languages are written: en, zh-TW, pt-BR. */
export const SpokenText = z.strictObject({ language: z.string().trim().min(2).max(20), text: z.string().max(L.textCharacters) })

/**
 * The same said in several languages; the first one is for everybody whose language is not among them. May hold {{name}},
 * {{addressAs}} and {{shop}}; away also {{opens}} and {{holiday}}; what follows an order also {{number}}, {{total}}, {{tracking}}
 * and {{due}}. Where a value is missing, the words after a bar are said ({{name|friend}}), else nothing.
 */
export const SpokenTexts = z.array(SpokenText).max(L.languages)
export type SpokenTexts = z.infer<typeof SpokenTexts>

/** Ids that the screen makes for parts of an automation; they must differ within it. */
export const PartId = z.string().regex(/^[0-9a-z][0-9a-z-]{0,29}$/)

export const TriggerWord = z.string().trim().min(1).max(L.wordCharacters)
export const TriggerWords = z.array(TriggerWord).max(L.words)

/**
 * How a word is looked for, after folding width, case, accents and both writings of Chinese. `contains`: anywhere; words of
 * Latin letters only as whole words. `exact`: the message says nothing else. `fuzzy`: like contains, with one wrong letter in
 * words of 4 to 7 letters and two in longer ones; Chinese as `contains`.
 */
export const WordMatch = z.enum(['contains', 'exact', 'fuzzy'])

/** What is said by itself. */
export const AutomaticAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), texts: SpokenTexts.min(1) }),
  z.strictObject({ kind: z.literal('quick-reply'), quickReplyId: QuickReplyId }),
  z.strictObject({ kind: z.literal('products'), retailerIds: z.array(z.string().max(100)).min(1).max(30), texts: SpokenTexts }),
  /** Opens a menu, begins a flow, or recommends products. */
  z.strictObject({ kind: z.literal('start'), automationId: AutomationId }),
])
export type AutomaticAnswer = z.infer<typeof AutomaticAnswer>

/** How something ends: what is said, the tag that the customer gets (empty: none), and whether a person takes over. */
export const AutomationEnding = z.strictObject({
  answer: AutomaticAnswer.nullable().default(null),
  tag: z.string().trim().max(60).default(''),
  handOver: z.boolean().default(false),
})

/** Buttons: up to 3 of 20 characters. List: up to 10 rows of 24 characters with a second line of 72. */
export const ChoiceForm = z.enum(['buttons', 'list'])

const option = {
  optionId: PartId,
  labels: SpokenTexts.min(1),
  /** Second line of a row; not for buttons. */
  descriptions: SpokenTexts.default([]),
}

export const MenuOption = z.strictObject({ ...option, ending: AutomationEnding })

export const FlowNext = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('step'), stepId: PartId }),
  z.strictObject({ kind: z.literal('end'), ending: AutomationEnding }),
])

/** Where an answer is kept with the customer. */
export const KeepAnswer = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('tag'), prefix: z.string().max(30).default('') }),
  z.strictObject({ as: z.literal('note'), label: z.string().max(60).default('') }),
  z.strictObject({ as: z.literal('field'), field: z.enum(['name', 'addressAs', 'language']) }),
  /** A day of the year (birthday, service-due, or a name of the shop's own); only for dates. */
  z.strictObject({ as: z.literal('day'), date: z.string().trim().min(1).max(40) }),
])

/** What counts as an answer to a step's question. */
export const StepAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text') }),
  z.strictObject({ kind: z.literal('number'), least: z.number().nullable().default(null), most: z.number().nullable().default(null) }),
  z.strictObject({ kind: z.literal('date') }),
  z.strictObject({
    kind: z.literal('choice'),
    form: ChoiceForm,
    /** What opens the list; not for buttons. */
    buttonLabels: SpokenTexts.default([]),
    /** `next` null: as the step says. */
    options: z
      .array(z.strictObject({ ...option, next: FlowNext.nullable().default(null) }))
      .min(1)
      .max(L.rows),
  }),
])

export const FlowStep = z.strictObject({
  stepId: PartId,
  texts: SpokenTexts.min(1),
  /** Said before the question when the answer did not fit. */
  againTexts: SpokenTexts.default([]),
  answer: StepAnswer,
  keep: KeepAnswer.nullable().default(null),
  next: FlowNext,
})

/** An approved template. Values may hold the same {{words}} as texts; the customer's language is taken where the template has it. */
export const DueTemplate = z.strictObject({
  name: z.string().min(1).max(512),
  language: z.string().min(2).max(20),
  values: z.record(z.string().max(60), z.string().max(1024)).default({}),
})

/** What is said when something falls due: the texts while the reply window is open, else the template; null says nothing then. */
export const DueMessage = z.strictObject({ texts: SpokenTexts.default([]), template: DueTemplate.nullable().default(null) })
export type DueMessage = z.infer<typeof DueMessage>
