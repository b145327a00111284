import { z } from 'zod'
import { TimestampMs } from '../kernel/values.ts'
import { DRAFT_BOX_CHARACTERS } from '../limits/template-draft.ts'

const words = (most: number = DRAFT_BOX_CHARACTERS) => z.string().max(most)

export const DraftId = z
  .string()
  .regex(/^tpd_[0-9a-z]{10,32}$/)
  .brand<'DraftId'>()
export const SampleId = z
  .string()
  .regex(/^tps_[0-9a-z]{10,32}$/)
  .brand<'SampleId'>()

/** Meta's code of a language, such as zh_TW. */
export const TemplateLanguage = z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/)
export const TemplatePurpose = z.enum(['MARKETING', 'UTILITY'])
export const HeaderFormat = z.enum(['NONE', 'TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION', 'PRODUCT'])
export const DraftButtonType = z.enum([
  'QUICK_REPLY',
  'URL',
  'PHONE_NUMBER',
  'COPY_CODE',
  'CATALOG',
  'MPM',
  'SPM',
  'FLOW',
  'REQUEST_CONTACT_INFO',
])

/** One button; `value` is its address, telephone number, sample code or flow, `sample` an address with its end filled in. */
export const DraftButton = z.strictObject({
  type: DraftButtonType,
  text: words(),
  value: words().default(''),
  sample: words().default(''),
})

export const DraftHeader = z.strictObject({
  format: HeaderFormat,
  text: words().default(''),
  sampleId: SampleId.nullable().default(null),
})

/** One card of a carousel; product cards have a button and nothing else. */
export const DraftCard = z.strictObject({
  sampleId: SampleId.nullable().default(null),
  body: words().default(''),
  buttons: z.array(DraftButton).max(10).default([]),
})

export const DraftCarousel = z.strictObject({ kind: z.enum(['IMAGE', 'VIDEO', 'PRODUCT']), cards: z.array(DraftCard).max(10) })

/** The words of one language. The shape is the same in all of them as a rule, but nothing demands it. */
export const DraftText = z.strictObject({
  language: TemplateLanguage,
  header: DraftHeader,
  body: words(),
  footer: words().default(''),
  buttons: z.array(DraftButton).max(20).default([]),
  carousel: DraftCarousel.nullable().default(null),
  offer: z.strictObject({ text: words(), hasExpiration: z.boolean() }).nullable().default(null),
  /** An example for each field, by its name. */
  samples: z.record(words(), words()).default({}),
})

/** A template before and beside what Meta has of it. */
export const DraftContent = z.strictObject({
  title: words(120),
  /** Written by hand; null lets Shopbell make it from the title. */
  ownName: z
    .string()
    .regex(/^[a-z0-9_]*$/)
    .max(512)
    .nullable()
    .default(null),
  purpose: TemplatePurpose,
  texts: z.array(DraftText).max(20),
})

/** A part of a text that a finding speaks about; `start` and `end` count characters of the field (UTF-16). */
export const DraftPlace = z.strictObject({
  part: z.enum(['title', 'name', 'language', 'header', 'body', 'footer', 'button', 'card', 'cardButton', 'offer', 'sample']),
  /** Which button or card, from 0; null where there is one only. */
  index: z.number().int().nullable(),
  /** Which button of the card. */
  inner: z.number().int().nullable(),
  /** The field's name where an example is meant. */
  field: z.string().nullable(),
  start: z.number().int(),
  end: z.number().int(),
})

/** What Meta refuses for sure (`error`) or often (`warning`); `suggestion` is what may stand at the place instead. */
export const Finding = z.strictObject({
  rule: z.string(),
  level: z.enum(['error', 'warning']),
  language: TemplateLanguage.nullable(),
  place: DraftPlace,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  suggestion: z.string().nullable(),
})

/** The most letters and pieces that fit the draft as it is now; from Meta's list, which the screen does not know. */
export const DraftLimits = z.strictObject({
  name: z.number().int(),
  header: z.number().int(),
  body: z.number().int(),
  footer: z.number().int(),
  buttons: z.number().int(),
  buttonText: z.number().int(),
  url: z.number().int(),
  code: z.number().int(),
  offer: z.number().int(),
  cardBody: z.number().int(),
  cardButtons: z.number().int(),
  minCards: z.number().int(),
  cards: z.number().int(),
})

/** Something that can not be added now, and why. */
export const Blocked = z.strictObject({
  what: z.union([
    z.templateLiteral(['button.', DraftButtonType]),
    z.templateLiteral(['header.', HeaderFormat]),
    z.templateLiteral(['cardButton.', DraftButtonType]),
    z.enum(['footer', 'carousel', 'offer']),
  ]),
  reason: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** Where one language stands with Meta. */
export const DraftState = z.strictObject({
  language: TemplateLanguage,
  /** `cut-off`: nobody knows whether Meta has it; asked again before anything is sent. */
  state: z.enum(['draft', 'sent', 'failed', 'cut-off']),
  /** Meta's id; given when Meta has it, or when this language replaces what Meta has. */
  templateId: z.string().nullable(),
  /** True when the words differ from what Meta has. */
  isChanged: z.boolean(),
  /** Meta's state as last read; null when Meta has none. */
  status: z.string().nullable(),
  at: TimestampMs.nullable(),
  error: z.strictObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }).nullable(),
})

export const Sample = z.strictObject({
  sampleId: SampleId,
  fileName: z.string(),
  mime: z.string(),
  sizeBytes: z.number().int(),
})

/** What one message of each purpose costs in the shop's own market; null where no price is known. */
export const PurposePrices = z.strictObject({
  market: z.string(),
  currency: z.string(),
  offerMicros: z.number().int().nullable(),
  noticeMicros: z.number().int().nullable(),
})
