import { z } from 'zod'
import {
  CountryCode,
  Currency,
  Cursor,
  CustomerFieldId,
  CustomerId,
  GroupId,
  ImportId,
  MergeId,
  MessageId,
  Micros,
  PageSize,
  ShownPhone,
  TimestampMs,
  UserId,
} from '../kernel/values.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'
import { MediaFile } from './media-shapes.ts'

/** Whether offers may be sent: agreed, refused or withdrawn here, stopped in WhatsApp (only the customer can undo), or nothing on record. */
export const OfferState = z.enum(['yes', 'no', 'stopped', 'unknown'])
/** `merge`: a refusal of one of two records that were made one; it is not recorded by hand, nor is WhatsApp's own switch. */
export const ConsentSource = z.enum(['till-qr', 'paper-form', 'website', 'chat', 'order-checkbox', 'whatsapp-preference', 'merge', 'other'])

export const ConsentEntry = z.strictObject({
  entryId: z.number().int(),
  at: TimestampMs,
  recordedAt: TimestampMs,
  purpose: z.enum(['offers', 'service']),
  decision: z.enum(['yes', 'no']),
  source: ConsentSource,
  /** Free words: which till, which form; shown as typed. */
  detail: z.string(),
  /** The wording that the person agreed to, where known. */
  wording: z.string(),
  recordedBy: z.string(),
  /** The customer's own message that proves it. */
  messageId: MessageId.nullable(),
  /** A photo or scan that proves it, sealed like every file. */
  evidence: MediaFile.nullable(),
})

export const CustomerRow = z.strictObject({
  customerId: CustomerId,
  name: z.string(),
  addressAs: z.string(),
  phone: ShownPhone.nullable(),
  username: z.string().nullable(),
  country: CountryCode.nullable(),
  language: z.string().nullable(),
  tags: z.array(z.string()),
  offers: OfferState,
  offersSource: ConsentSource.nullable(),
  offersAt: TimestampMs.nullable(),
  /** When the reply window closes; null when the customer never wrote. */
  windowClosesAt: TimestampMs.nullable(),
  lastMessageAt: TimestampMs.nullable(),
  createdAt: TimestampMs,
  /** The shop's own facts that have a value. */
  fields: z.array(z.strictObject({ fieldId: CustomerFieldId, value: z.string() })),
  /** Use is stopped at the person's wish (Art. 18): kept, but nothing is sent and nobody works with it. */
  restrictedAt: TimestampMs.nullable(),
})

/** A day of the year that matters to a customer, e.g. birthday or service-due; the year may be unknown. */
export const CustomerDate = z.strictObject({
  date: z.string().min(1).max(40),
  month: z.number().int().min(1).max(12),
  day: z.number().int().min(1).max(31),
  year: z.number().int().min(1900).max(2200).nullable(),
})

export const CustomerCard = CustomerRow.extend({
  userId: UserId.nullable(),
  note: z.string(),
  dates: z.array(CustomerDate),
  orders: z.strictObject({
    count: z.number().int(),
    lastAt: TimestampMs.nullable(),
    sums: z.array(z.strictObject({ currency: Currency, totalMicros: Micros })),
  }),
  consent: z.array(ConsentEntry),
  messageCount: z.number().int(),
  broadcastCount: z.number().int(),
  coupons: z.array(
    z.strictObject({
      code: z.string(),
      broadcastName: z.string(),
      state: z.enum(['reserved', 'sent', 'used', 'released']),
      expiresAt: TimestampMs.nullable(),
    }),
  ),
  lastExportAt: TimestampMs.nullable(),
  restrictedWhy: z.string(),
  /** Kept from retention and erasure by rule while a dispute or a tax matter runs. */
  heldWhy: z.string().nullable(),
  /** Records that were joined into this one and can be parted again. */
  merged: z.array(z.strictObject({ mergeId: MergeId, name: z.string(), phone: ShownPhone.nullable(), at: TimestampMs, by: z.string() })),
})

export const customerCalls = {
  'customer.list': defineCall({
    summary:
      'A page of customers, newest activity first; search by part of name, number, @name or tag, from one character on. A search looks at no more than 501 people, those who were added last: a total of 501 means more than 500.',
    role: 'viewer',
    input: z.strictObject({
      search: z.string().max(200).default(''),
      tag: z.string().max(100).optional(),
      groupId: GroupId.optional(),
      offers: OfferState.optional(),
      importId: ImportId.optional(),
      /** Only those whose data must not be used, at their wish. */
      isRestricted: z.literal(true).optional(),
      cursor: Cursor.optional(),
      limit: PageSize.default(100),
    }),
    output: z.strictObject({ customers: z.array(CustomerRow), total: z.number().int(), nextCursor: Cursor.nullable() }),
  }),
  'customer.get': defineCall({
    summary: 'One customer with consent history, tags, coupons and counts.',
    role: 'viewer',
    input: z.strictObject({ customerId: CustomerId }),
    output: CustomerCard,
  }),
  'customer.save': defineCall({
    summary: 'Adds a customer by number, or changes the facts of one. A number that was erased before is refused.',
    role: 'staff',
    input: z.strictObject({
      customerId: CustomerId.optional(),
      /** Any spelling; required for a new customer. */
      phone: z.string().max(64).optional(),
      name: z.string().max(200).optional(),
      addressAs: z.string().max(100).optional(),
      language: z.string().max(16).nullable().optional(),
      tags: z.array(z.string().min(1).max(100)).max(50).optional(),
      note: z.string().max(4000).optional(),
      /** All of them; what is left out is removed. */
      dates: z.array(CustomerDate).max(10).optional(),
      /** Those that are named; an empty value takes one away. */
      fields: z
        .array(z.strictObject({ fieldId: CustomerFieldId, value: z.string().max(1000) }))
        .max(50)
        .optional(),
    }),
    output: CustomerCard,
  }),
  'customer.tags': defineCall({
    summary: 'All tags with how many customers have each.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ tags: z.array(z.strictObject({ tag: z.string(), count: z.number().int() })) }),
  }),
  'customer.recordConsent': defineCall({
    summary: 'Adds one entry to the consent history; nothing is ever changed in it.',
    role: 'staff',
    audited: true,
    input: z.strictObject({
      customerId: CustomerId,
      purpose: z.enum(['offers', 'service']).default('offers'),
      decision: z.enum(['yes', 'no']),
      source: ConsentSource,
      detail: z.string().max(200).default(''),
      wording: z.string().max(2000).default(''),
      at: TimestampMs.optional(),
      /** A photo, scan or PDF up to 10 MB; it is sealed and kept with the entry. */
      evidence: FileReference.optional(),
    }),
    output: CustomerCard,
    files: { read: ['evidence'] },
  }),
}

export const customerEvents = {
  'customer.changed': defineEvent({
    summary: 'Customers were added, changed or removed; null means many.',
    data: z.strictObject({ customerId: CustomerId.nullable() }),
  }),
}
