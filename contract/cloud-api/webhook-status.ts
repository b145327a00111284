import { z } from 'zod'

/** An error inside a webhook. @source reference part 8.4, failed */
export const webhookErrorSchema = z.looseObject({
  code: z.number(),
  title: z.string().optional(),
  message: z.string().optional(),
  error_subcode: z.number().optional(),
  error_data: z.union([z.looseObject({ details: z.string().optional() }), z.string()]).optional(),
  href: z.string().optional(),
})

/** How a message is billed. `type` and `category` are open words; `billable` is going away. @source reference part 8.4 */
export const pricingSchema = z.looseObject({
  pricing_model: z.string().optional(),
  type: z.string().optional(),
  category: z.string().optional(),
  billable: z.boolean().optional(),
})

const knownStatusSchema = z.looseObject({
  /** The wamid of our message. */
  id: z.string().min(1),
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  /** Seconds since 1970, as a string. */
  timestamp: z.string(),
  recipient_id: z.string().optional(),
  recipient_user_id: z.string().optional(),
  parent_recipient_user_id: z.string().optional(),
  biz_opaque_callback_data: z.string().optional(),
  pricing: pricingSchema.optional(),
  conversation: z.looseObject({ id: z.string().optional() }).optional(),
  errors: z.array(webhookErrorSchema).optional(),
})

/** A status of a kind or shape that this version does not know, kept whole. */
const otherStatusSchema = z.unknown().transform((raw) => ({ status: 'other' as const, raw }))

/**
 * What became of one of our messages; `other` with the raw value when the kind is unknown. It never fails.
 * Order is not promised, `delivered` may be missing, `read` comes only from people who share read ticks.
 * @source reference part 8.4
 */
export const messageStatusSchema = z.union([knownStatusSchema, otherStatusSchema])

export type WebhookError = z.infer<typeof webhookErrorSchema>
export type Pricing = z.infer<typeof pricingSchema>
export type KnownMessageStatus = z.infer<typeof knownStatusSchema>
export type MessageStatus = z.infer<typeof messageStatusSchema>
