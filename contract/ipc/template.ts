import { z } from 'zod'
import { TimestampMs } from '../kernel/values.ts'
import { defineCall, defineEvent, Nothing } from './define.ts'

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

export const templateCalls = {
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
    role: 'staff',
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
    summary: 'Templates were read again, or Meta changed the state of one.',
    data: z.strictObject({ templateId: z.string().nullable() }),
  }),
}
