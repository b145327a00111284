import { z } from 'zod'
import { CustomerId, MessageId, TimestampMs } from '../kernel/values.ts'
import { RecipientState } from './broadcast.ts'
import { MediaFile } from './media-shapes.ts'

/** `held` may still be taken back, `waiting` will go out by itself, `noted` stays in the shop, then the states of every send. */
export const MessageState = z.union([z.enum(['received', 'held', 'waiting', 'taken-back', 'noted']), RecipientState])

export const MessageContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('product'), retailerId: z.string(), name: z.string(), price: z.string(), text: z.string() }),
  z.strictObject({
    kind: z.literal('products'),
    header: z.string(),
    text: z.string(),
    items: z.array(z.strictObject({ retailerId: z.string(), name: z.string(), price: z.string() })),
  }),
  z.strictObject({
    kind: z.literal('template'),
    name: z.string(),
    language: z.string(),
    header: z.string().nullable(),
    body: z.string(),
    footer: z.string().nullable(),
    buttons: z.array(z.string()),
    couponCode: z.string().nullable(),
    /** What stands above the text where that is no text. */
    media: z.enum(['image', 'video', 'document', 'product']).optional(),
    place: z.strictObject({ name: z.string(), address: z.string() }).optional(),
    cards: z
      .array(
        z.strictObject({
          media: z.enum(['image', 'video', 'product']),
          /** Name of the product where the card shows one. */
          product: z.string().nullable(),
          text: z.string(),
          buttons: z.array(z.string()),
        }),
      )
      .optional(),
    offer: z.strictObject({ text: z.string(), endsAt: TimestampMs.nullable() }).optional(),
  }),
  /** A tap on a button; `choice` where it is a row of a list, with the row's second line. */
  z.strictObject({
    kind: z.literal('button'),
    text: z.string(),
    payload: z.string(),
    choice: z.literal('list').optional(),
    description: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('order'),
    text: z.string(),
    items: z.array(z.strictObject({ retailerId: z.string(), name: z.string(), quantity: z.number(), priceText: z.string() })),
    totalText: z.string(),
  }),
  z.strictObject({
    kind: z.literal('media'),
    media: z.enum(['image', 'video', 'audio', 'document', 'sticker']),
    caption: z.string(),
    fileName: z.string().nullable(),
    mimeType: z.string().optional(),
    /** Recorded in the chat, not a sound file. */
    isVoice: z.boolean().optional(),
    /** Where its bytes are; absent for what was said before files were kept. */
    file: MediaFile.optional(),
  }),
  /** Cards from somebody's address book, or the answer to our request for a number. */
  z.strictObject({
    kind: z.literal('contacts'),
    isAnswer: z.boolean(),
    items: z.array(z.strictObject({ name: z.string(), company: z.string(), numbers: z.array(z.string()), emails: z.array(z.string()) })),
  }),
  /** A filled-in form. */
  z.strictObject({
    kind: z.literal('flow'),
    text: z.string(),
    fields: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  }),
  /** A text with something to tap: buttons, rows of a list, a link, a form, a question; `form` is Meta's word for it. */
  z.strictObject({
    kind: z.literal('menu'),
    form: z.string(),
    header: z.string(),
    text: z.string(),
    footer: z.string(),
    options: z.array(z.string()),
  }),
  /** What staff wrote for each other; it never leaves the shop. */
  z.strictObject({ kind: z.literal('note'), text: z.string() }),
  z.strictObject({ kind: z.literal('callPermission'), allowed: z.boolean() }),
  /** A file of the time before the phone was joined; it stays on the phone. */
  z.strictObject({ kind: z.literal('placeholder') }),
  z.strictObject({ kind: z.literal('reaction'), emoji: z.string(), toMessage: z.string() }),
  z.strictObject({
    kind: z.literal('location'),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string(),
    address: z.string().optional(),
  }),
  /** A notice: Meta's own words, or ours where `note` says which; `number` is the new one, where there is one. */
  z.strictObject({
    kind: z.literal('system'),
    text: z.string(),
    note: z.enum(['number-changed', 'user-id-changed', 'identity-changed', 'maybe-same-person', 'other-id', 'chat-opened']).optional(),
    number: z.string().optional(),
  }),
  /** A kind that this version does not know; the event is kept whole for a later one. */
  z.strictObject({ kind: z.literal('unsupported'), type: z.string(), metaCode: z.number().int().optional(), said: z.string().optional() }),
])

export const Message = z.strictObject({
  messageId: MessageId,
  customerId: CustomerId,
  direction: z.enum(['in', 'out']),
  content: MessageContent,
  state: MessageState,
  /** Reason code of the error catalogue or Meta's code as text when it failed. */
  reason: z.string().nullable(),
  metaCode: z.number().int().nullable(),
  /** Meta's stamp for inbound, the time of pressing Send for outbound. */
  at: TimestampMs,
  sentBy: z.string().nullable(),
  broadcastName: z.string().nullable(),
  /** Product that the customer asked about, and the message quoted. */
  aboutProduct: z.string().nullable(),
  quotes: z.strictObject({ messageId: MessageId.nullable(), text: z.string() }).nullable(),
  /** While `held`: until when it can be taken back. */
  heldUntil: TimestampMs.nullable(),
  forwarded: z.enum(['once', 'often']).nullable(),
  /** The advertisement or post that the customer came from. */
  referral: z.strictObject({ headline: z.string(), text: z.string(), url: z.string() }).nullable(),
  /** `phone`: written on the shop's own phone; `before`: from before that phone was joined. */
  origin: z.enum(['phone', 'before']).nullable(),
  /** Set when it was edited, with one line of how it read first. */
  edited: z.strictObject({ at: TimestampMs, before: z.string() }).nullable(),
  /** Set when whoever wrote it took it back; its content is gone. */
  withdrawnAt: TimestampMs.nullable(),
  /** At most one of each side. */
  reactions: z.array(z.strictObject({ from: z.enum(['customer', 'shop']), emoji: z.string() })),
})
