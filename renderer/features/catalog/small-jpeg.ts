/** The longer side of a photo that is kept here, in pixels; Meta fetches its own from the web address. */
const SIDE_PIXELS = 800
/** Base64 letters that the engine takes at most. */
const MOST_LETTERS = 700_000
const QUALITIES = [0.85, 0.7, 0.5, 0.3] as const

/**
 * Writes a picture anew as a small JPEG of the same shape. What a camera hides in a file (place, device) is gone.
 * @returns base64; null when the file is no picture that can be read
 */
export async function smallJpeg(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return null
  const share = Math.min(1, SIDE_PIXELS / Math.max(picture.width, picture.height))
  const [width, height] = [Math.max(1, Math.round(picture.width * share)), Math.max(1, Math.round(picture.height * share))]
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context === null) return null
  // A JPEG knows no transparency: what was clear becomes white, not black.
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.drawImage(picture, 0, 0, width, height)
  picture.close()
  for (const quality of QUALITIES) {
    const text = await base64Of(await canvas.convertToBlob({ type: 'image/jpeg', quality }))
    if (text.length <= MOST_LETTERS) return text
  }
  return null
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
