import { describe, expect, it } from 'vitest'
import { fail, ok } from '#contract/kernel/result.ts'
import type { MediaFileId } from '#contract/kernel/values.ts'
import { findRange } from './byte-range.ts'
import { serveMedia, type ReadMedia } from './media-protocol.ts'

const ID = 'med_00000000000000000000000001' as MediaFileId
const bytes = Buffer.from(Array.from({ length: 1_200_000 }, (_, index) => index % 251))

function reader(file: object = {}): { read: ReadMedia; asked: number[] } {
  const asked: number[] = []
  return {
    asked,
    read: async ({ mediaFileId, start, length }) => {
      asked.push(length)
      if (mediaFileId !== ID) return fail('media-gone')
      return ok({
        file: {
          mediaFileId: ID,
          state: 'here' as const,
          mimeType: 'video/mp4',
          sizeBytes: bytes.length,
          shownAs: 'video' as const,
          isRisky: false,
          reason: null,
          name: 'film.mp4',
          ...file,
        },
        bytes: bytes.subarray(start, start + length).toString('base64'),
      })
    },
  }
}

const ask = (url: string, range?: string) => ({ method: 'GET', url, headers: new Headers(range === undefined ? {} : { range }) })
const url = `app://media/${ID}`

describe('kept files in the window', () => {
  it('come whole, piece by piece, and are kept nowhere', async () => {
    const { read, asked } = reader()
    const response = await serveMedia(ask(url), read)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': String(bytes.length),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'accept-ranges': 'bytes',
    })
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    expect(asked).toEqual([0, 524_288, 524_288, 151_424])
  })

  it('come in parts, so that a film can be seen from its middle', async () => {
    const response = await serveMedia(ask(url, 'bytes=1000000-1000009'), reader().read)
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe('bytes 1000000-1000009/1200000')
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes.subarray(1_000_000, 1_000_010))).toBe(true)
    expect((await serveMedia(ask(url, 'bytes=1200000-'), reader().read)).status).toBe(416)
  })

  it.each([
    ['save-only', { shownAs: 'save-only', mimeType: 'application/pdf' }],
    ['an SVG that is called a picture', { shownAs: 'image', mimeType: 'image/svg+xml' }],
    ['a page that is called a film', { shownAs: 'video', mimeType: 'text/html' }],
    ['a file that is not here', { state: 'elsewhere' }],
  ])('are not served: %s', async (_, file) => {
    expect((await serveMedia(ask(url), reader(file).read)).status).toBe(404)
  })

  it.each([
    'app://media/',
    'app://media/med_1',
    'app://media/../index.html',
    `app://media/${ID}/x`,
    `app://media/${ID}?x`,
    `app://media.evil/${ID}`,
    `https://media/${ID}`,
    `app://media/${ID.toUpperCase()}`,
  ])('are found under no other address: %s', async (address) => {
    const { read, asked } = reader()
    expect((await serveMedia(ask(address), read)).status).toBe(404)
    expect(asked).toEqual([])
  })

  it('a sound in the container of films is served as a sound', async () => {
    const response = await serveMedia(ask(url), reader({ shownAs: 'audio' }).read)
    expect(response.headers.get('content-type')).toBe('audio/mp4')
  })
})

describe('the part of a file that is asked for', () => {
  it.each<[string | null, number, ReturnType<typeof findRange>]>([
    [null, 10, null],
    ['bytes=0-', 10, { start: 0, end: 10 }],
    ['bytes=3-5', 10, { start: 3, end: 6 }],
    ['bytes=3-99', 10, { start: 3, end: 10 }],
    ['bytes=-4', 10, { start: 6, end: 10 }],
    ['bytes=-40', 10, { start: 0, end: 10 }],
    ['bytes=10-', 10, 'none-of-it'],
    ['bytes=-0', 10, 'none-of-it'],
    ['bytes=5-3', 10, null],
    ['bytes=0-1,3-4', 10, null],
    ['bytes=-', 10, null],
    ['items=0-1', 10, null],
  ])('%s of %i', (header, size, range) => expect(findRange(header, size)).toEqual(range))
})
