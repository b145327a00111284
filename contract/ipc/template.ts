import { z } from 'zod'
import { TimestampMs } from '../kernel/values.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'
import {
  Blocked,
  DraftContent,
  DraftId,
  DraftLimits,
  DraftPlace,
  DraftState,
  Finding,
  PurposePrices,
  Sample,
  SampleId,
  TemplateLanguage,
  TemplatePurpose,
} from './template-draft.ts'

export const TemplateCategory = z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION'])
/** Meta's states, as read; an unknown one is shown as such and is never sendable. */
export const TemplateStatus = z.enum([
  'PENDING',
  'APPROVED',
  'REJECTED',
  'PAUSED',
  'DISABLED',
  'IN_APPEAL',
  'PENDING_DELETION',
  'DELETED',
  'LIMIT_EXCEEDED',
  'ARCHIVED',
  'UNKNOWN',
])

export const TemplateButton = z.strictObject({
  type: z.enum(['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE', 'CATALOG', 'MPM', 'SPM', 'FLOW', 'REQUEST_CONTACT_INFO', 'OTHER']),
  text: z.string(),
  url: z.string().nullable(),
  /** True when sending needs a value for this button (url suffix, coupon code). */
  needsValue: z.boolean(),
})

/** One thing to fill in, by name or by position ("1"); `card` counts the cards of a carousel from 0. */
export const TemplateVariable = z.strictObject({
  name: z.string(),
  where: z.enum(['header', 'body', 'card']),
  card: z.number().int().nullable(),
  sample: z.string(),
})

export const TemplateHeader = z.strictObject({
  format: z.enum(['TEXT', 'IMAGE', 'VIDEO', 'GIF', 'DOCUMENT', 'LOCATION', 'PRODUCT']),
  text: z.string().nullable(),
  sampleUrl: z.string().nullable(),
})

/** One card of a carousel: media cards are as many as Meta approved, product cards are two that stand for two to ten. */
export const TemplateCard = z.strictObject({
  header: TemplateHeader.nullable(),
  body: z.string(),
  buttons: z.array(TemplateButton),
})

/** A template as the screens need it; `variables` are in the order of their first use. */
export const Template = z.strictObject({
  templateId: z.string(),
  name: z.string(),
  language: z.string(),
  category: TemplateCategory,
  status: TemplateStatus,
  quality: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']),
  rejectedReason: z.string().nullable(),
  parameterFormat: z.enum(['NAMED', 'POSITIONAL']),
  header: TemplateHeader.nullable(),
  body: z.string(),
  footer: z.string().nullable(),
  buttons: z.array(TemplateButton),
  /** Empty unless the template is a carousel. */
  cards: z.array(TemplateCard),
  /** The line over the code of an offer that ends; `hasExpiration` asks for an end at sending. */
  limitedTimeOffer: z.strictObject({ text: z.string(), hasExpiration: z.boolean() }).nullable(),
  variables: z.array(TemplateVariable),
  /** False with the reason when Shopbell can't send this shape yet or Meta does not let it go now. */
  sendable: z.boolean(),
  unsendableReason: z.enum(['status', 'shape']).nullable(),
  syncedAt: TimestampMs,
})

/** Why Meta refused, in its own words, and the sentences it seems to speak of. */
const Refusal = z.strictObject({
  reason: z.string(),
  detail: z.string().nullable(),
  recommendation: z.string().nullable(),
  at: TimestampMs.nullable(),
  places: z.array(DraftPlace),
})

/** A pause: `until` is null where Meta names no end, `needsUnpause` where it lasts until the shop asks. */
const Pause = z.strictObject({ since: TimestampMs.nullable(), until: TimestampMs.nullable(), needsUnpause: z.boolean() })

/** A category that Meta changed or is about to, with what one message costs before and after. */
const CategoryChange = z.strictObject({
  kind: z.enum(['announced', 'done']),
  from: TemplateCategory,
  to: TemplateCategory,
  at: TimestampMs.nullable(),
  microsBefore: z.number().int().nullable(),
  microsAfter: z.number().int().nullable(),
})

/** Changes of an approved template that Meta still allows. */
const EditAllowance = z.strictObject({
  lastDay: z.number().int(),
  perDay: z.number().int(),
  last30Days: z.number().int(),
  per30Days: z.number().int(),
  /** When the next one is allowed; null = now. */
  nextAt: TimestampMs.nullable(),
})

const Counts = z.strictObject({ sent: z.number().int(), delivered: z.number().int(), read: z.number().int() })

const DraftSummary = z.strictObject({
  draftId: DraftId,
  title: z.string(),
  name: z.string(),
  purpose: TemplatePurpose,
  states: z.array(DraftState),
  changedAt: TimestampMs,
})

export const templateCalls = {
  'template.overview': defineCall({
    summary: 'The templates with how often they were used and what needs a look, and the drafts that Meta does not have yet.',
    role: 'viewer',
    input: z.strictObject({ search: z.string().max(200).default('') }),
    output: z.strictObject({
      templates: z.array(
        z.strictObject({
          template: Template,
          /** Broadcasts that used it. */
          timesUsed: z.number().int(),
          needsLook: z.enum(['refused', 'paused', 'category', 'quality']).nullable(),
        }),
      ),
      drafts: z.array(DraftSummary),
      syncedAt: TimestampMs.nullable(),
    }),
  }),
  'template.detail': defineCall({
    summary: 'One template with its other languages, and what Meta said about it.',
    role: 'viewer',
    input: z.strictObject({ templateId: z.string().max(40) }),
    output: z.strictObject({
      template: Template,
      languages: z.array(z.strictObject({ templateId: z.string(), language: z.string(), status: TemplateStatus })),
      timesUsed: z.number().int(),
      refusal: Refusal.nullable(),
      pause: Pause.nullable(),
      category: CategoryChange.nullable(),
      edits: EditAllowance,
      prices: PurposePrices,
    }),
  }),
  'template.draftFrom': defineCall({
    summary: 'Begins a draft from a starter, from a template of the library, or from one that Meta has: to change that one, or as a copy.',
    role: 'staff',
    input: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('starter'),
        starter: z.enum(['coupon', 'limited-time', 'carousel', 'products', 'blank', 'notice']),
        languages: z.array(TemplateLanguage).min(1).max(20),
      }),
      z.strictObject({ kind: z.literal('template'), templateId: z.string().max(40), use: z.enum(['change', 'copy']) }),
      z.strictObject({ kind: z.literal('library'), name: z.string().max(512), language: TemplateLanguage }),
    ]),
    output: z.strictObject({ draftId: DraftId }),
    deadlineMs: 60_000,
  }),
  'template.draft': defineCall({
    summary: 'A draft with where each language stands.',
    role: 'viewer',
    input: z.strictObject({ draftId: DraftId }),
    output: z.strictObject({
      draftId: DraftId,
      content: DraftContent,
      name: z.string(),
      states: z.array(DraftState),
      samples: z.array(Sample),
      refusals: z.array(Refusal.extend({ language: TemplateLanguage })),
      edits: z.array(EditAllowance.extend({ language: TemplateLanguage })),
      prices: PurposePrices,
      changedAt: TimestampMs,
    }),
  }),
  'template.saveDraft': defineCall({
    summary: 'Keeps a draft.',
    role: 'staff',
    input: z.strictObject({ draftId: DraftId, content: DraftContent }),
    output: z.strictObject({ draftId: DraftId, states: z.array(DraftState), changedAt: TimestampMs }),
  }),
  'template.deleteDraft': defineCall({
    summary: 'Forgets a draft and its files; what Meta has stays.',
    role: 'staff',
    input: z.strictObject({ draftId: DraftId }),
    output: Nothing,
  }),
  'template.check': defineCall({
    summary: 'Says what Meta would refuse or change in a draft as it is on screen, and what can not be added to it.',
    role: 'staff',
    input: z.strictObject({ draftId: DraftId, content: DraftContent }),
    output: z.strictObject({
      findings: z.array(Finding),
      /** What was looked at and is fine everywhere. */
      passes: z.array(z.enum(['samples', 'fields', 'words', 'links', 'form'])),
      blocked: z.array(Blocked),
      limits: DraftLimits,
      /** The name under which Meta will have it. */
      name: z.string(),
      /** Languages without anything that Meta refuses for sure. */
      filled: z.array(TemplateLanguage),
    }),
  }),
  'template.addSample': defineCall({
    summary: 'Takes a photo, film or file as an example for the header; kept sealed in the vault until it is handed in.',
    role: 'staff',
    input: z.strictObject({ draftId: DraftId, file: FileReference }),
    output: Sample,
    files: { read: ['file'] },
  }),
  'template.sample': defineCall({
    summary: 'An example to look at; null for what is no picture.',
    role: 'viewer',
    input: z.strictObject({ sampleId: SampleId }),
    output: z.strictObject({ dataUrl: z.string().nullable() }),
  }),
  'template.submit': defineCall({
    summary: 'Hands languages of a draft in for review, one after the other, and says what became of each.',
    role: 'manager',
    input: z.strictObject({ draftId: DraftId, languages: z.array(TemplateLanguage).min(1).max(20) }),
    output: z.strictObject({ states: z.array(DraftState) }),
    deadlineMs: 600_000,
  }),
  'template.remove': defineCall({
    summary: 'Deletes a template at Meta, in one language or in all.',
    role: 'manager',
    input: z.strictObject({ templateId: z.string().max(40), everyLanguage: z.boolean() }),
    output: z.strictObject({ removed: z.number().int() }),
    deadlineMs: 60_000,
  }),
  'template.unpause': defineCall({
    summary: 'Asks Meta to end a pause that does not end by itself.',
    role: 'manager',
    input: z.strictObject({ templateId: z.string().max(40) }),
    output: z.strictObject({ isUnpaused: z.boolean() }),
    deadlineMs: 60_000,
  }),
  'template.enableAnalytics': defineCall({
    summary: 'Lets Meta count what becomes of templates; this can not be taken back.',
    role: 'owner',
    input: Nothing,
    output: Nothing,
    deadlineMs: 60_000,
  }),
  'template.analytics': defineCall({
    summary: 'What became of the messages of a template, day by day as Meta counted them.',
    role: 'viewer',
    input: z.strictObject({ templateId: z.string().max(40), days: z.union([z.literal(7), z.literal(30), z.literal(90)]) }),
    output: z.strictObject({
      /** False when Meta was not asked to count yet. */
      isEnabled: z.boolean(),
      /** When the numbers were read; null when never. */
      readAt: TimestampMs.nullable(),
      days: z.array(Counts.extend({ day: z.iso.date() })),
      totals: Counts.extend({ clicked: z.number().int() }),
      clicks: z.array(z.strictObject({ button: z.string(), type: z.string(), count: z.number().int() })),
      cost: z.strictObject({ micros: z.number().int(), currency: z.string(), perDeliveredMicros: z.number().int().nullable() }).nullable(),
    }),
    deadlineMs: 60_000,
  }),
  'template.library': defineCall({
    summary: "Meta's ready-made notices.",
    role: 'viewer',
    input: z.strictObject({ search: z.string().max(200).default(''), language: TemplateLanguage }),
    output: z.strictObject({
      items: z.array(z.strictObject({ name: z.string(), language: z.string(), topic: z.string(), header: z.string(), body: z.string() })),
    }),
    deadlineMs: 60_000,
  }),
  'template.sync': defineCall({
    summary: 'Reads all templates from Meta again.',
    role: 'staff',
    input: Nothing,
    output: z.strictObject({
      total: z.number().int(),
      added: z.number().int(),
      changed: z.number().int(),
      removed: z.number().int(),
      syncedAt: TimestampMs,
    }),
    deadlineMs: 120_000,
  }),
  'template.list': defineCall({
    summary: 'The templates as last read.',
    role: 'viewer',
    input: z.strictObject({
      status: TemplateStatus.optional(),
      category: TemplateCategory.optional(),
      search: z.string().max(200).default(''),
    }),
    output: z.strictObject({ templates: z.array(Template), syncedAt: TimestampMs.nullable() }),
  }),
}

export const templateEvents = {
  'template.changed': defineEvent({
    summary: 'Templates were read again, Meta changed the state of one, or a draft was kept.',
    data: z.strictObject({ templateId: z.string().nullable() }),
  }),
}
