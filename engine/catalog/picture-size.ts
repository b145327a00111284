type Size = { readonly width: number; readonly height: number }

/** Width and height in pixels from the first bytes of a JPEG, PNG or WebP; null when they can't be told. */
export function pictureSize(bytes: Uint8Array): Size | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = pngSize(view) ?? jpegSize(view) ?? webpSize(view)
  return size !== null && size.width > 0 && size.height > 0 ? size : null
}

function pngSize(view: Buffer): Size | null {
  if (view.length < 24 || view.toString('latin1', 1, 4) !== 'PNG' || view.toString('latin1', 12, 16) !== 'IHDR') return null
  return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) }
}

/** Frames that begin with the size are C0 to CF without the tables C4, C8 and CC. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function jpegSize(view: Buffer): Size | null {
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return null
  let at = 2
  while (at + 9 < view.length && view[at] === 0xff) {
    const marker = view[at + 1] ?? 0
    if (isFrame(marker)) return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) }
    at += lengthOf(view, at, marker)
  }
  return null
}

/** Bytes of one part; fill bytes and some marks carry no length. */
function lengthOf(view: Buffer, at: number, marker: number): number {
  if (marker === 0xff) return 1
  const isBare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
  return isBare ? 2 : 2 + view.readUInt16BE(at + 2)
}

function webpSize(view: Buffer): Size | null {
  if (view.length < 30 || view.toString('latin1', 0, 4) !== 'RIFF' || view.toString('latin1', 8, 12) !== 'WEBP') return null
  switch (view.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const packed = view.readUInt32LE(21)
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: view.readUIntLE(24, 3) + 1, height: view.readUIntLE(27, 3) + 1 }
    default:
      return null
  }
}
