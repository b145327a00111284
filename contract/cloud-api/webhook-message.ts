import { z } from 'zod'
import { webhookErrorSchema } from './webhook-status.ts'

/** What a customer's message refers to: our message, or a product page. @source reference part 8.3 */
export const messageContextSchema = z.looseObject({
  from: z.string().optional(),
  id: z.string().optional(),
  forwarded: z.boolean().optional(),
  frequently_forwarded: z.boolean().optional(),
  referred_product: z.looseObject({ catalog_id: z.string().optional(), product_retailer_id: z.string() }).optional(),
})

const commonFields = {
  id: z.string().min(1),
  /** Seconds since 1970, as a string. */
  timestamp: z.string(),
  /** Phone digits without +; missing for people who show only a username. */
  from: z.string().optional(),
  from_user_id: z.string().optional(),
  from_parent_user_id: z.string().optional(),
  context: messageContextSchema.optional(),
  referral: z.looseObject({}).optional(),
  errors: z.array(webhookErrorSchema).optional(),
}

/** A file that came with a message; Meta keeps it for 7 days. @source reference part 4 and 8.3 */
export const inboundMediaSchema = z.looseObject({
  id: z.string(),
  mime_type: z.string().optional(),
  /** Base64 here, hex in the answer of the media call. */
  sha256: z.string().optional(),
  caption: z.string().optional(),
  filename: z.string().optional(),
  url: z.string().optional(),
})

const interactiveReplySchema = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('button_reply'),
    button_reply: z.looseObject({ id: z.string(), title: z.string() }),
  }),
  z.looseObject({
    type: z.literal('list_reply'),
    list_reply: z.looseObject({ id: z.string(), title: z.string(), description: z.string().optional() }),
  }),
])

/** A cart that the customer sent; prices are per unit as the customer saw them. @source reference part 6 */
export const inboundOrderSchema = z.looseObject({
  catalog_id: z.string().optional(),
  text: z.string().optional(),
  product_items: z.array(
    z.looseObject({
      product_retailer_id: z.string(),
      quantity: z.number(),
      item_price: z.number(),
      currency: z.string(),
    }),
  ),
})

/** The kinds of inbound message that this version reads. */
const knownMessageSchema = z.discriminatedUnion('type', [
  z.looseObject({ ...commonFields, type: z.literal('text'), text: z.looseObject({ body: z.string() }) }),
  z.looseObject({
    ...commonFields,
    type: z.literal('button'),
    button: z.looseObject({ payload: z.string().optional(), text: z.string() }),
  }),
  z.looseObject({ ...commonFields, type: z.literal('interactive'), interactive: interactiveReplySchema }),
  z.looseObject({ ...commonFields, type: z.literal('order'), order: inboundOrderSchema }),
  z.looseObject({ ...commonFields, type: z.literal('image'), image: inboundMediaSchema }),
  z.looseObject({ ...commonFields, type: z.literal('video'), video: inboundMediaSchema }),
  z.looseObject({ ...commonFields, type: z.literal('audio'), audio: inboundMediaSchema }),
  z.looseObject({ ...commonFields, type: z.literal('document'), document: inboundMediaSchema }),
  z.looseObject({ ...commonFields, type: z.literal('sticker'), sticker: inboundMediaSchema }),
  z.looseObject({
    ...commonFields,
    type: z.literal('location'),
    location: z.looseObject({ latitude: z.number(), longitude: z.number(), name: z.string().optional(), address: z.string().optional() }),
  }),
  z.looseObject({
    ...commonFields,
    type: z.literal('reaction'),
    /** A removed reaction has an empty or missing emoji. */
    reaction: z.looseObject({ message_id: z.string(), emoji: z.string().optional() }),
  }),
  z.looseObject({
    ...commonFields,
    type: z.literal('system'),
    system: z.looseObject({
      type: z.string(),
      body: z.string().optional(),
      wa_id: z.string().optional(),
      user_id: z.string().optional(),
      previous_user_id: z.string().optional(),
    }),
  }),
  z.looseObject({
    ...commonFields,
    type: z.literal('unsupported'),
    unsupported: z.looseObject({ type: z.string().optional() }).optional(),
  }),
])

/** A message of a kind or shape that this version does not know, kept whole. */
const otherMessageSchema = z.unknown().transform((raw) => ({ type: 'other' as const, raw }))

/**
 * One message from a customer; `other` with the raw value when its kind is unknown. It never fails.
 * @source reference part 8.3
 */
export const inboundMessageSchema = z.union([knownMessageSchema, otherMessageSchema])

export type MessageContext = z.infer<typeof messageContextSchema>
export type InboundMedia = z.infer<typeof inboundMediaSchema>
export type InboundOrder = z.infer<typeof inboundOrderSchema>
export type KnownInboundMessage = z.infer<typeof knownMessageSchema>
export type InboundMessage = z.infer<typeof inboundMessageSchema>
