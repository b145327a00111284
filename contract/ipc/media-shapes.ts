import { z } from 'zod'
import { MediaFileId } from '../kernel/values.ts'

/**
 * A photo, sound, film or document of a chat. `here`: its bytes are kept, sealed, in the vault; `loading`: it is fetched as soon
 * as it can be; `elsewhere`: Meta still has the bytes and waits to be asked for them; `expired`: Meta keeps them no longer;
 * `refused`: too big, or not what it says it is.
 */
export const MediaFile = z.strictObject({
  mediaFileId: MediaFileId,
  state: z.enum(['here', 'elsewhere', 'loading', 'expired', 'refused']),
  mimeType: z.string(),
  sizeBytes: z.number().int().nullable(),
  /** How the window may show it, decided by its first bytes, never by its name; `save-only` is never opened inside. */
  shownAs: z.enum(['image', 'video', 'audio', 'save-only']),
  /** A program or script: saving it asks first. */
  isRisky: z.boolean(),
  /** A code of the error catalogue where it is refused, or where fetching it failed and is tried again. */
  reason: z.string().nullable(),
  /** Its name without anything that a screen or a file system reads in its own way; never empty. */
  name: z.string(),
})

/** How a file goes out; `voice` is a recording, which WhatsApp shows with a play button. */
export const SentAs = z.enum(['image', 'video', 'audio', 'voice', 'document', 'sticker'])

/** A file that was put to a conversation and has not been sent. */
export const AttachedFile = z.strictObject({ file: MediaFile, as: SentAs })
