import { MEDIA_LIMITS, type MediaKind } from '#contract/cloud-api/limits.ts'

/** Still stickers must be smaller than moving ones. @source reference part 4 */
const STILL_STICKER_MAX_BYTES = 100 * 1_024

/** Every type that the media edge takes. */
export const uploadTypes: readonly string[] = Object.values(MEDIA_LIMITS).flatMap(({ types }) => types)

/** The type without its parameters: "audio/ogg; codecs=opus" is audio/ogg. */
export function bareType(mimeType: string): string {
  return (mimeType.split(';')[0] ?? '').trim().toLowerCase()
}

/** Says whether a file of this type can go out as a message of this kind. Any type may go out as a document. */
export function fitsKind(mimeType: string, kind: MediaKind): boolean {
  return kind === 'document' ? uploadTypes.includes(bareType(mimeType)) : MEDIA_LIMITS[kind].types.includes(bareType(mimeType))
}

/** Most bytes that a file of this type may have. */
export function maxBytesOf(mimeType: string, bytes: Uint8Array): number {
  if (isStillSticker(mimeType, bytes)) return STILL_STICKER_MAX_BYTES
  const rule = Object.values(MEDIA_LIMITS).find(({ types }) => types.includes(bareType(mimeType)))
  return rule?.maxBytes ?? 0
}

const starts: Readonly<Record<string, (head: Buffer) => boolean>> = {
  'image/jpeg': (head) => head.readUInt16BE(0) === 0xff_d8,
  'image/png': (head) => head.toString('latin1', 1, 4) === 'PNG',
  'image/webp': (head) => head.toString('latin1', 8, 12) === 'WEBP',
  'application/pdf': (head) => head.toString('latin1', 0, 5) === '%PDF-',
  'audio/ogg': (head) => head.toString('latin1', 0, 4) === 'OggS',
  'video/mp4': (head) => head.toString('latin1', 4, 8) === 'ftyp',
}

/** Says whether the first bytes are what the type says; types without a mark of their own are believed. */
export function looksLike(mimeType: string, bytes: Uint8Array): boolean {
  const test = starts[bareType(mimeType)]
  return test === undefined || (bytes.length >= 12 && test(Buffer.from(bytes.subarray(0, 12))))
}

function isStillSticker(mimeType: string, bytes: Uint8Array): boolean {
  return bareType(mimeType) === 'image/webp' && !Buffer.from(bytes.subarray(0, 64)).includes('ANIM')
}
