import { z } from 'zod'
import {
  contactCardSchema,
  editedMessageSchema,
  inboundMediaSchema,
  inboundOrderSchema,
  interactiveReplySchema,
  messageContextSchema,
  referralSchema,
  systemNoticeSchema,
  webhookErrorSchema,
} from './webhook-parts.ts'

const commonFields = {
  id: z.string().min(1),
  /** Seconds since 1970, as a string. */
  timestamp: z.string(),
  /** Phone digits without +; missing for people who show only a username. */
  from: z.string().optional(),
  from_user_id: z.string().optional(),
  from_parent_user_id: z.string().optional(),
  /** Only on messages of the shop's own phone: to whom they went. @source reference part 8.5, smb_message_echoes */
  to: z.string().optional(),
  to_user_id: z.string().optional(),
  to_parent_user_id: z.string().optional(),
  /** Set for messages of groups, which a shop's inbox does not show. */
  group_id: z.string().optional(),
  context: messageContextSchema.optional(),
  referral: referralSchema.optional(),
  errors: z.array(webhookErrorSchema).optional(),
  /** Only on messages of the past: how far an own message came. @source reference part 8.5, history */
  history_context: z.looseObject({ status: z.string().optional() }).optional(),
}

/** The kinds of message that this version reads. */
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
    location: z.looseObject({
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().optional(),
      address: z.string().optional(),
      url: z.string().optional(),
    }),
  }),
  z.looseObject({
    ...commonFields,
    type: z.literal('contacts'),
    contacts: z.array(contactCardSchema),
    /** `contact_request…` when it answers our request for a number. */
    origin: z.string().optional(),
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
    system: systemNoticeSchema,
    identity: z.looseObject({ hash: z.string().optional(), acknowledged: z.boolean().optional() }).optional(),
  }),
  /** Coexistence only. @source reference part 8.3 and 14 */
  z.looseObject({
    ...commonFields,
    type: z.literal('edit'),
    edit: z.looseObject({ original_message_id: z.string().min(1), message: editedMessageSchema }),
  }),
  z.looseObject({
    ...commonFields,
    type: z.literal('revoke'),
    revoke: z.looseObject({ original_message_id: z.string().min(1) }),
  }),
  /** Somebody opened the chat for the first time. Documented by Meta as not working. */
  z.looseObject({ ...commonFields, type: z.literal('request_welcome') }),
  /** A file of the past; the real one comes in a later webhook if it is at most 14 days old. @source reference part 8.5, history */
  z.looseObject({ ...commonFields, type: z.literal('media_placeholder') }),
  z.looseObject({
    ...commonFields,
    type: z.literal('unsupported'),
    unsupported: z.looseObject({ type: z.string().optional() }).optional(),
  }),
])

/** A message of a kind or shape that this version does not know, kept whole. */
const otherMessageSchema = z.unknown().transform((raw) => ({ type: 'other' as const, raw }))

/**
 * One message of a customer, or of the shop's own phone; `other` with the raw value when its kind is unknown. It never fails.
 * @source reference part 8.3
 */
export const inboundMessageSchema = z.union([knownMessageSchema, otherMessageSchema])

export type KnownInboundMessage = z.infer<typeof knownMessageSchema>
export type InboundMessage = z.infer<typeof inboundMessageSchema>
