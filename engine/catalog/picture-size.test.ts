import { describe, expect, it } from 'vitest'
import { pictureSize } from './picture-size.ts'

const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(33)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  bytes.write('IHDR', 12, 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
/** A JPEG with a comment before its frame, as cameras write them. */
const jpeg = (frame: number) =>
  Uint8Array.from([0xff, 0xd8, 0xff, 0xfe, 0, 4, 0x41, 0x42, 0xff, frame, 0, 17, 8, 0x01, 0xf4, 0x02, 0x58, 3, 1, 2, 3, 4])
const webp = (kind: string, tail: readonly number[]) =>
  Buffer.concat([Buffer.from(`RIFF\0\0\0\0WEBP${kind}\0\0\0\0`, 'latin1'), Buffer.from(tail)])

describe('the size of a picture', () => {
  it('is told by its first bytes', () => {
    expect(pictureSize(png(640, 480))).toEqual({ width: 640, height: 480 })
    expect([pictureSize(jpeg(0xc0)), pictureSize(jpeg(0xc2))]).toEqual([
      { width: 600, height: 500 },
      { width: 600, height: 500 },
    ])
    expect(pictureSize(webp('VP8X', [0, 0, 0, 0, 0x57, 0x02, 0, 0xf3, 0x01, 0]))).toEqual({ width: 600, height: 500 })
    expect(pictureSize(webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 0x58, 0x02, 0xf4, 0x01]))).toEqual({ width: 600, height: 500 })
    expect(pictureSize(webp('VP8L', [0x2f, 0x57, 0xc2, 0x7c, 0, 0, 0, 0, 0, 0]))).toEqual({ width: 600, height: 500 })
  })

  it('stays unknown for what is cut off or no picture', () => {
    expect([pictureSize(new Uint8Array()), pictureSize(png(640, 480).subarray(0, 20)), pictureSize(jpeg(0xc0).subarray(0, 12))]).toEqual([
      null,
      null,
      null,
    ])
    expect([pictureSize(Buffer.from('<svg width="900" height="900"/>')), pictureSize(png(0, 480))]).toEqual([null, null])
    // A length of nothing must not keep the reading in one place.
    expect(pictureSize(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))).toBeNull()
  })
})
