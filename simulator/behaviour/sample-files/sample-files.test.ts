import { describe, expect, it } from 'vitest'
import { makeSampleFile } from './index.ts'

/** Names and lengths of the boxes of an MP4, as far as they fill it without a gap. */
function boxesOf(bytes: Buffer): readonly string[] {
  const names: string[] = []
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) names.push(bytes.toString('latin1', at + 4, at + 8))
  return names
}

describe('a sample file', () => {
  it('is an Ogg of Opus whose pages follow each other and whose last one says so', () => {
    const bytes = Buffer.from(makeSampleFile('voice').bytes)
    const pages: { number: number; flags: number; granule: bigint }[] = []
    for (let at = 0; at < bytes.length;) {
      expect(bytes.toString('latin1', at, at + 4)).toBe('OggS')
      const count = bytes.readUInt8(at + 26)
      pages.push({ number: bytes.readUInt32LE(at + 18), flags: bytes.readUInt8(at + 5), granule: bytes.readBigUInt64LE(at + 6) })
      at += 27 + count + bytes.subarray(at + 27, at + 27 + count).reduce((sum, length) => sum + length, 0)
    }
    expect(pages.map(({ number }) => number)).toEqual(pages.map((_, index) => index))
    expect([pages[0]?.flags, pages.at(-1)?.flags]).toEqual([2, 4])
    expect(pages.at(-1)?.granule).toBe(144_000n)
  })

  it('is an MP4 whose boxes fill it, and whose samples stand where it says', () => {
    const bytes = Buffer.from(makeSampleFile('video').bytes)
    expect(boxesOf(bytes)).toEqual(['ftyp', 'moov', 'mdat'])
    const place = bytes.readUInt32BE(bytes.indexOf('stco') + 12)
    expect(place).toBe(bytes.indexOf('mdat') + 4)
    // The first unit of the first sample is a key frame.
    expect(bytes.readUInt8(place + 4)).toBe(0x65)
  })

  it('is a PDF whose table points at its objects', () => {
    const text = Buffer.from(makeSampleFile('document').bytes).toString('latin1')
    const start = Number(/startxref\n(\d+)/.exec(text)?.[1])
    expect(text.slice(start, start + 4)).toBe('xref')
    const places = [...text.matchAll(/(\d{10}) 00000 n/g)].map((match) => Number(match[1]))
    expect(places.map((place) => text.slice(place, place + 7))).toEqual([1, 2, 3, 4, 5].map((number) => `${number} 0 obj`))
  })
})
