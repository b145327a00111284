import { z } from 'zod'
import { CustomerId, Locale, ShownPhone, PrivacyRequestId, TimestampMs } from '../kernel/values.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'

const Months = z.number().int().min(1).max(120).nullable()

/** How long what is kept; null keeps it until somebody erases it. */
export const Retention = z.strictObject({
  messagesMonths: Months,
  filesMonths: Months,
  /** Customers who neither wrote, bought nor agreed for so long are erased like by hand, with a receipt. */
  quietCustomersMonths: Months,
  /** Name on an order; the order's sums stay. */
  orderNamesMonths: Months,
  /** Rows of imports that were refused, in hours. */
  refusedRowsHours: z.number().int().min(1).max(720),
  logsDays: z.number().int().min(1).max(365),
})

export const RetentionPreview = z.strictObject({
  /** When the nightly run does it next. A stricter rule begins a week after it was chosen; until then it can be taken back. */
  at: TimestampMs,
  classes: z.array(
    z.strictObject({
      kind: z.enum(['messages', 'files', 'customers', 'order-names', 'refused-rows', 'logs']),
      count: z.number().int(),
      held: z.number().int(),
    }),
  ),
})

export const PrivacySettings = z.strictObject({
  retention: Retention,
  /** Rules that were chosen and begin later. */
  pending: z.strictObject({ retention: Retention, from: TimestampMs }).nullable(),
  lastRunAt: TimestampMs.nullable(),
  /** The computer's date jumped: the nightly run waits for `confirmRetention`, because it would remove what is not old. */
  asksSince: TimestampMs.nullable(),
  /** Numbers that are never written to again, as keyed codes. */
  suppressed: z.number().int(),
  contact: z.strictObject({ name: z.string(), email: z.string(), address: z.string() }),
})

export const PrivacyRequest = z.strictObject({
  requestId: PrivacyRequestId,
  kind: z.enum(['copy', 'erase', 'correct', 'restrict', 'object', 'other']),
  /** Null once that person is erased. */
  customerId: CustomerId.nullable(),
  customerName: z.string(),
  receivedAt: TimestampMs,
  /** One month after; two more when the shop told why (Art. 12(3)). */
  dueAt: TimestampMs,
  extendedWhy: z.string().nullable(),
  identity: z.enum(['open', 'own-number', 'in-person', 'document']),
  note: z.string(),
  state: z.enum(['open', 'done', 'refused']),
  closedAt: TimestampMs.nullable(),
  closedBy: z.string().nullable(),
  outcome: z.string(),
})

/** A file with customers' data that left the vault. The path is not kept, the name is. */
export const ExportedFile = z.strictObject({
  exportId: z.number().int(),
  at: TimestampMs,
  by: z.string(),
  kind: z.enum(['person', 'customers', 'everyone', 'report', 'audit', 'other']),
  fileName: z.string(),
  people: z.number().int(),
  /** When Shopbell asks whether it is still needed. */
  deleteBy: TimestampMs,
  /** When somebody said that it was deleted; null while it may lie about. */
  goneAt: TimestampMs.nullable(),
})

/** An earlier state of the shop beside the vault, whole and encrypted: erasing does not reach into it. */
export const AsideFolder = z.strictObject({
  name: z.string(),
  /** `restored`: the shop as it was when a backup took its place; `rescued`: the files that were rescued from, or replaced by a rescue. */
  kind: z.enum(['restored', 'rescued']),
  at: TimestampMs,
  sizeBytes: z.number().int(),
  /** Why it can't be deleted yet; null where it can. */
  neededFor: z.enum(['backup-not-proven']).nullable(),
})

/** One activity of the record of processing (Art. 30), made from what is switched on. */
export const ProcessingActivity = z.strictObject({
  activity: z.enum(['chats', 'promotions', 'orders', 'coupons', 'automations', 'imports', 'tools', 'backups']),
  people: z.number().int(),
  data: z.array(z.string()),
  retention: z.string(),
  recipients: z.array(z.string()),
})

export const Processor = z.strictObject({ name: z.string(), purpose: z.string(), where: z.string(), terms: z.string() })

export const privacyCalls = {
  'privacy.settings': defineCall({
    summary: 'How long what is kept, who answers for it, how many numbers are suppressed.',
    role: 'manager',
    input: Nothing,
    output: PrivacySettings,
  }),
  'privacy.saveRetention': defineCall({
    summary: 'Changes how long what is kept. Longer counts at once; shorter a week later, so that a slip costs nothing.',
    role: 'owner',
    input: Retention.partial(),
    output: PrivacySettings,
  }),
  'privacy.keepRetention': defineCall({
    summary: 'Takes back a shorter rule that has not begun.',
    role: 'owner',
    input: Nothing,
    output: PrivacySettings,
  }),
  'privacy.saveContact': defineCall({
    summary: "Who answers for customers' data, for notices and records.",
    role: 'owner',
    input: z.strictObject({ name: z.string().max(200), email: z.string().max(200), address: z.string().max(500) }),
    output: PrivacySettings,
  }),
  'privacy.previewRetention': defineCall({
    summary: 'What the next nightly run removes under these rules, or under others that are only tried.',
    role: 'manager',
    input: Retention.partial(),
    output: RetentionPreview,
    deadlineMs: 60_000,
  }),
  'privacy.confirmRetention': defineCall({
    summary: 'The date of this computer is right although it jumped: the nightly run may go on.',
    role: 'owner',
    input: Nothing,
    output: PrivacySettings,
  }),
  'privacy.requests': defineCall({
    summary: 'Requests of customers about their data, the most urgent first; closed ones behind.',
    role: 'manager',
    input: z.strictObject({ state: z.enum(['open', 'closed', 'all']).default('all'), customerId: CustomerId.optional() }),
    output: z.strictObject({ requests: z.array(PrivacyRequest), open: z.number().int() }),
  }),
  'privacy.saveRequest': defineCall({
    summary: 'Notes a request, or changes one: its day, how identity was checked, why it takes longer, or how it ended.',
    role: 'manager',
    audited: true,
    input: z.strictObject({
      requestId: PrivacyRequestId.optional(),
      kind: PrivacyRequest.shape.kind.optional(),
      customerId: CustomerId.optional(),
      receivedAt: TimestampMs.optional(),
      identity: PrivacyRequest.shape.identity.optional(),
      note: z.string().max(2000).optional(),
      extendedWhy: z.string().max(500).optional(),
      close: z.strictObject({ state: z.enum(['done', 'refused']), outcome: z.string().max(1000).default('') }).optional(),
    }),
    output: PrivacyRequest,
  }),
  'privacy.exports': defineCall({
    summary: "Files with customers' data that were written, newest first: they are out of reach, and erasing asks for them.",
    role: 'owner',
    audited: false,
    input: Nothing,
    output: z.strictObject({ exports: z.array(ExportedFile) }),
  }),
  'privacy.answerExport': defineCall({
    summary: 'A file was deleted, or is needed for another week; ends the question about it.',
    role: 'owner',
    input: z.strictObject({ exportId: z.number().int(), answer: z.enum(['gone', 'needed']) }),
    output: z.strictObject({ exports: z.array(ExportedFile) }),
  }),
  'privacy.asides': defineCall({
    summary: 'Earlier states of the shop that a restore or a rescue left beside the vault: whom they hold is out of reach.',
    role: 'owner',
    audited: false,
    input: Nothing,
    output: z.strictObject({ asides: z.array(AsideFolder) }),
  }),
  'privacy.removeAside': defineCall({
    summary: 'Deletes one of them for good. Only once a backup that was made after it has been proven: it may be the only other copy.',
    role: 'owner',
    stepUp: true,
    input: z.strictObject({ name: z.string().regex(/^[a-z-]+-\d{1,15}$/) }),
    output: z.strictObject({ asides: z.array(AsideFolder) }),
    deadlineMs: 600_000,
  }),
  'privacy.exportEveryone': defineCall({
    summary:
      "Writes all customers with everything kept about them as one ZIP: a table, JSON for each, files, manifest; with a password it is locked (AES-256). A file that isn't finished is removed.",
    role: 'owner',
    stepUp: true,
    input: z.strictObject({
      target: FileReference,
      password: z.string().min(8).max(128).optional(),
      withFiles: z.boolean().default(true),
      locale: Locale.optional(),
    }),
    output: z.strictObject({
      fileName: z.string(),
      sizeBytes: z.number().int(),
      sha256: z.string(),
      people: z.number().int(),
      files: z.number().int(),
    }),
    files: { write: ['target'], holds: 'tracked' },
    deadlineMs: 3_600_000,
  }),
  'privacy.checkSuppressed': defineCall({
    summary: 'Whether a number is on the list of those that are never written to again.',
    role: 'manager',
    input: z.strictObject({ phone: z.string().max(64) }),
    output: z.strictObject({ phone: ShownPhone, isSuppressed: z.boolean(), since: TimestampMs.nullable() }),
  }),
  'privacy.suppress': defineCall({
    summary: 'Puts a number on the list without a customer, e.g. from a letter.',
    role: 'manager',
    audited: true,
    input: z.strictObject({ phone: z.string().max(64) }),
    output: PrivacySettings,
  }),
  'privacy.unsuppress': defineCall({
    summary: 'Takes a number off the list, because that person asked for it; says why.',
    role: 'owner',
    stepUp: true,
    input: z.strictObject({ phone: z.string().max(64), why: z.string().trim().min(1).max(500) }),
    output: PrivacySettings,
  }),
  'privacy.records': defineCall({
    summary: 'Record of processing and list of processors, made from what is switched on now.',
    role: 'manager',
    input: z.strictObject({ locale: Locale.optional() }),
    output: z.strictObject({ activities: z.array(ProcessingActivity), processors: z.array(Processor) }),
  }),
  'privacy.writeRecords': defineCall({
    summary: 'Writes the record of processing, or the breach sheet since a day, as a page for print.',
    role: 'owner',
    input: z.strictObject({
      page: z.enum(['records', 'breach']),
      since: TimestampMs.optional(),
      target: FileReference,
      locale: Locale.optional(),
    }),
    output: z.strictObject({ fileName: z.string(), sizeBytes: z.number().int() }),
    files: { write: ['target'], holds: 'nobody' },
    deadlineMs: 60_000,
  }),
  'privacy.notice': defineCall({
    summary: "The privacy notice for customers in one language, filled with the shop's facts: to copy, print, or send in a chat.",
    role: 'viewer',
    input: z.strictObject({ locale: Locale }),
    output: z.strictObject({ title: z.string(), text: z.string() }),
  }),
  'privacy.breachFacts': defineCall({
    summary: 'What a breach sheet needs: how many people, which kinds of data, which exports and sign-ins since a day.',
    role: 'owner',
    audited: false,
    input: z.strictObject({ since: TimestampMs }),
    output: z.strictObject({
      people: z.number().int(),
      kinds: z.array(z.strictObject({ kind: z.string(), count: z.number().int() })),
      exports: z.array(ExportedFile),
      refusedSignIns: z.number().int(),
      reportBy: TimestampMs,
    }),
  }),
}

export const privacyEvents = {
  'privacy.changed': defineEvent({ summary: 'Rules, requests or exports changed, or the nightly run ended.', data: Nothing }),
  'privacy.progress': defineEvent({
    summary: 'How far a long export or erasure is.',
    data: z.strictObject({ act: z.enum(['export-everyone', 'erase', 'retention']), done: z.number().int(), of: z.number().int() }),
  }),
}
