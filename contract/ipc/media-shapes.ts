import { z } from 'zod'
import { MediaFileId } from '../kernel/values.ts'

/**
 * A photo, sound, film or document of a chat. `here`: its bytes are kept, sealed, in the vault; `elsewhere`: Meta still
 * has them and they can be fetched; `expired`: Meta keeps them no longer; `refused`: too big, or not what it says it is.
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
})
