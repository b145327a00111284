import { z } from 'zod'
import {
  BroadcastId,
  CountryCode,
  Currency,
  Cursor,
  CustomerId,
  MessageId,
  Micros,
  OrderId,
  PageSize,
  ShownPhone,
  TimestampMs,
} from '../kernel/values.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'
import { OrderAct, OrderProposal, OrderState, OrderStep, OrderTelling, OrderWords } from './order-work.ts'

export { OrderAct, OrderNotice, OrderState, OrderStep, OrderWords } from './order-work.ts'

export const OrderSource = z.enum(['cart', 'till', 'import', 'by-hand'])

/** What a customer bought. Amounts in millionths of the currency. */
export const Order = z.strictObject({
  orderId: OrderId,
  customerId: CustomerId.nullable(),
  at: TimestampMs,
  source: OrderSource,
  /** The shop's own number of it; empty where it has none. */
  number: z.string(),
  totalMicros: Micros,
  currency: Currency,
  lines: z.array(
    z.strictObject({
      retailerId: z.string(),
      name: z.string(),
      quantity: z.number().int().positive(),
      priceMicros: Micros.nullable(),
    }),
  ),
  /** The broadcast that it is counted for: the latest that reached the customer within seven days before. */
  broadcastId: BroadcastId.nullable(),
  couponCode: z.string().nullable(),
  /** What people call it: the shop's number, else one that is given here. */
  reference: z.string(),
  /** What was declined or cancelled is listed, and counted nowhere. */
  state: OrderState,
  dueAt: TimestampMs.nullable(),
  carrier: z.string(),
  tracking: z.string(),
  /** The customer's message that a cart came by. */
  messageId: MessageId.nullable(),
  /** What was done with it, oldest first. */
  steps: z.array(OrderStep),
  /** The acts that its state allows. */
  acts: z.array(z.enum(['accept', 'change', 'decline', 'ready', 'ship', 'done', 'cancel', 'due', 'tell'])),
  /** Whether the last step can be taken back: nothing of it has left. */
  canUndo: z.boolean(),
})

const NewLine = z.strictObject({
  retailerId: z.string().max(100),
  quantity: z.number().int().min(1).max(9_999),
  priceMicros: Micros.nullable().default(null),
})

export const orderCalls = {
  'order.list': defineCall({
    summary: 'Orders, newest first, of one customer or of all.',
    role: 'viewer',
    input: z.strictObject({ customerId: CustomerId.optional(), cursor: Cursor.optional(), limit: PageSize.default(50) }),
    output: z.strictObject({
      orders: z.array(Order),
      total: z.number().int(),
      /** Sum by currency. */
      sums: z.array(z.strictObject({ currency: Currency, totalMicros: Micros })),
      nextCursor: Cursor.nullable(),
    }),
  }),
  'order.get': defineCall({
    summary: 'One order.',
    role: 'viewer',
    input: z.strictObject({ orderId: OrderId }),
    output: Order,
  }),
  'order.ofCart': defineCall({
    summary: "The orders that a customer's cart became: one for each currency.",
    role: 'viewer',
    input: z.strictObject({ messageId: MessageId }),
    output: z.strictObject({ orders: z.array(Order) }),
  }),
  'order.propose': defineCall({
    summary: 'What an act would say to the customer, and by which approved templates where the reply window is closed, with their cost.',
    role: 'staff',
    input: z.strictObject({ orderId: OrderId, act: OrderAct }),
    output: OrderProposal,
  }),
  'order.act': defineCall({
    summary:
      'Does something with an order and tells the customer, both or neither. Errors: order-missing, order-state (state), order-unpriced, and those of inbox.reply.',
    role: 'staff',
    input: z.strictObject({
      orderId: OrderId,
      act: OrderAct,
      telling: OrderTelling,
      holdMs: z.number().int().min(0).max(10_000).default(0),
    }),
    output: z.strictObject({ order: Order, messageId: MessageId.nullable() }),
  }),
  'order.undo': defineCall({
    summary: 'Takes the last step of an order back, with its message. Error: order-told when that has left.',
    role: 'staff',
    input: z.strictObject({ orderId: OrderId }),
    output: Order,
  }),
  'order.words': defineCall({
    summary: "The words of order notices by language; Shopbell's own where the shop has none.",
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ words: OrderWords, areOwn: z.boolean() }),
  }),
  'order.saveWords': defineCall({
    summary: "Chooses the words of order notices; null goes back to Shopbell's own.",
    role: 'manager',
    input: z.strictObject({ words: OrderWords.nullable() }),
    output: z.strictObject({ words: OrderWords, areOwn: z.boolean() }),
  }),
  'order.add': defineCall({
    summary: 'Notes an order of a customer by hand. The same order number twice is refused.',
    role: 'staff',
    input: z.strictObject({
      customerId: CustomerId,
      at: TimestampMs.optional(),
      number: z.string().max(100).default(''),
      totalMicros: Micros.nonnegative(),
      currency: Currency.optional(),
      lines: z.array(NewLine).max(100).default([]),
    }),
    output: Order,
  }),
  'order.remove': defineCall({
    summary: 'Removes an order that was noted by hand or imported by mistake.',
    role: 'manager',
    input: z.strictObject({ orderId: OrderId }),
    output: z.strictObject({ removed: z.literal(true) }),
  }),
  'order.restore': defineCall({
    summary: 'Puts an order back that was removed since the shop was opened; answers it with its new id.',
    role: 'manager',
    input: z.strictObject({ orderId: OrderId }),
    output: Order,
  }),
  'order.import': defineCall({
    summary:
      'Reads past orders from a CSV or TSV with columns for number of the customer, day, total, and optionally order number and products. All rows or none; people who are not customers are counted and left out; order numbers that are there already too.',
    role: 'manager',
    input: z.strictObject({
      file: FileReference,
      defaultCountry: CountryCode.optional(),
      currency: Currency.optional(),
      dryRun: z.boolean().default(false),
    }),
    output: z.strictObject({
      fileName: z.string(),
      rows: z.number().int(),
      added: z.number().int(),
      known: z.number().int(),
      unknownCustomers: z.number().int(),
      refused: z.array(z.strictObject({ row: z.number().int(), reason: z.enum(['number', 'day', 'total', 'columns']) })).max(1_000),
      sample: z.array(z.strictObject({ phone: ShownPhone, at: TimestampMs, totalMicros: Micros, currency: Currency })).max(5),
    }),
    files: { read: ['file'] },
    deadlineMs: 300_000,
  }),
}

export const orderEvents = {
  'order.changed': defineEvent({
    summary: 'Orders were added or removed; null means many.',
    data: z.strictObject({ customerId: CustomerId.nullable() }),
  }),
}
