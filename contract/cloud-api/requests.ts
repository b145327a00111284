import { z } from 'zod'
import { interactiveSchema } from './request-interactive.ts'
import { templateSendSchema } from './request-template.ts'

/** Longest value that Meta echoes back in statuses. @source reference part 2, envelope */
export const OPAQUE_DATA_MAX_CHARACTERS = 512

/** Longest text of a free-form message, in characters. @source reference part 2.1 */
export const TEXT_BODY_MAX_CHARACTERS = 4096

/** A person's id inside one business portfolio: country, dot, letters and digits. @source reference part 12.1 */
export const businessScopedUserIdSchema = z.string().regex(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/)

const envelopeFields = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').optional(),
  /** Phone number with + and country code. It wins over `recipient` when both are given. */
  to: z.string().min(3).max(40).optional(),
  /** Business-scoped user id, for people whose number we do not know. */
  recipient: businessScopedUserIdSchema.optional(),
  biz_opaque_callback_data: z.string().max(OPAQUE_DATA_MAX_CHARACTERS).optional(),
}

/** The message that a free-form message answers. Not allowed on templates. */
const quoteSchema = z.strictObject({ message_id: z.string().min(1) })

/** Free-form text, only inside an open 24-hour window. @source reference part 2.1 */
export const sendTextSchema = z.strictObject({
  ...envelopeFields,
  context: quoteSchema.optional(),
  type: z.literal('text'),
  text: z.strictObject({
    body: z.string().min(1).max(TEXT_BODY_MAX_CHARACTERS),
    preview_url: z.boolean().optional(),
  }),
})

/** Buttons, list, link button or products, only inside an open 24-hour window. @source reference part 2.2 */
export const sendInteractiveSchema = z.strictObject({
  ...envelopeFields,
  context: quoteSchema.optional(),
  type: z.literal('interactive'),
  interactive: interactiveSchema,
})

/** An approved template, allowed at any time. @source reference part 2.3 */
export const sendTemplateSchema = z.strictObject({
  ...envelopeFields,
  type: z.literal('template'),
  template: templateSendSchema,
})

/** Every body that Shopbell posts to the messages edge to reach a customer. */
export const sendMessageSchema = z.discriminatedUnion('type', [sendTextSchema, sendInteractiveSchema, sendTemplateSchema])

/** Marks a customer's message and all before it as read, with or without "is typing". @source reference part 2.4 */
export const markReadSchema = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: z.string().min(1),
  typing_indicator: z.strictObject({ type: z.literal('text') }).optional(),
})

/**
 * Body of POST /{waba}/subscribed_apps. Empty = the app's own callback; both fields = an own callback for this account,
 * which Meta checks with a handshake before it answers.
 * @source reference part 8.1, override callbacks
 */
export const subscribeAppSchema = z.union([
  z.strictObject({ override_callback_uri: z.url().max(200), verify_token: z.string().min(1) }),
  z.strictObject({}),
])

export type SendTextRequest = z.infer<typeof sendTextSchema>
export type SendInteractiveRequest = z.infer<typeof sendInteractiveSchema>
export type SendTemplateRequest = z.infer<typeof sendTemplateSchema>
export type SendMessageRequest = z.infer<typeof sendMessageSchema>
export type MarkReadRequest = z.infer<typeof markReadSchema>
export type SubscribeAppRequest = z.infer<typeof subscribeAppSchema>
