import { HANDLE_TYPES, MEDIA_LIMITS, STILL_STICKER_BYTES, type MediaKind } from '#contract/cloud-api/limits.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'

/** What must be known of a file before it is sent; `mime` may bring parameters, e.g. `audio/ogg; codecs=opus`. */
export type MediaFile = {
  readonly kind: MediaKind
  readonly mime: string
  readonly sizeBytes: number
  /** Of stickers: a still one may be a fifth as large. */
  readonly isAnimated?: boolean
}

/**
 * Holds a file against Meta's limits for its kind.
 * @returns media-type-refused (kind, mime), file-empty, media-too-large (kind, sizeBytes, limitBytes)
 * @source reference part 4, table of kinds
 */
export function checkMedia({ kind, mime, sizeBytes, isAnimated = true }: MediaFile): Result<void> {
  const limits = MEDIA_LIMITS[kind]
  if (!limits.types.includes(bareType(mime))) return fail('media-type-refused', { kind, mime: bareType(mime) })
  if (sizeBytes === 0) return fail('file-empty')
  const limitBytes = kind === 'sticker' && !isAnimated ? STILL_STICKER_BYTES : limits.maxBytes
  return sizeBytes > limitBytes ? fail('media-too-large', { kind, sizeBytes, limitBytes }) : ok(undefined)
}

/** Whether the resumable upload takes this type. @source reference part 4, resumable upload */
export const isHandleType = (mime: string): boolean => HANDLE_TYPES.some((type) => type === bareType(mime))

const bareType = (mime: string): string => (mime.split(';')[0] ?? '').trim().toLowerCase()

/** Whether a WebP picture moves, told by the flags of its extended header. */
export const isAnimatedWebp = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(12, 16)).toString('latin1') === 'VP8X' && ((bytes[20] ?? 0) & 0x02) !== 0
