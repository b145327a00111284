import { z } from 'zod'
import { inboundMessageSchema } from './webhook-message.ts'
import { webhookErrorSchema } from './webhook-parts.ts'
import { messageStatusSchema } from './webhook-status.ts'
import { bigIdSchema } from './webhook-template.ts'

/** Who wrote or received; phone and username may each be missing. @source reference part 8.2 and 12.1 */
export const webhookContactSchema = z.looseObject({
  profile: z.looseObject({ name: z.string().optional(), username: z.string().optional() }).optional(),
  wa_id: z.string().optional(),
  user_id: z.string().optional(),
  parent_user_id: z.string().optional(),
  identity_key_hash: z.string().optional(),
})

/** One wish of a customer about promotions: stop, resume or signup. It must be obeyed. @source reference part 8.5 */
export const userPreferenceSchema = z.looseObject({
  wa_id: z.string().optional(),
  user_id: z.string().optional(),
  parent_user_id: z.string().optional(),
  detail: z.string().optional(),
  category: z.string(),
  value: z.string(),
  /** The sign-up link by which somebody asked for promotions. */
  signup_id: bigIdSchema.optional(),
  /** Seconds since 1970; a number here, unlike in messages. */
  timestamp: z.union([z.number(), z.string()]).transform(Number),
})

const valueFields = {
  messaging_product: z.string().optional(),
  metadata: z.looseObject({ display_phone_number: z.string().optional(), phone_number_id: z.string() }),
  contacts: z.array(webhookContactSchema).optional(),
}

/** Value of the field `messages`: what customers wrote and what became of our messages. */
export const messagesValueSchema = z.looseObject({
  ...valueFields,
  messages: z.array(inboundMessageSchema).optional(),
  statuses: z.array(messageStatusSchema).optional(),
  /** Errors that belong to no message, or to one whose body is missing. */
  errors: z.array(webhookErrorSchema).optional(),
})

/** Value of the field `user_preferences`. */
export const userPreferencesValueSchema = z.looseObject({ ...valueFields, user_preferences: z.array(userPreferenceSchema) })

/** Value of `smb_message_echoes`: what staff wrote on the shop's own phone. @source reference part 8.5 and 14 */
export const echoesValueSchema = z.looseObject({ ...valueFields, message_echoes: z.array(inboundMessageSchema) })

/** Value of `smb_app_state_sync`: the address book of the shop's phone. @source reference part 8.5 and 14 */
export const stateSyncValueSchema = z.looseObject({
  ...valueFields,
  state_sync: z.array(
    z.looseObject({
      type: z.string(),
      contact: z
        .looseObject({
          full_name: z.string().optional(),
          first_name: z.string().optional(),
          phone_number: z.string().optional(),
          user_id: z.string().optional(),
          username: z.string().optional(),
        })
        .optional(),
      action: z.string(),
      metadata: z.looseObject({ timestamp: z.union([z.string(), z.number()]).transform(String).optional() }).optional(),
    }),
  ),
})

const historyThreadSchema = z.looseObject({
  /** Number of the customer. */
  id: z.string(),
  context: z.looseObject({ wa_id: z.string().optional(), user_id: z.string().optional(), username: z.string().optional() }).optional(),
  messages: z.array(inboundMessageSchema),
})

/**
 * Value of `history`: chats of the shop's phone from before it was joined, in chunks of three phases (0–1, 1–90 and 90–180
 * days), or the refusal to share them. Files of the last 14 days come again as `messages`.
 * @source reference part 8.5 and 14
 */
export const historyValueSchema = z.looseObject({
  ...valueFields,
  history: z
    .array(
      z.looseObject({
        metadata: z
          .looseObject({ phase: z.number().optional(), chunk_order: z.number().optional(), progress: z.number().optional() })
          .optional(),
        threads: z.array(historyThreadSchema).optional(),
        errors: z.array(webhookErrorSchema).optional(),
      }),
    )
    .optional(),
  messages: z.array(inboundMessageSchema).optional(),
})

const changedIdSchema = z.looseObject({ previous: z.string().optional(), current: z.string().optional() })

/** Value of `user_id_update`. Meta says that it can't be subscribed to; others document it. @source reference part 8.5 and 12.1 */
export const userIdUpdateValueSchema = z.looseObject({
  ...valueFields,
  user_id_update: z.array(
    z.looseObject({
      wa_id: z.string().optional(),
      detail: z.string().optional(),
      user_id: changedIdSchema.optional(),
      parent_user_id: changedIdSchema.optional(),
      timestamp: z.union([z.string(), z.number()]).transform(String),
    }),
  ),
})

export type WebhookContact = z.infer<typeof webhookContactSchema>
export type UserPreference = z.infer<typeof userPreferenceSchema>
export type MessagesValue = z.infer<typeof messagesValueSchema>
export type UserPreferencesValue = z.infer<typeof userPreferencesValueSchema>
export type EchoesValue = z.infer<typeof echoesValueSchema>
export type StateSyncValue = z.infer<typeof stateSyncValueSchema>
export type HistoryValue = z.infer<typeof historyValueSchema>
export type UserIdUpdateValue = z.infer<typeof userIdUpdateValueSchema>
