/** Sides of the picture that is uploaded, in pixels; WhatsApp shows it smaller everywhere. */
const SIDE_PIXELS = 640
const QUALITY = 0.9

/**
 * Cuts the middle of a picture to a square and writes it anew as a JPEG. What a camera hides in a file (place, device) is gone.
 * @returns base64; null when the file is no picture that can be read
 */
export async function squareJpeg(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return null
  const side = Math.min(picture.width, picture.height)
  const canvas = new OffscreenCanvas(SIDE_PIXELS, SIDE_PIXELS)
  const context = canvas.getContext('2d')
  if (context === null) return null
  // A JPEG knows no transparency: what was clear becomes white, not black.
  context.fillStyle = 'white'
  context.fillRect(0, 0, SIDE_PIXELS, SIDE_PIXELS)
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2]
  context.drawImage(picture, left, top, side, side, 0, 0, SIDE_PIXELS, SIDE_PIXELS)
  picture.close()
  return base64Of(await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY }))
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
