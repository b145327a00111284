import { z } from 'zod'
import { CountryCode, Cursor, CustomerFieldId, ImportId, PageSize, TimestampMs } from '../kernel/values.ts'
import { ConsentSource } from './customer.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'

/**
 * What a file is: a table as text, a table of a spreadsheet, business cards, or a chat as the phone app exports it. Read from
 * its bytes, never from its name.
 */
export const ImportFormat = z.enum(['csv', 'xlsx', 'vcard', 'chat'])

/** Which column of the file holds what; a column by its header text. */
export const ColumnMatch = z.strictObject({
  phone: z.string(),
  name: z.string().optional(),
  addressAs: z.string().optional(),
  language: z.string().optional(),
  tags: z.string().optional(),
  note: z.string().optional(),
  /**
   * Column that says of each row whether the person agreed. Then `consent` holds for those who said yes alone: a no takes back
   * what a known customer had agreed to, and an empty cell or another word adds nothing.
   */
  agreed: z.string().optional(),
  /** Column with the day of agreeing; rows without a readable date use `consent.at`. */
  consentAt: z.string().optional(),
  /** Columns with a day of the year: birthday, and the day a service is due. */
  birthday: z.string().optional(),
  serviceDue: z.string().optional(),
  /** Columns that fill the shop's own facts. */
  fields: z
    .array(z.strictObject({ fieldId: CustomerFieldId, column: z.string() }))
    .max(50)
    .optional(),
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
  'card-unreadable',
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
  /** Of new and updated people, how many may not get offers; a no of the file counts here too. */
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
  /** Who imported; empty for imports of before that was kept. */
  by: z.string(),
})

/** What a chat export says of itself. */
export const ChatFile = z.strictObject({
  people: z.array(z.strictObject({ name: z.string(), messages: z.number().int() })),
  messages: z.number().int(),
  files: z.number().int(),
  firstAt: TimestampMs.nullable(),
  lastAt: TimestampMs.nullable(),
  /** Null where no line says whether day or month comes first: a person has to. */
  dayFirst: z.boolean().nullable(),
  unreadable: z.number().int(),
})

export const customerImportCalls = {
  'customer.inspectFile': defineCall({
    summary:
      'Reads the beginning of a CSV, TSV, XLSX or vCard file: what it is, encoding, columns with samples, and a guess which column is what.',
    role: 'manager',
    input: z.strictObject({ file: FileReference, encoding: Encoding.optional(), sheet: z.string().max(100).optional() }),
    output: z.strictObject({
      fileName: z.string(),
      sizeBytes: z.number().int(),
      format: ImportFormat,
      /** Sheets of a spreadsheet; empty for others. */
      sheets: z.array(z.string()),
      /** A file with the same columns was read before: `guess` is what was chosen then. */
      isRemembered: z.boolean(),
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
    summary:
      'Reads people from a CSV, TSV, XLSX or vCard file; with `dryRun` it only says what would happen. All rows or none, also when the computer goes off in the middle: people who are being written down can be seen bit by bit, and the next start writes the rest. One undo for 7 days.',
    role: 'manager',
    audited: true,
    input: z.strictObject({
      file: FileReference,
      encoding: Encoding.optional(),
      /** One sheet of a spreadsheet; the first unless told. */
      sheet: z.string().max(100).optional(),
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
  'customer.cancelImport': defineCall({
    summary:
      'Ends the import, dry run or undo that is running, if any. Of a broken-off import nothing stays; a broken-off undo can be asked for again.',
    role: 'manager',
    input: Nothing,
    output: z.strictObject({ isCancelled: z.boolean() }),
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
    audited: true,
    input: z.strictObject({ importId: ImportId }),
    output: z.strictObject({ removed: z.number().int(), restored: z.number().int(), stayed: z.number().int() }),
    deadlineMs: 600_000,
  }),
  'customer.writeImportRows': defineCall({
    summary: 'Writes the rows of an import or dry run with verdict and reason as CSV, so that they can be mended and read again.',
    role: 'manager',
    input: z.strictObject({ importId: ImportId, verdicts: z.array(RowVerdict).max(6).optional(), target: FileReference }),
    output: z.strictObject({ fileName: z.string(), sizeBytes: z.number().int(), rows: z.number().int() }),
    files: { write: ['target'], holds: 'other' },
    deadlineMs: 120_000,
  }),
  'customer.inspectChat': defineCall({
    summary:
      'Reads a chat that the phone app exported (.txt, or .zip with its files): who writes in it, in which language and order of days, how many messages and files.',
    role: 'manager',
    input: z.strictObject({ file: FileReference }),
    output: ChatFile,
    files: { read: ['file'] },
    deadlineMs: 120_000,
  }),
  'customer.importChat': defineCall({
    summary:
      'Takes the messages and files of an exported chat into the history of one customer, marked as from before: they open no window, count in no report, and can be undone for 7 days with the import.',
    role: 'manager',
    audited: true,
    input: z.strictObject({
      file: FileReference,
      /** Whose name in the file is the shop; everybody else is the customer. */
      shopName: z.string().max(200),
      /** Whom it belongs to; any spelling of the number, which may be new. */
      phone: z.string().max(64),
      dayFirst: z.boolean().optional(),
      dryRun: z.boolean().default(false),
    }),
    output: z.strictObject({ run: ImportRun, messages: z.number().int(), files: z.number().int(), known: z.number().int() }),
    files: { read: ['file'] },
    deadlineMs: 600_000,
  }),
}

export const customerImportEvents = {
  'customer.importProgress': defineEvent({
    summary: 'How far a running import is; `ended` comes last, and says how.',
    data: z.strictObject({
      importId: ImportId,
      phase: z.enum(['reading', 'writing', 'ended']),
      rowsDone: z.number().int(),
      bytesDone: z.number().int(),
      bytesTotal: z.number().int(),
      /** How many rows are written in all; only while they are. */
      rowsTotal: z.number().int().optional(),
      /** Only at the end. `later`: the engine ends, and the next start goes on. */
      outcome: z.enum(['done', 'tried', 'cancelled', 'failed', 'later']).optional(),
    }),
  }),
}
