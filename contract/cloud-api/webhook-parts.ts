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

/** What a customer's message refers to: our message, or a product page. @source reference part 8.3 */
export const messageContextSchema = z.looseObject({
  from: z.string().optional(),
  id: z.string().optional(),
  forwarded: z.boolean().optional(),
  frequently_forwarded: z.boolean().optional(),
  referred_product: z.looseObject({ catalog_id: z.string().optional(), product_retailer_id: z.string() }).optional(),
})

/** The advertisement or post from which a customer came. It opens a free entry point of 72 hours. @source reference part 8.3, from an ad */
export const referralSchema = z.looseObject({
  source_url: z.string().optional(),
  source_type: z.string().optional(),
  source_id: z.string().optional(),
  headline: z.string().optional(),
  body: z.string().optional(),
  media_type: z.string().optional(),
  image_url: z.string().optional(),
  video_url: z.string().optional(),
  thumbnail_url: z.string().optional(),
  ctwa_clid: z.string().optional(),
})

/** A file that came with a message; Meta keeps it for 7 days. Its size is told only by the media call. @source reference part 4 and 8.3 */
export const inboundMediaSchema = z.looseObject({
  id: z.string(),
  mime_type: z.string().optional(),
  /** Base64 here, hex in the answer of the media call. */
  sha256: z.string().optional(),
  caption: z.string().optional(),
  filename: z.string().optional(),
  /** True for a voice note, false for a sound file. */
  voice: z.boolean().optional(),
  animated: z.boolean().optional(),
  url: z.string().optional(),
})

/** A card from somebody's address book, or the answer to our request for a number. @source reference part 8.3, contacts */
export const contactCardSchema = z.looseObject({
  name: z
    .looseObject({ formatted_name: z.string().optional(), first_name: z.string().optional(), last_name: z.string().optional() })
    .optional(),
  phones: z
    .array(
      z.looseObject({
        phone: z.string().optional(),
        wa_id: z.string().optional(),
        user_id: z.string().optional(),
        type: z.string().optional(),
      }),
    )
    .optional(),
  emails: z.array(z.looseObject({ email: z.string().optional(), type: z.string().optional() })).optional(),
  org: z.looseObject({ company: z.string().optional(), department: z.string().optional(), title: z.string().optional() }).optional(),
  vcard: z.string().optional(),
})

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

/**
 * What a customer tapped or sent from a message with parts. `product` is new and its inside is not written down by Meta:
 * read it wherever `catalog_id` and `product_retailer_id` stand.
 * @source reference part 8.3
 */
export const interactiveReplySchema = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('button_reply'),
    button_reply: z.looseObject({ id: z.string(), title: z.string() }),
  }),
  z.looseObject({
    type: z.literal('list_reply'),
    list_reply: z.looseObject({ id: z.string(), title: z.string(), description: z.string().optional() }),
  }),
  z.looseObject({
    type: z.literal('nfm_reply'),
    nfm_reply: z.looseObject({
      name: z.string().optional(),
      body: z.string().optional(),
      /** JSON as text; some relays have it parsed already. */
      response_json: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
    }),
  }),
  z.looseObject({
    type: z.literal('call_permission_reply'),
    call_permission_reply: z.looseObject({ response: z.string() }),
  }),
  z.looseObject({ type: z.literal('product') }),
])

/** A notice by WhatsApp about the customer: changed number, user id or device. @source reference part 8.3 and 12.1 */
export const systemNoticeSchema = z.looseObject({
  type: z.string(),
  body: z.string().optional(),
  /** The new number. Older versions wrote `new_wa_id`. */
  wa_id: z.string().optional(),
  new_wa_id: z.string().optional(),
  user_id: z.string().optional(),
  previous_user_id: z.string().optional(),
  parent_user_id: z.string().optional(),
  previous_parent_user_id: z.string().optional(),
})

/** What stands in an edited message: its new text, or the new caption of a file. @source reference part 8.3, edit */
export const editedMessageSchema = z.looseObject({
  type: z.string(),
  text: z.looseObject({ body: z.string() }).optional(),
  image: inboundMediaSchema.partial().optional(),
  video: inboundMediaSchema.partial().optional(),
  document: inboundMediaSchema.partial().optional(),
  context: messageContextSchema.optional(),
})

export type WebhookError = z.infer<typeof webhookErrorSchema>
export type MessageContext = z.infer<typeof messageContextSchema>
export type Referral = z.infer<typeof referralSchema>
export type InboundMedia = z.infer<typeof inboundMediaSchema>
export type ContactCard = z.infer<typeof contactCardSchema>
export type InboundOrder = z.infer<typeof inboundOrderSchema>
export type InteractiveReply = z.infer<typeof interactiveReplySchema>
export type SystemNotice = z.infer<typeof systemNoticeSchema>
export type EditedMessage = z.infer<typeof editedMessageSchema>
