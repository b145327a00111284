import { writePng } from '../../drawing/png.ts'
import { box, ellipse } from '../../drawing/shapes.ts'
import { writeFilm } from './h264.ts'
import { writeMp4 } from './mp4.ts'
import { writeVoiceNote } from './ogg.ts'
import { writePdf } from './pdf.ts'

/** Kinds of file that a virtual customer can send. */
export type SampleKind = 'image' | 'video' | 'audio' | 'voice' | 'document' | 'sticker'

/** A small, valid file. */
export type SampleFile = { readonly mimeType: string; readonly bytes: Uint8Array; readonly fileName: string }

const VOICE_SECONDS = 3
const PICTURE_PIXELS = 160

/** A still, see-through picture of one pixel in lossless WebP. */
const STICKER = 'UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=='

/** Draws, records or writes a small file of the kind; always the same bytes. */
export function makeSampleFile(kind: SampleKind): SampleFile {
  switch (kind) {
    case 'image':
      return { mimeType: 'image/png', bytes: drawPicture(), fileName: 'picture.png' }
    case 'video':
      return { mimeType: 'video/mp4', bytes: film(), fileName: 'film.mp4' }
    case 'audio':
    case 'voice':
      return { mimeType: 'audio/ogg; codecs=opus', bytes: writeVoiceNote(VOICE_SECONDS), fileName: 'voice.ogg' }
    case 'document':
      return { mimeType: 'application/pdf', bytes: writePdf('A page for practice, from the Shopbell simulator'), fileName: 'page.pdf' }
    case 'sticker':
      return { mimeType: 'image/webp', bytes: Buffer.from(STICKER, 'base64'), fileName: 'sticker.webp' }
    default:
      return kind satisfies never
  }
}

function drawPicture(): Buffer {
  return writePng(
    [box('f4f1ea', [0, 0, 100, 100]), box('d3b06b', [28, 30, 44, 52], 5), ellipse('7a8f5a', [50, 56], [14, 14])],
    PICTURE_PIXELS,
  )
}

function film(): Buffer {
  return writeMp4(
    writeFilm(4, [
      [150, 90, 120],
      [180, 110, 140],
    ]),
  )
}
