import { z } from 'zod'
import { SEND_LIMITS } from './limits.ts'
import { contactCardsSchema } from './request-contacts.ts'
import { interactiveSchema } from './request-interactive.ts'
import { audioMediaSchema, captionedMediaSchema, documentMediaSchema, mediaSourceSchema, placeSchema } from './request-media.ts'
import { textUpTo } from './request-parts.ts'
import { templateSendSchema } from './request-template.ts'

/** A person's id inside one business portfolio: country, dot, letters and digits. @source reference part 12.1 */
export const businessScopedUserIdSchema = z.string().regex(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/)

const envelopeFields = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').optional(),
  /** Phone number with + and country code. It wins over `recipient` when both are given. */
  to: z.string().min(3).max(40).optional(),
  /** Business-scoped user id, for people whose number we do not know. */
  recipient: businessScopedUserIdSchema.optional(),
  /** Comes back in statuses of this message alone, and never to the customer. @source reference part 2, envelope */
  biz_opaque_callback_data: z.string().max(SEND_LIMITS.opaqueDataCharacters).optional(),
  /** Only where the identity-change check is on. @source reference part 2, envelope */
  recipient_identity_key_hash: z.string().min(1).optional(),
}

/** The message that a free-form message answers. Not allowed on templates and reactions. @source reference part 2, envelope */
const freeFormFields = { ...envelopeFields, context: z.strictObject({ message_id: z.string().min(1) }).optional() }

/** Free-form text, only inside an open 24-hour window. @source reference part 2.1 */
export const sendTextSchema = z.strictObject({
  ...freeFormFields,
  type: z.literal('text'),
  text: z.strictObject({ body: textUpTo(SEND_LIMITS.textCharacters), preview_url: z.boolean().optional() }),
})

/** Pictures, films, sound, files and stickers, only inside an open window; limits of files are in limits.ts. @source reference part 2.1 */
export const sendImageSchema = z.strictObject({ ...freeFormFields, type: z.literal('image'), image: captionedMediaSchema })
export const sendVideoSchema = z.strictObject({ ...freeFormFields, type: z.literal('video'), video: captionedMediaSchema })
export const sendAudioSchema = z.strictObject({ ...freeFormFields, type: z.literal('audio'), audio: audioMediaSchema })
export const sendDocumentSchema = z.strictObject({ ...freeFormFields, type: z.literal('document'), document: documentMediaSchema })
export const sendStickerSchema = z.strictObject({ ...freeFormFields, type: z.literal('sticker'), sticker: mediaSourceSchema })

/** A place on the map, only inside an open window. @source reference part 2.1 */
export const sendLocationSchema = z.strictObject({ ...freeFormFields, type: z.literal('location'), location: placeSchema })

/** Visiting cards, only inside an open window. @source reference part 2.1 */
export const sendContactsSchema = z.strictObject({ ...freeFormFields, type: z.literal('contacts'), contacts: contactCardsSchema })

/** True for exactly one sign that is drawn as a picture, however many code points make it. */
function isOneEmoji(text: string): boolean {
  const signs = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)]
  return signs.length === 1 && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text)
}

/** One emoji on a message of at most 30 days; an empty one takes it back. @source reference part 2.1, row reaction */
export const sendReactionSchema = z.strictObject({
  ...envelopeFields,
  type: z.literal('reaction'),
  reaction: z.strictObject({
    message_id: z.string().min(1),
    emoji: z.string().refine((text) => text === '' || isOneEmoji(text), { error: 'one emoji, or nothing' }),
  }),
})

/** Buttons, list, products, carousel, questions; only inside an open 24-hour window. @source reference part 2.2 */
export const sendInteractiveSchema = z.strictObject({ ...freeFormFields, type: z.literal('interactive'), interactive: interactiveSchema })

/** An approved template, allowed at any time. @source reference part 2.3 */
export const sendTemplateSchema = z.strictObject({ ...envelopeFields, type: z.literal('template'), template: templateSendSchema })

const NO_RECIPIENT = { error: 'either to or recipient', path: ['to'] }
const hasRecipient = (body: { readonly to?: string | undefined; readonly recipient?: string | undefined }): boolean =>
  body.to !== undefined || body.recipient !== undefined

/** Every body for the messages edge that reaches a customer. @source reference part 2 */
export const sendMessageSchema = z
  .discriminatedUnion('type', [
    sendTextSchema,
    sendImageSchema,
    sendVideoSchema,
    sendAudioSchema,
    sendDocumentSchema,
    sendStickerSchema,
    sendLocationSchema,
    sendContactsSchema,
    sendReactionSchema,
    sendInteractiveSchema,
    sendTemplateSchema,
  ])
  .refine(hasRecipient, NO_RECIPIENT)

/**
 * A body for the marketing messages edge: a template of the category MARKETING. `product_policy` says what happens where
 * that edge can't serve the reader: send as an ordinary message, or fail. It is optional at Meta; Shopbell always gives it,
 * because it is what tells these bodies from others. @source reference part 3
 */
export const sendMarketingSchema = sendTemplateSchema
  .extend({
    product_policy: z.enum(['CLOUD_API_FALLBACK', 'STRICT']),
    message_activity_sharing: z.boolean().optional(),
  })
  .refine(hasRecipient, NO_RECIPIENT)

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
export type SendMarketingRequest = z.infer<typeof sendMarketingSchema>
export type SendMessageRequest = z.infer<typeof sendMessageSchema>
export type MarkReadRequest = z.infer<typeof markReadSchema>
export type SubscribeAppRequest = z.infer<typeof subscribeAppSchema>
