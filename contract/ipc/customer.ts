import { z } from 'zod'
import {
  CountryCode,
  Currency,
  Cursor,
  CustomerId,
  GroupId,
  ImportId,
  Locale,
  Micros,
  PageSize,
  PhoneE164,
  ReceiptId,
  TimestampMs,
  UserId,
} from '../kernel/values.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'

/** Whether offers may be sent: agreed, refused or withdrawn here, stopped in WhatsApp (only the customer can undo), or nothing on record. */
export const OfferState = z.enum(['yes', 'no', 'stopped', 'unknown'])
export const ConsentSource = z.enum(['till-qr', 'paper-form', 'website', 'chat', 'order-checkbox', 'whatsapp-preference', 'other'])

export const ConsentEntry = z.strictObject({
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
})

export const CustomerRow = z.strictObject({
  customerId: CustomerId,
  name: z.string(),
  addressAs: z.string(),
  phone: PhoneE164.nullable(),
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
})

/** Which column of the file holds what; a column by its header text. */
export const ColumnMatch = z.strictObject({
  phone: z.string(),
  name: z.string().optional(),
  addressAs: z.string().optional(),
  language: z.string().optional(),
  tags: z.string().optional(),
  note: z.string().optional(),
  /** Column with the day of agreeing; rows without a readable date use `consent.at`. */
  consentAt: z.string().optional(),
  /** Columns with a day of the year: birthday, and the day a service is due. */
  birthday: z.string().optional(),
  serviceDue: z.string().optional(),
})

export const Encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'big5', 'gb18030', 'shift_jis', 'windows-1252'])

export const ImportConsent = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('agreed'),
    source: ConsentSource,
    detail: z.string().max(200).default(''),
    wording: z.string().max(2000).default(''),
    at: TimestampMs,
  }),
  z.strictObject({ state: z.literal('unknown') }),
])

/** What becomes of one row of the file. */
export const RowVerdict = z.enum(['new', 'update', 'same', 'duplicate', 'suppressed', 'refused'])
export const RowReason = z.enum([
  'no-number',
  'number-unreadable',
  'number-scientific',
  'number-wrong-length',
  'number-lost-zero',
  'undecodable-text',
  'too-few-columns',
  'same-as-row',
  'erased-before',
  'none',
])

export const ImportCounts = z.strictObject({
  rows: z.number().int(),
  new: z.number().int(),
  update: z.number().int(),
  same: z.number().int(),
  duplicate: z.number().int(),
  suppressed: z.number().int(),
  refused: z.number().int(),
  /** Of new and updated people, how many may not get offers. */
  noConsent: z.number().int(),
})

export const ImportRun = z.strictObject({
  importId: ImportId,
  fileName: z.string(),
  state: z.enum(['dry-run', 'running', 'done', 'undone', 'failed']),
  counts: ImportCounts,
  startedAt: TimestampMs,
  /** Undo is possible until then; null when it is not. */
  undoUntil: TimestampMs.nullable(),
})

export const ErasePreview = z.strictObject({
  customerId: CustomerId,
  name: z.string(),
  /** What the person who erases must type: last four digits of the number, or last four characters of the customer code. */
  confirmWith: z.enum(['phone', 'code']),
  removed: z.array(z.strictObject({ kind: z.string(), count: z.number().int() })),
  kept: z.array(z.strictObject({ kind: z.string(), count: z.number().int() })),
  /** Times of exports of this person: those files are out of reach. */
  exportedAt: z.array(TimestampMs),
})

export const EraseReceipt = z.strictObject({
  receiptId: ReceiptId,
  at: TimestampMs,
  by: z.string(),
  removed: z.array(z.strictObject({ kind: z.string(), count: z.number().int() })),
  suppressionKept: z.boolean(),
  /** SHA-256 over the receipt's canonical text, chained to the receipt before it. */
  checkCode: z.string(),
})

export const customerCalls = {
  'customer.list': defineCall({
    summary:
      'A page of customers, newest activity first; search by part of name, number, @name or tag, from one character on. A search looks at no more than 501 people, those who were added last: a total of 501 means more than 500.',
    role: 'staff',
    input: z.strictObject({
      search: z.string().max(200).default(''),
      tag: z.string().max(100).optional(),
      groupId: GroupId.optional(),
      offers: OfferState.optional(),
      importId: ImportId.optional(),
      cursor: Cursor.optional(),
      limit: PageSize.default(100),
    }),
    output: z.strictObject({ customers: z.array(CustomerRow), total: z.number().int(), nextCursor: Cursor.nullable() }),
  }),
  'customer.get': defineCall({
    summary: 'One customer with consent history, tags, coupons and counts.',
    role: 'staff',
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
    }),
    output: CustomerCard,
  }),
  'customer.tags': defineCall({
    summary: 'All tags with how many customers have each.',
    role: 'staff',
    input: Nothing,
    output: z.strictObject({ tags: z.array(z.strictObject({ tag: z.string(), count: z.number().int() })) }),
  }),
  'customer.recordConsent': defineCall({
    summary: 'Adds one entry to the consent history; nothing is ever changed in it.',
    role: 'staff',
    input: z.strictObject({
      customerId: CustomerId,
      purpose: z.enum(['offers', 'service']).default('offers'),
      decision: z.enum(['yes', 'no']),
      source: ConsentSource,
      detail: z.string().max(200).default(''),
      wording: z.string().max(2000).default(''),
      at: TimestampMs.optional(),
    }),
    output: CustomerCard,
  }),
  'customer.inspectFile': defineCall({
    summary: 'Reads the beginning of a CSV or TSV: encoding, columns with samples, and a guess which column is what.',
    role: 'manager',
    input: z.strictObject({ file: FileReference, encoding: Encoding.optional() }),
    output: z.strictObject({
      fileName: z.string(),
      sizeBytes: z.number().int(),
      encoding: Encoding,
      delimiter: z.string(),
      columns: z.array(z.strictObject({ header: z.string(), samples: z.array(z.string()) })),
      guess: ColumnMatch.partial(),
      /** True when some bytes of the sample could not be read in this encoding. */
      hasUndecodable: z.boolean(),
    }),
    files: { read: ['file'] },
    deadlineMs: 60_000,
  }),
  'customer.import': defineCall({
    summary: 'Reads people from a CSV or TSV; with `dryRun` it only says what would happen. All rows or none; one undo for 7 days.',
    role: 'manager',
    input: z.strictObject({
      file: FileReference,
      encoding: Encoding.optional(),
      /** Left out: the columns are guessed from their names. */
      columns: ColumnMatch.optional(),
      defaultCountry: CountryCode.optional(),
      consent: ImportConsent,
      tags: z.array(z.string().min(1).max(100)).max(20).default([]),
      dryRun: z.boolean().default(false),
    }),
    output: ImportRun,
    files: { read: ['file'] },
    deadlineMs: 600_000,
  }),
  'customer.importRows': defineCall({
    summary: 'Rows of an import or dry run by verdict, with the reason of each.',
    role: 'manager',
    input: z.strictObject({ importId: ImportId, verdict: RowVerdict.optional(), cursor: Cursor.optional(), limit: PageSize.default(100) }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          row: z.number().int(),
          verdict: RowVerdict,
          reason: RowReason,
          sameAsRow: z.number().int().nullable(),
          phoneAsWritten: z.string(),
          name: z.string(),
        }),
      ),
      nextCursor: Cursor.nullable(),
    }),
  }),
  'customer.imports': defineCall({
    summary: 'Past imports, newest first.',
    role: 'manager',
    input: Nothing,
    output: z.strictObject({ imports: z.array(ImportRun) }),
  }),
  'customer.undoImport': defineCall({
    summary:
      'Takes an import back: people it added are removed, facts it changed return. People who wrote or were written to since then stay.',
    role: 'manager',
    input: z.strictObject({ importId: ImportId }),
    output: z.strictObject({ removed: z.number().int(), restored: z.number().int(), stayed: z.number().int() }),
    deadlineMs: 600_000,
  }),
  'customer.export': defineCall({
    summary: 'Writes everything kept about one person as a ZIP: a readable page, JSON, media and a manifest.',
    role: 'owner',
    input: z.strictObject({ customerId: CustomerId, target: FileReference, locale: Locale.optional() }),
    output: z.strictObject({
      fileName: z.string(),
      sizeBytes: z.number().int(),
      sha256: z.string(),
      entries: z.number().int(),
      messages: z.number().int(),
    }),
    files: { write: ['target'] },
    deadlineMs: 120_000,
  }),
  'customer.erasePreview': defineCall({
    summary: 'Lists what erasing one person removes, keeps, and can not reach.',
    role: 'owner',
    input: z.strictObject({ customerId: CustomerId }),
    output: ErasePreview,
  }),
  'customer.erase': defineCall({
    summary: 'Erases one person from database, search index and log of writes, and remembers only a keyed hash of the number.',
    role: 'owner',
    input: z.strictObject({ customerId: CustomerId, confirmation: z.string().max(16), keepSuppression: z.boolean().default(true) }),
    output: EraseReceipt,
    deadlineMs: 120_000,
  }),
  'customer.receipts': defineCall({
    summary: 'Receipts of erasures, newest first.',
    role: 'owner',
    input: Nothing,
    output: z.strictObject({ receipts: z.array(EraseReceipt) }),
  }),
}

export const customerEvents = {
  'customer.changed': defineEvent({
    summary: 'Customers were added, changed or removed; null means many.',
    data: z.strictObject({ customerId: CustomerId.nullable() }),
  }),
  'customer.importProgress': defineEvent({
    summary: 'How far a running import is.',
    data: z.strictObject({
      importId: ImportId,
      phase: z.enum(['reading', 'writing']),
      rowsDone: z.number().int(),
      bytesDone: z.number().int(),
      bytesTotal: z.number().int(),
    }),
  }),
}
