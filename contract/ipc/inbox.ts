import { z } from 'zod'
import { freeFormMessageSchema } from '../cloud-api/free-form.ts'
import { Cursor, CustomerId, Currency, MessageId, Micros, PageSize, TimestampMs } from '../kernel/values.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'
import { RecipientState } from './broadcast.ts'
import { OfferState } from './customer.ts'

/** `held` may still be taken back, `waiting` will go out by itself, then the states of every send. */
export const MessageState = z.union([z.enum(['received', 'held', 'waiting', 'taken-back']), RecipientState])

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

export const ReplyWindow = z.strictObject({
  state: z.enum(['open', 'closing', 'last-hour', 'closed', 'never']),
  closesAt: TimestampMs.nullable(),
})

export const ConversationRow = z.strictObject({
  customerId: CustomerId,
  name: z.string(),
  /** Number as people write it, or @name. */
  handle: z.string(),
  language: z.string().nullable(),
  unread: z.number().int(),
  lastText: z.string(),
  lastAt: TimestampMs,
  lastDirection: z.enum(['in', 'out']),
  window: ReplyWindow,
  offers: OfferState,
  closed: z.boolean(),
  hasDraft: z.boolean(),
})

export const OutgoingMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string().min(1).max(4096) }),
  z.strictObject({ kind: z.literal('products'), retailerIds: z.array(z.string()).min(1).max(30), text: z.string().max(1024).default('') }),
  z.strictObject({
    kind: z.literal('template'),
    name: z.string(),
    language: z.string(),
    /** Keys as in engine/template/values.ts: texts, "header" and "card.<n>.header" by address or upload, "button.<n>", "offer.ends". */
    values: z.record(z.string(), z.string().max(2048)).default({}),
    /** For a button that copies it. */
    couponCode: z.string().max(20).default(''),
  }),
  /** Any other kind, in Meta's own shape; a reaction may name our id of the message. */
  z.strictObject({ kind: z.literal('message'), message: freeFormMessageSchema }),
])

/** The template that fits best when the window is closed, rendered for this customer. */
export const TemplateProposal = z.strictObject({
  name: z.string(),
  language: z.string(),
  category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']),
  body: z.string(),
  values: z.record(z.string(), z.string()),
  missing: z.array(z.string()),
  costMicros: Micros.nullable(),
  currency: Currency,
  isSamplePrice: z.boolean(),
  dailyLimit: z.number().int().nullable(),
  dailyUsed: z.number().int(),
})

export const inboxCalls = {
  'inbox.list': defineCall({
    summary: 'A page of conversations, latest first.',
    role: 'staff',
    input: z.strictObject({
      filter: z.enum(['all', 'unread', 'closing', 'closed']).default('all'),
      search: z.string().max(200).default(''),
      cursor: Cursor.optional(),
      limit: PageSize.default(50),
    }),
    output: z.strictObject({
      conversations: z.array(ConversationRow),
      counts: z.strictObject({ all: z.number().int(), unread: z.number().int(), closing: z.number().int(), closed: z.number().int() }),
      nextCursor: Cursor.nullable(),
    }),
  }),
  'inbox.messages': defineCall({
    summary: 'A page of one conversation, newest last, with the reply window, the draft, and the cost of the next reply.',
    role: 'staff',
    input: z.strictObject({ customerId: CustomerId, before: Cursor.optional(), limit: PageSize.default(60) }),
    output: z.strictObject({
      messages: z.array(Message),
      olderCursor: Cursor.nullable(),
      window: ReplyWindow,
      draft: z.string(),
      replyCost: z.strictObject({ costMicros: Micros.nullable(), currency: Currency, freeLeft: z.number().int().nullable() }),
    }),
  }),
  'inbox.propose': defineCall({
    summary: 'The approved template that fits best for writing to this customer now, filled in; all sendable ones by name.',
    role: 'staff',
    input: z.strictObject({
      customerId: CustomerId,
      name: z.string().optional(),
      language: z.string().optional(),
      draft: z.string().max(4096).default(''),
    }),
    output: z.strictObject({
      proposal: TemplateProposal.nullable(),
      others: z.array(z.strictObject({ name: z.string(), language: z.string() })),
    }),
  }),
  'inbox.reply': defineCall({
    summary:
      'Sends a message to one customer through the ledger after the time to take it back. Refused when the reply window is closed (a template is not).',
    role: 'staff',
    input: z.strictObject({
      customerId: CustomerId,
      message: OutgoingMessage,
      quotes: MessageId.optional(),
      holdMs: z.number().int().min(0).max(10_000).default(0),
    }),
    output: Message,
  }),
  'inbox.upload': defineCall({
    summary: 'Uploads a file to Meta, checked against its limits first; the id is good for messages for 30 days.',
    role: 'staff',
    input: z.strictObject({ file: FileReference, kind: z.enum(['image', 'video', 'audio', 'document', 'sticker']) }),
    files: { read: ['file'] },
    output: z.strictObject({ mediaId: z.string(), mimeType: z.string(), fileName: z.string(), sizeBytes: z.number().int() }),
    deadlineMs: 600_000,
  }),
  'inbox.takeBack': defineCall({
    summary: 'Takes back a reply that is held or waiting.',
    role: 'staff',
    input: z.strictObject({ messageId: MessageId }),
    output: z.strictObject({ takenBack: z.boolean(), text: z.string() }),
  }),
  'inbox.saveDraft': defineCall({
    summary: 'Keeps the unsent text of a conversation.',
    role: 'staff',
    input: z.strictObject({ customerId: CustomerId, text: z.string().max(4096) }),
    output: Nothing,
  }),
  'inbox.markRead': defineCall({
    summary: 'Marks a conversation as read here and, where the shop chose so, at Meta.',
    role: 'staff',
    input: z.strictObject({ customerId: CustomerId, unread: z.boolean().default(false) }),
    output: Nothing,
  }),
  'inbox.setClosed': defineCall({
    summary: 'Closes or reopens a conversation.',
    role: 'staff',
    input: z.strictObject({ customerId: CustomerId, closed: z.boolean() }),
    output: Nothing,
  }),
}

export const inboxEvents = {
  'inbox.changed': defineEvent({
    summary: 'A conversation has something new.',
    data: z.strictObject({ customerId: CustomerId, kind: z.enum(['inbound', 'outbound', 'status', 'draft', 'read', 'closed']) }),
  }),
}
