import { z } from 'zod'
import { CustomerId, MediaFileId } from '../kernel/values.ts'
import { MEDIA_PIECE_BYTES } from '../limits/media.ts'
import { defineCall, FileReference, Nothing } from './define.ts'
import { AttachedFile, MediaFile, SentAs } from './media-shapes.ts'

const Piece = z.base64().max(Math.ceil(MEDIA_PIECE_BYTES / 3) * 4)

/** What the shop chose about files. */
export const MediaSettings = z.strictObject({
  /** Files up to this size come by themselves; larger ones when somebody asks for them. */
  automaticBytes: z.number().int().min(0).max(104_857_600),
})

export const mediaCalls = {
  'media.attach': defineCall({
    summary:
      'Puts a file of this computer to a conversation: kept sealed at once, its kind told by its bytes, checked against the limits of its kind. It goes out with inbox.reply. Without a customer it is kept for the shop, for a quick reply to carry.',
    role: 'staff',
    input: z.strictObject({ customerId: CustomerId.optional(), file: FileReference, as: SentAs.optional() }),
    files: { read: ['file'] },
    output: AttachedFile,
    deadlineMs: 120_000,
  }),
  'media.attachBytes': defineCall({
    summary:
      'Puts bytes that lie in no file to a conversation, such as a pasted picture or a recording, piece by piece in order; the first piece begins without a transfer, the last answers the file. Without a customer they are kept for the shop.',
    role: 'staff',
    input: z.strictObject({
      customerId: CustomerId.optional(),
      transferId: z.string().max(40).optional(),
      name: z.string().max(240).default(''),
      as: SentAs.optional(),
      bytes: Piece,
      isLast: z.boolean(),
    }),
    output: z.strictObject({ transferId: z.string(), attached: AttachedFile.nullable() }),
  }),
  'media.attached': defineCall({
    summary: 'The files that were put to a conversation and not sent.',
    role: 'staff',
    input: z.strictObject({ customerId: CustomerId }),
    output: z.strictObject({ attached: z.array(AttachedFile) }),
  }),
  'media.discard': defineCall({
    summary: 'Throws a file away that was put to a conversation and not sent.',
    role: 'staff',
    input: z.strictObject({ mediaFileId: MediaFileId }),
    output: Nothing,
  }),
  'media.fetch': defineCall({
    summary: 'Asks for a file that Meta has: a large one, or one that could not be fetched before.',
    role: 'staff',
    input: z.strictObject({ mediaFileId: MediaFileId }),
    output: MediaFile,
  }),
  'media.read': defineCall({
    summary: 'Some bytes of a kept file, as base64, with what is known of it; a window shows files by their address instead.',
    role: 'viewer',
    input: z.strictObject({
      mediaFileId: MediaFileId,
      start: z.number().int().min(0),
      length: z.number().int().min(0).max(MEDIA_PIECE_BYTES),
    }),
    output: z.strictObject({ file: MediaFile, bytes: z.string() }),
  }),
  'media.save': defineCall({
    summary: 'Writes a kept file where the person chose. A program or script only with the risk accepted.',
    role: 'staff',
    input: z.strictObject({ mediaFileId: MediaFileId, target: FileReference, isRiskAccepted: z.boolean().default(false) }),
    files: { write: ['target'], holds: 'tracked' },
    output: z.strictObject({ sizeBytes: z.number().int() }),
    deadlineMs: 120_000,
  }),
  'media.settings': defineCall({
    summary: 'What the shop chose about files, and how much is kept.',
    role: 'viewer',
    input: Nothing,
    output: MediaSettings.extend({ keptFiles: z.number().int(), keptBytes: z.number().int() }),
  }),
  'media.setSettings': defineCall({
    summary: 'Chooses up to which size files come by themselves.',
    role: 'manager',
    input: MediaSettings,
    output: MediaSettings,
  }),
}
