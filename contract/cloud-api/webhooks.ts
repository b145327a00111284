import { z } from 'zod'
import { inboundMessageSchema } from './webhook-message.ts'
import { messageStatusSchema, webhookErrorSchema } from './webhook-status.ts'

/** Who wrote or received; phone and username may each be missing. @source reference part 8.2 and 12.1 */
export const webhookContactSchema = z.looseObject({
  profile: z.looseObject({ name: z.string().optional(), username: z.string().optional() }).optional(),
  wa_id: z.string().optional(),
  user_id: z.string().optional(),
  parent_user_id: z.string().optional(),
  identity_key_hash: z.string().optional(),
})

const metadataSchema = z.looseObject({
  display_phone_number: z.string().optional(),
  phone_number_id: z.string(),
})

/** One wish of a customer about promotions: stop, resume or signup. It must be obeyed. @source reference part 8.5 */
export const userPreferenceSchema = z.looseObject({
  wa_id: z.string().optional(),
  user_id: z.string().optional(),
  detail: z.string().optional(),
  category: z.string(),
  value: z.string(),
  /** Seconds since 1970; a number here, unlike in messages. */
  timestamp: z.union([z.number(), z.string()]).transform(Number),
})

const messagesValueFields = {
  messaging_product: z.string().optional(),
  metadata: metadataSchema,
  contacts: z.array(webhookContactSchema).optional(),
}

/** Value of the field `messages`: what customers wrote and what became of our messages. */
export const messagesValueSchema = z.looseObject({
  ...messagesValueFields,
  messages: z.array(inboundMessageSchema).optional(),
  statuses: z.array(messageStatusSchema).optional(),
  /** Errors that belong to no message. */
  errors: z.array(webhookErrorSchema).optional(),
})

/** Value of the field `user_preferences`. */
export const userPreferencesValueSchema = z.looseObject({
  ...messagesValueFields,
  user_preferences: z.array(userPreferenceSchema),
})

/**
 * Meta writes template ids as bare integers of up to 17 digits. Plain JSON.parse rounds those above 2^53,
 * so the reader must keep the digits (a reviver with source text) and may pass a string or a bigint.
 */
const bigIdSchema = z.union([z.string(), z.number(), z.bigint()]).transform(String)

const templateNameFields = {
  message_template_id: bigIdSchema,
  message_template_name: z.string(),
  message_template_language: z.string(),
}

/** Value of `message_template_status_update`: approved, rejected, paused … @source reference part 8.5 */
export const templateStatusValueSchema = z.looseObject({
  ...templateNameFields,
  event: z.string(),
  message_template_category: z.string().optional(),
  reason: z.string().nullish(),
  other_info: z.looseObject({ title: z.string().optional(), description: z.string().optional() }).optional(),
  rejection_info: z.looseObject({ reason: z.string().optional(), recommendation: z.string().optional() }).optional(),
})

/** Value of `template_category_update`: a warning with `correct_category`, or the change itself. @source reference part 8.5 */
export const templateCategoryValueSchema = z.looseObject({
  ...templateNameFields,
  new_category: z.string().optional(),
  previous_category: z.string().optional(),
  correct_category: z.string().optional(),
  /** Seconds since 1970 at which the announced category starts. */
  category_update_timestamp: z.number().optional(),
})

/** Value of `account_update`: restrictions, violations, bans. @source reference part 8.5 */
export const accountUpdateValueSchema = z.looseObject({
  event: z.string(),
  restriction_info: z.array(z.looseObject({ restriction_type: z.string(), expiration: z.number().optional() })).optional(),
  violation_info: z.looseObject({ violation_type: z.string().optional() }).optional(),
  ban_info: z.looseObject({ waba_ban_state: z.string().optional(), waba_ban_date: z.string().optional() }).optional(),
})

const knownChangeSchema = z.discriminatedUnion('field', [
  z.looseObject({ field: z.literal('messages'), value: messagesValueSchema }),
  z.looseObject({ field: z.literal('user_preferences'), value: userPreferencesValueSchema }),
  z.looseObject({ field: z.literal('message_template_status_update'), value: templateStatusValueSchema }),
  z.looseObject({ field: z.literal('template_category_update'), value: templateCategoryValueSchema }),
  z.looseObject({ field: z.literal('account_update'), value: accountUpdateValueSchema }),
])

/** A field, or a shape of a known field, that this version does not understand. It is kept whole. */
const otherChangeSchema = z.unknown().transform((raw) => ({ field: 'other' as const, raw }))

/** One change of an entry: a known field, or `other` with the raw value. It never fails. */
export const webhookChangeSchema = z.union([knownChangeSchema, otherChangeSchema])

/**
 * What Meta posts to the callback. Several entries, changes, messages and statuses may come in one post.
 * Whatever is unknown inside comes out as `other` with its raw value, so that nothing is lost.
 * @source reference part 8.2
 */
export const webhookEnvelopeSchema = z.looseObject({
  object: z.string(),
  entry: z.array(
    z.looseObject({
      /** The account's id; for partner events the business's. */
      id: z.string(),
      /** Seconds since 1970; given on account and template fields, not on messages. */
      time: z.number().optional(),
      changes: z.array(webhookChangeSchema),
    }),
  ),
})

export type WebhookContact = z.infer<typeof webhookContactSchema>
export type UserPreference = z.infer<typeof userPreferenceSchema>
export type MessagesValue = z.infer<typeof messagesValueSchema>
export type UserPreferencesValue = z.infer<typeof userPreferencesValueSchema>
export type TemplateStatusValue = z.infer<typeof templateStatusValueSchema>
export type TemplateCategoryValue = z.infer<typeof templateCategoryValueSchema>
export type AccountUpdateValue = z.infer<typeof accountUpdateValueSchema>
export type WebhookChange = z.infer<typeof webhookChangeSchema>
export type WebhookEnvelope = z.infer<typeof webhookEnvelopeSchema>
