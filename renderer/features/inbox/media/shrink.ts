import { PHOTO_LIMITS } from '#contract/limits/media.ts'

/** Photos on phones are never shown larger. */
const LONGEST_SIDE = 2_048
const QUALITY = 0.85

/** Whether a picture must be made smaller, or into another type, before Meta takes it as a photo. */
export const needsShrinking = (file: Pick<File, 'type' | 'size'>): boolean =>
  file.type.startsWith('image/') && (!PHOTO_LIMITS.types.some((type) => type === file.type) || file.size > PHOTO_LIMITS.maxBytes)

/** The size of a picture brought down to the longest side, its shape kept. */
export function fittedSize(width: number, height: number): { readonly width: number; readonly height: number } {
  const share = Math.min(1, LONGEST_SIDE / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) }
}

/** A smaller JPEG of a picture, the right way up; null for what is no picture that this window can read. */
export async function shrunk(file: Blob): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (bitmap === null) return null
  const { width, height } = fittedSize(bitmap.width, bitmap.height)
  const canvas = new OffscreenCanvas(width, height)
  const paper = canvas.getContext('2d')
  if (paper === null) return null
  // JPEG has no see-through parts; on white they look as they do in a chat.
  paper.fillStyle = '#ffffff'
  paper.fillRect(0, 0, width, height)
  paper.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
}

/** The name of a picture that became a JPEG. */
export const jpegName = (name: string): string => `${name.replace(/\.[^.]*$/, '') || 'photo'}.jpg`
