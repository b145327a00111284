import { z } from 'zod'
import { freeFormMessageSchema } from '../cloud-api/free-form.ts'
import { Cursor, CustomerId, Currency, MediaFileId, MessageId, Micros, PageSize, StaffId, TimestampMs } from '../kernel/values.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'
import { OfferState } from './customer.ts'
import { Message } from './inbox-message.ts'
import { StaffName } from './staff.ts'

export { Message } from './inbox-message.ts'

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
  /** Whose it is; null: nobody's yet. */
  assignedTo: StaffName.nullable(),
  /** Out of the lists until then, or until the customer writes. */
  snoozedUntil: TimestampMs.nullable(),
  /** Stamp of the customer's oldest message that no person and no automation has answered; null: nothing waits. */
  waitingSince: TimestampMs.nullable(),
  blocked: z.boolean(),
})

/**
 * Lists of conversations. `mine`: assigned to who asks. `new`: nobody's, and not answered yet. `waiting`: the customer waits for an
 * answer. `closing`: the reply window closes within four hours. Snoozed and closed ones stand in no other list but `all` when searched.
 */
export const InboxFilter = z.enum(['all', 'mine', 'new', 'waiting', 'closing', 'unread', 'snoozed', 'closed'])

/** Who else has a conversation open. */
export const Presence = z.strictObject({ staff: StaffName, doing: z.enum(['looking', 'writing']) })

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
    /** What its answer buttons bring back when they are tapped, in their order. */
    payloads: z.array(z.string().max(256)).max(10).optional(),
  }),
  /** A file that was attached before (media.attach); Meta's limits for its kind were checked then, and are again. */
  z.strictObject({
    kind: z.literal('file'),
    mediaFileId: MediaFileId,
    as: z.enum(['image', 'video', 'audio', 'voice', 'document', 'sticker']),
    caption: z.string().max(1024).default(''),
    fileName: z.string().max(240).default(''),
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
    role: 'viewer',
    input: z.strictObject({
      filter: InboxFilter.default('all'),
      search: z.string().max(200).default(''),
      cursor: Cursor.optional(),
      limit: PageSize.default(50),
    }),
    output: z.strictObject({
      conversations: z.array(ConversationRow),
      counts: z.record(InboxFilter, z.number().int()),
      nextCursor: Cursor.nullable(),
    }),
  }),
  'inbox.messages': defineCall({
    summary:
      'A page of one conversation, newest last, with the reply window, the draft, and the cost of the next reply; the newest page, the one before or after a cursor, or the one around a message.',
    role: 'viewer',
    input: z.strictObject({
      customerId: CustomerId,
      before: Cursor.optional(),
      after: Cursor.optional(),
      around: MessageId.optional(),
      limit: PageSize.default(60),
    }),
    output: z.strictObject({
      messages: z.array(Message),
      olderCursor: Cursor.nullable(),
      /** Null on the newest page. */
      newerCursor: Cursor.nullable(),
      window: ReplyWindow,
      draft: z.string(),
      assignedTo: StaffName.nullable(),
      snoozedUntil: TimestampMs.nullable(),
      closed: z.boolean(),
      blocked: z.boolean(),
      presence: z.array(Presence),
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
  'inbox.counts': defineCall({
    summary:
      "How many conversations each list holds; unread ones of mine apart, for the badge (where the shop has one person, nobody's too).",
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({
      counts: z.record(InboxFilter, z.number().int()),
      unreadMine: z.number().int(),
      /** Messages that wait and go out by themselves: replies, and those of running broadcasts. */
      goingOut: z.number().int(),
    }),
  }),
  'inbox.assign': defineCall({
    summary: 'Gives a conversation to one of the staff who may answer it, or to nobody.',
    role: 'staff',
    input: z.strictObject({ customerId: CustomerId, staffId: StaffId.nullable() }),
    output: z.strictObject({ before: StaffName.nullable() }),
  }),
  'inbox.snooze': defineCall({
    summary:
      'Puts a conversation out of sight until a time (at most a year away), or brings it back. A message of the customer brings it back too.',
    role: 'staff',
    input: z.strictObject({ customerId: CustomerId, until: TimestampMs.nullable() }),
    output: z.strictObject({ before: TimestampMs.nullable() }),
  }),
  'inbox.addNote': defineCall({
    summary: 'Writes a note for the staff into a conversation. It never leaves the shop.',
    role: 'staff',
    input: z.strictObject({ customerId: CustomerId, text: z.string().trim().min(1).max(4000) }),
    output: Message,
  }),
  'inbox.removeNote': defineCall({
    summary: 'Takes a note back.',
    role: 'staff',
    input: z.strictObject({ messageId: MessageId }),
    output: z.strictObject({ text: z.string() }),
  }),
  'inbox.notes': defineCall({
    summary: 'Notes of one conversation, newest first; at most 200.',
    role: 'viewer',
    input: z.strictObject({ customerId: CustomerId }),
    output: z.strictObject({
      notes: z.array(z.strictObject({ messageId: MessageId, text: z.string(), by: z.string(), at: TimestampMs })),
    }),
  }),
  'inbox.setBlocked': defineCall({
    summary:
      'Blocks a customer at Meta, so that nothing of them comes in, or lets them write again. Meta takes a block only within 24 hours of their last message.',
    role: 'staff',
    input: z.strictObject({ customerId: CustomerId, blocked: z.boolean() }),
    output: Nothing,
  }),
  'inbox.blocked': defineCall({
    summary: 'Who is blocked, by name; at most 500. Whom a block kept out, inbox.setBlocked lets write again.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ people: z.array(z.strictObject({ customerId: CustomerId, name: z.string(), handle: z.string() })) }),
  }),
  'inbox.present': defineCall({
    summary: 'Tells the others which conversation somebody has open; forgotten after 15 s unless told again.',
    role: 'staff',
    input: z.strictObject({ customerId: CustomerId.nullable(), doing: z.enum(['looking', 'writing']).default('looking') }),
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
    data: z.strictObject({
      customerId: CustomerId,
      kind: z.enum(['inbound', 'outbound', 'status', 'draft', 'read', 'closed', 'assigned', 'snoozed', 'note', 'blocked', 'file']),
    }),
  }),
  'inbox.presence': defineEvent({
    summary: 'Who has a conversation open changed.',
    data: z.strictObject({ customerId: CustomerId, presence: z.array(Presence) }),
  }),
  'inbox.arrived': defineEvent({
    summary: 'A customer wrote, for notifications; bursts of one customer come as one. Held in memory only.',
    data: z.strictObject({
      customerId: CustomerId,
      name: z.string(),
      text: z.string().max(200),
      /** How many other customers wrote too: a night's messages, or many at once, are one notice with the latest of them. */
      others: z.number().int(),
      assignedTo: StaffName.nullable(),
      unreadMine: z.number().int(),
    }),
  }),
  'inbox.closing': defineEvent({
    summary:
      'The reply window of somebody who waits for an answer closes within the hour, for notifications; told once for each window, and only of chats that are mine or nobody’s. Several at once are one, named by the first to close. Held in memory only.',
    data: z.strictObject({
      customerId: CustomerId,
      name: z.string(),
      /** When free text stops going out, which is before Meta's own end. */
      closesAt: TimestampMs,
      /** How many other windows close within the hour too. */
      others: z.number().int(),
    }),
  }),
}
