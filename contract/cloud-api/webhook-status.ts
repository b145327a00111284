import { z } from 'zod'
import { webhookErrorSchema } from './webhook-parts.ts'

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
  /** `deleted` and `warning` stand in old pages only and change nothing here. */
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed', 'deleted', 'warning']),
  /** Seconds since 1970, as a string. */
  timestamp: z.string(),
  /** Missing when it went to a user id whose number we may not see. */
  recipient_id: z.string().optional(),
  recipient_user_id: z.string().optional(),
  /** The id of a group of portfolios, by either of the two names that Meta writes. */
  parent_recipient_user_id: z.string().optional(),
  parent_user_id: z.string().optional(),
  /** `group` with one item for each participant. */
  recipient_type: z.string().optional(),
  recipient_participant_id: z.string().optional(),
  recipient_participant_user_id: z.string().optional(),
  biz_opaque_callback_data: z.string().optional(),
  pricing: pricingSchema.optional(),
  conversation: z.looseObject({ id: z.string().optional(), origin: z.looseObject({ type: z.string().optional() }).optional() }).optional(),
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

export type Pricing = z.infer<typeof pricingSchema>
export type KnownMessageStatus = z.infer<typeof knownStatusSchema>
export type MessageStatus = z.infer<typeof messageStatusSchema>
