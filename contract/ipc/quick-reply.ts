import { z } from 'zod'
import { CustomerId, Locale, MediaFileId, MessageId, QuickReplyId } from '../kernel/values.ts'
import { QUICK_REPLY_FILES } from '../limits/media.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'
import { AttachedFile } from './media-shapes.ts'

const Text = z.string().min(1).max(4096)
const Language = z.string().trim().min(2).max(20)
const Files = z.array(MediaFileId).max(QUICK_REPLY_FILES)

export const QuickReply = z.strictObject({
  quickReplyId: QuickReplyId,
  shortcut: z.string().min(1).max(40),
  title: z.string().min(1).max(80),
  /**
   * For everybody whose language is not among the others. May hold {{name}}, {{addressAs}} and {{shop}}; where a value is missing,
   * the words after a bar are said ({{name|friend}}); without a bar it must be filled in by hand before it goes.
   */
  text: Text,
  /** What `text` is written in, as customers' languages are: en, zh-TW, pt-BR. */
  language: Language,
  /** The same in other languages. */
  translations: z.array(z.strictObject({ language: Language, text: Text })).max(20),
  /** Products that go out after the text. */
  retailerIds: z.array(z.string().min(1).max(100)).max(30),
  /** Files that go out after the text, before the products. */
  files: z.array(AttachedFile).max(QUICK_REPLY_FILES),
  timesUsed: z.number().int(),
})

/** A stretch of a filled text: as written, put in, the words after the bar, or a field that nothing fills. */
export const FilledPiece = z.strictObject({ text: z.string(), is: z.enum(['plain', 'value', 'otherwise', 'missing']) })

const Filled = z.strictObject({
  /** The language that was chosen for the reader. */
  saidIn: z.string(),
  filled: z.string(),
  /** Fields that nothing fills; they stand in `filled` as they are written. */
  missing: z.array(z.string()),
})

export const quickReplyCalls = {
  'quickReply.list': defineCall({
    summary:
      'Quick replies that match the typed letters (shortcut, title or text), best first, then most used; in the language of a customer and filled in when one is named.',
    role: 'viewer',
    input: z.strictObject({ search: z.string().max(100).default(''), customerId: CustomerId.optional() }),
    output: z.strictObject({ quickReplies: z.array(QuickReply.extend(Filled.shape)) }),
  }),
  'quickReply.preview': defineCall({
    summary:
      'What texts would say to a customer, piece by piece: to the one named, else to the latest who has a name; and to somebody of whom nothing is known.',
    role: 'viewer',
    input: z.strictObject({ texts: z.array(z.string().max(4096)).min(1).max(21), customerId: CustomerId.optional() }),
    output: z.strictObject({
      /** Whose values fill it; null when the shop has no customer with a name. */
      customerName: z.string().nullable(),
      previews: z.array(z.strictObject({ known: z.array(FilledPiece), unknown: z.array(FilledPiece) })),
    }),
  }),
  'quickReply.save': defineCall({
    summary:
      'Adds or changes a quick reply. Without a language it is in the language of the shop; its files are those that media.attach kept for the shop (media-gone for others).',
    role: 'staff',
    input: QuickReply.omit({ quickReplyId: true, timesUsed: true, files: true }).extend({
      quickReplyId: QuickReplyId.optional(),
      language: Language.optional(),
      translations: QuickReply.shape.translations.default([]),
      retailerIds: QuickReply.shape.retailerIds.default([]),
      mediaFileIds: Files.default([]),
    }),
    output: QuickReply,
  }),
  'quickReply.remove': defineCall({
    summary: 'Removes a quick reply.',
    role: 'staff',
    input: z.strictObject({ quickReplyId: QuickReplyId }),
    output: Nothing,
  }),
  'quickReply.used': defineCall({
    summary: 'Counts one use.',
    role: 'staff',
    input: z.strictObject({ quickReplyId: QuickReplyId }),
    output: Nothing,
  }),
  'quickReply.send': defineCall({
    summary:
      'Sends what was made of a quick reply to one customer: the text as it stands now, then its files and its products; all of it or nothing. Counts one use. Errors as inbox.reply.',
    role: 'staff',
    input: z.strictObject({
      quickReplyId: QuickReplyId,
      customerId: CustomerId,
      text: z.string().trim().min(1).max(4096),
      /** Those of its products and files that shall go too. */
      retailerIds: z.array(z.string()).max(30).default([]),
      mediaFileIds: Files.default([]),
      quotes: MessageId.optional(),
      holdMs: z.number().int().min(0).max(10_000).default(0),
    }),
    output: z.strictObject({ messageIds: z.array(MessageId) }),
  }),
  'quickReply.export': defineCall({
    summary:
      'Writes all quick replies into a table of CSV, one row for each language: shortcut, name, language, text, product codes. Files are not in it.',
    role: 'staff',
    input: z.strictObject({ target: FileReference, locale: Locale.optional() }),
    files: { write: ['target'], holds: 'nobody' },
    output: z.strictObject({ fileName: z.string(), quickReplies: z.number().int() }),
    deadlineMs: 60_000,
  }),
  'quickReply.import': defineCall({
    summary:
      'Reads quick replies from a table of CSV, as quickReply.export writes it: rows with one shortcut are one quick reply, its first row is what everybody gets. A shortcut that is there is changed and keeps its files and its count. All of them or none; a dry run tells what would happen. Errors: those of opening a text file, file-column-missing (field).',
    role: 'staff',
    input: z.strictObject({ file: FileReference, dryRun: z.boolean().default(false) }),
    files: { read: ['file'] },
    output: z.strictObject({
      fileName: z.string(),
      added: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
      refused: z.array(
        z.strictObject({
          row: z.number().int(),
          reason: z.enum(['columns', 'shortcut', 'title', 'text', 'language', 'language-twice', 'products']),
        }),
      ),
      /** The first of them. */
      sample: z.array(QuickReply.pick({ shortcut: true, title: true, text: true })),
    }),
    deadlineMs: 60_000,
  }),
}

export const quickReplyEvents = {
  'quickReply.changed': defineEvent({ summary: 'Quick replies changed.', data: Nothing }),
}
