import { z } from 'zod'
import { Cursor, CustomerFieldId, CustomerId, MergeId, PageSize, TimestampMs } from '../kernel/values.ts'
import { CustomerCard, CustomerRow } from './customer.ts'
import { defineCall, Nothing } from './define.ts'

/** A fact that this shop wants to know of its customers, e.g. "Size". Dates are YYYY-MM-DD, choices one of `choices`. */
export const CustomerField = z.strictObject({
  fieldId: CustomerFieldId,
  label: z.string(),
  kind: z.enum(['text', 'number', 'date', 'choice', 'yes-no']),
  choices: z.array(z.string()),
  /** Stands in the list of customers as a column. */
  isColumn: z.boolean(),
  /** How many customers have a value. */
  used: z.number().int(),
})

/** One line of what happened with a customer; `facts` are words and numbers that the window makes a sentence of. */
export const TimelineEntry = z.strictObject({
  at: TimestampMs,
  kind: z.enum([
    'added',
    'imported',
    'changed',
    'consent',
    'messages',
    'broadcast',
    'coupon',
    'order',
    'note',
    'merged',
    'parted',
    'exported',
    'restricted',
    'held',
    'request',
  ]),
  by: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  /** What a fact was before and is now, for `changed` and `merged`. */
  changes: z.array(z.strictObject({ fact: z.string(), before: z.string(), after: z.string() })),
})

/** Two records that are likely one person, and why. */
export const DuplicatePair = z.strictObject({
  one: CustomerRow,
  other: CustomerRow,
  why: z.enum(['number-spelling', 'same-name-and-day', 'same-name-near-number', 'same-username', 'same-field']),
  /** From 0 to 100. */
  sureness: z.number().int().min(0).max(100),
})

/** Facts of which a person has one; a merge takes each from one of the two records. */
export const MergeFact = z.enum(['name', 'addressAs', 'phone', 'language', 'note', 'dates', 'fields'])

export const customerRecordCalls = {
  'customer.fields': defineCall({
    summary: "The shop's own facts, in their order.",
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ fields: z.array(CustomerField) }),
  }),
  'customer.saveField': defineCall({
    summary: 'Adds a fact of the shop, or renames it or changes its choices. The kind of one that has values stays.',
    role: 'manager',
    input: z.strictObject({
      fieldId: CustomerFieldId.optional(),
      label: z.string().trim().min(1).max(60),
      kind: CustomerField.shape.kind.default('text'),
      choices: z.array(z.string().trim().min(1).max(60)).max(50).default([]),
      place: z.number().int().min(0).optional(),
      isColumn: z.boolean().optional(),
    }),
    output: CustomerField,
  }),
  'customer.removeField': defineCall({
    summary: 'Removes a fact and all its values.',
    role: 'manager',
    input: z.strictObject({ fieldId: CustomerFieldId }),
    output: z.strictObject({ values: z.number().int() }),
  }),
  'customer.timeline': defineCall({
    summary:
      'What happened with one customer, newest first: changes with before and after, consent, chats by day, broadcasts, coupons, orders, exports.',
    role: 'viewer',
    input: z.strictObject({
      customerId: CustomerId,
      kinds: z.array(TimelineEntry.shape.kind).max(20).optional(),
      cursor: Cursor.optional(),
      limit: PageSize.default(50),
    }),
    output: z.strictObject({ entries: z.array(TimelineEntry), nextCursor: Cursor.nullable() }),
  }),
  'customer.duplicates': defineCall({
    summary: 'Pairs of records that are likely one person, surest first; those that somebody called two people are left out.',
    role: 'viewer',
    input: z.strictObject({ customerId: CustomerId.optional(), cursor: Cursor.optional(), limit: PageSize.default(50) }),
    output: z.strictObject({ pairs: z.array(DuplicatePair), total: z.number().int(), nextCursor: Cursor.nullable() }),
  }),
  'customer.merge': defineCall({
    summary:
      'Makes two records one: chats, orders, codes, consent and tags of both; single facts from the record that is chosen for each. A refusal or withdrawal of either counts. Can be parted again.',
    role: 'manager',
    audited: true,
    input: z.strictObject({ keep: CustomerId, other: CustomerId, fromOther: z.array(MergeFact).max(10).default([]) }),
    output: z.strictObject({ card: CustomerCard, mergeId: MergeId }),
    deadlineMs: 120_000,
  }),
  'customer.part': defineCall({
    summary: 'Takes a merge back: two records as they were, with what came since staying with the one that was kept.',
    role: 'manager',
    audited: true,
    input: z.strictObject({ mergeId: MergeId }),
    output: z.strictObject({ kept: CustomerCard, parted: CustomerCard }),
    deadlineMs: 120_000,
  }),
  'customer.notSame': defineCall({
    summary: 'Two records are two people: they are not offered again.',
    role: 'staff',
    input: z.strictObject({ one: CustomerId, other: CustomerId }),
    output: Nothing,
  }),
  'customer.restrict': defineCall({
    summary:
      "Stops or allows again the use of one customer's data at their wish: kept, but nothing is sent; broadcasts leave them out and say so.",
    role: 'manager',
    audited: true,
    input: z.strictObject({ customerId: CustomerId, isRestricted: z.boolean(), why: z.string().max(500).default('') }),
    output: CustomerCard,
  }),
  'customer.hold': defineCall({
    summary: 'Keeps one customer from retention and erasure while a dispute or a tax matter runs, or ends that (`why` null).',
    role: 'owner',
    input: z.strictObject({ customerId: CustomerId, why: z.string().trim().min(1).max(500).nullable() }),
    output: CustomerCard,
  }),
}
