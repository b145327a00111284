import { z } from 'zod'
import {
  BroadcastId,
  CouponId,
  Currency,
  Cursor,
  CustomerId,
  MessageId,
  Micros,
  OrderId,
  PageSize,
  QuickReplyId,
  TimestampMs,
} from '../kernel/values.ts'
import { defineCall } from './define.ts'

/** A text with the parts that were looked for, in UTF-16 units, in order. */
export const MarkedText = z.strictObject({
  text: z.string(),
  marks: z.array(z.strictObject({ start: z.number().int(), end: z.number().int() })),
})

export const MessageHit = z.strictObject({
  messageId: MessageId,
  customerId: CustomerId,
  customerName: z.string(),
  direction: z.enum(['in', 'out']),
  /** Written by staff for each other. */
  isNote: z.boolean(),
  at: TimestampMs,
  /** What stands around the first place found, one line. */
  excerpt: MarkedText,
})

export const SearchKind = z.enum(['customers', 'messages', 'orders', 'coupons', 'products', 'templates', 'quickReplies', 'broadcasts'])

export const searchCalls = {
  'search.find': defineCall({
    summary:
      'Looks for a text in everything: customers, messages, orders by number, coupon codes, products, templates, quick replies, broadcasts. A few of each; one character is enough.',
    role: 'viewer',
    input: z.strictObject({
      query: z.string().max(200),
      kinds: z
        .array(SearchKind)
        .min(1)
        .default([...SearchKind.options]),
      limit: z.number().int().min(1).max(50).default(5),
    }),
    output: z.strictObject({
      customers: z.array(
        z.strictObject({
          customerId: CustomerId,
          name: MarkedText,
          /** Number as people write it, or @name; digits looked for are marked too. */
          handle: MarkedText,
          /** Where else it was found: form of address, a tag or the note. */
          also: MarkedText.nullable(),
        }),
      ),
      messages: z.array(MessageHit),
      orders: z.array(
        z.strictObject({
          orderId: OrderId,
          number: MarkedText,
          customerId: CustomerId,
          customerName: z.string(),
          totalMicros: Micros,
          currency: Currency,
          at: TimestampMs,
        }),
      ),
      coupons: z.array(
        z.strictObject({
          couponId: CouponId,
          couponName: z.string(),
          code: MarkedText,
          customerId: CustomerId.nullable(),
          customerName: z.string(),
        }),
      ),
      products: z.array(z.strictObject({ retailerId: z.string(), name: MarkedText, price: z.string() })),
      templates: z.array(z.strictObject({ name: MarkedText, language: z.string(), excerpt: MarkedText })),
      quickReplies: z.array(z.strictObject({ quickReplyId: QuickReplyId, shortcut: z.string(), title: MarkedText, excerpt: MarkedText })),
      broadcasts: z.array(z.strictObject({ broadcastId: BroadcastId, name: MarkedText, at: TimestampMs })),
    }),
  }),
  'search.messages': defineCall({
    summary:
      'Messages and notes that hold a text, newest first, of all conversations or of one. A page may be short or empty and still have a next one: looking is done in portions.',
    role: 'viewer',
    input: z.strictObject({
      query: z.string().max(200),
      customerId: CustomerId.optional(),
      cursor: Cursor.optional(),
      limit: PageSize.default(50),
    }),
    output: z.strictObject({ hits: z.array(MessageHit), nextCursor: Cursor.nullable() }),
  }),
}
