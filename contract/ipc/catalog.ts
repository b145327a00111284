import { z } from 'zod'
import { TimestampMs } from '../kernel/values.ts'
import { defineCall, defineEvent, Nothing } from './define.ts'

export const Product = z.strictObject({
  /** The shop's own code (Meta's retailer_id). */
  retailerId: z.string(),
  productId: z.string(),
  name: z.string(),
  description: z.string(),
  /** Meta gives the price as text to show, e.g. "NT$480.00". */
  price: z.string(),
  currency: z.string().nullable(),
  availability: z.enum([
    'in stock',
    'out of stock',
    'preorder',
    'available for order',
    'discontinued',
    'pending',
    'mark_as_sold',
    'unknown',
  ]),
  imageUrl: z.string().nullable(),
  /** A small picture as a data URL, fetched by the engine; null when there is none yet. */
  thumbnail: z.string().nullable(),
  problem: z.enum(['not-approved', 'no-picture', 'no-price']).nullable(),
})

export const catalogCalls = {
  'catalog.sync': defineCall({
    summary: 'Reads all products of the linked catalog from Meta again.',
    role: 'staff',
    input: Nothing,
    output: z.strictObject({
      catalogId: z.string(),
      total: z.number().int(),
      added: z.number().int(),
      changed: z.number().int(),
      removed: z.number().int(),
      syncedAt: TimestampMs,
    }),
    deadlineMs: 120_000,
  }),
  'catalog.list': defineCall({
    summary: 'The products as last read; search by part of name or code.',
    role: 'staff',
    input: z.strictObject({ search: z.string().max(200).default(''), inStockOnly: z.boolean().default(false) }),
    output: z.strictObject({ catalogId: z.string().nullable(), products: z.array(Product), syncedAt: TimestampMs.nullable() }),
  }),
}

export const catalogEvents = {
  'catalog.changed': defineEvent({ summary: 'Products were read again.', data: Nothing }),
}
