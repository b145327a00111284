import { z } from 'zod'
import { CustomerId, Locale, ReceiptId, TimestampMs } from '../kernel/values.ts'
import { defineCall, FileReference, Nothing } from './define.ts'

export const ErasePreview = z.strictObject({
  customerId: CustomerId,
  name: z.string(),
  /** What the person who erases must type: last four digits of the number, or last four characters of the customer code. */
  confirmWith: z.enum(['phone', 'code']),
  removed: z.array(z.strictObject({ kind: z.string(), count: z.number().int() })),
  kept: z.array(z.strictObject({ kind: z.string(), count: z.number().int() })),
  /** Times of exports of this person: those files are out of reach. */
  exportedAt: z.array(TimestampMs),
  /** The same files by name; a name is empty where it was not kept. Not sure are lists and reports of which only their kind was noted. */
  exportedFiles: z.array(z.strictObject({ at: TimestampMs, fileName: z.string(), isSure: z.boolean() })),
  /** Backups that hold this person and about how long rewriting them takes. */
  backups: z.strictObject({ files: z.number().int(), seconds: z.number().int() }),
  /** Earlier states of the shop beside the vault that may hold this person; `privacy.removeAside` deletes them. */
  asides: z.array(z.strictObject({ kind: z.enum(['restored', 'rescued']), at: TimestampMs })),
  /** Why a legal hold keeps this person from being erased; null where nothing does. */
  heldWhy: z.string().nullable(),
})

export const EraseReceipt = z.strictObject({
  receiptId: ReceiptId,
  at: TimestampMs,
  by: z.string(),
  removed: z.array(z.strictObject({ kind: z.string(), count: z.number().int() })),
  suppressionKept: z.boolean(),
  /** Backups that were rewritten, and those that could not be reached (by file name); they follow when they can. */
  backups: z.strictObject({ rewritten: z.number().int(), waiting: z.array(z.string()) }),
  /** SHA-256 over the receipt's canonical text, chained to the receipt before it. */
  checkCode: z.string(),
})

export const customerPrivacyCalls = {
  'customer.export': defineCall({
    summary:
      'Writes everything kept about one person as a ZIP: a readable page, JSON, media and a manifest; with a password the ZIP is locked (AES-256).',
    role: 'owner',
    stepUp: true,
    input: z.strictObject({
      customerId: CustomerId,
      target: FileReference,
      locale: Locale.optional(),
      password: z.string().min(8).max(128).optional(),
    }),
    output: z.strictObject({
      fileName: z.string(),
      sizeBytes: z.number().int(),
      sha256: z.string(),
      entries: z.number().int(),
      messages: z.number().int(),
    }),
    files: { write: ['target'], holds: 'tracked' },
    deadlineMs: 120_000,
  }),
  'customer.erasePreview': defineCall({
    summary: 'Lists what erasing one person removes, keeps, and can not reach.',
    role: 'owner',
    audited: false,
    input: z.strictObject({ customerId: CustomerId }),
    output: ErasePreview,
  }),
  'customer.erase': defineCall({
    summary: 'Erases one person from database, search index and log of writes, and remembers only a keyed hash of the number.',
    role: 'owner',
    stepUp: true,
    input: z.strictObject({
      customerId: CustomerId,
      confirmation: z.string().max(16),
      keepSuppression: z.boolean().default(true),
      rewriteBackups: z.boolean().default(true),
    }),
    output: EraseReceipt,
    deadlineMs: 120_000,
  }),
  'customer.receipts': defineCall({
    summary: 'Receipts of erasures, newest first.',
    role: 'owner',
    audited: false,
    input: Nothing,
    output: z.strictObject({ receipts: z.array(EraseReceipt) }),
  }),
  'customer.eraseMany': defineCall({
    summary:
      'Erases several people, each with a receipt; ended in the middle, each is erased whole or not at all. Held people stay and are counted.',
    role: 'owner',
    stepUp: true,
    input: z.strictObject({
      customerIds: z.array(CustomerId).min(1).max(1000),
      /** How many people, typed. */
      confirmation: z.string().max(16),
      keepSuppression: z.boolean().default(true),
    }),
    output: z.strictObject({ receipts: z.array(EraseReceipt), held: z.number().int() }),
    deadlineMs: 1_800_000,
  }),
  'customer.receiptPage': defineCall({
    summary: 'Writes one receipt as a page that can be printed: times, counts, check code; nothing of the person.',
    role: 'owner',
    audited: false,
    input: z.strictObject({ receiptId: ReceiptId, target: FileReference, locale: Locale.optional() }),
    output: z.strictObject({ fileName: z.string(), sizeBytes: z.number().int() }),
    files: { write: ['target'], holds: 'nobody' },
  }),
  'customer.checkReceipt': defineCall({
    summary: 'Whether a receipt of this shop carries this number and check code, and the chain up to it is whole.',
    role: 'owner',
    audited: false,
    input: z.strictObject({ receiptId: ReceiptId, checkCode: z.string().max(100) }),
    output: z.strictObject({ isGood: z.boolean() }),
  }),
}
