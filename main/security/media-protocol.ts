import type { CallOutput } from '#contract/ipc/index.ts'
import { MEDIA_PIECE_BYTES } from '#contract/limits/media.ts'
import type { Result } from '#contract/kernel/result.ts'
import { findRange, type ByteRange } from './byte-range.ts'

/** Reads some bytes of a kept file; only the engine can. */
export type ReadMedia = (asked: {
  readonly mediaFileId: string
  readonly start: number
  readonly length: number
}) => Promise<Result<CallOutput<'media.read'>>>

/** The address of a kept file; its host is nothing but these. */
export const mediaOrigin = 'app://media'

const ADDRESS = /^app:\/\/media\/(med_[0-9a-z]{10,32})$/

/** The types that a window shows; a file of any other is not served, whatever it is called. */
const shown: Readonly<Record<string, readonly string[]>> = {
  image: ['image/jpeg', 'image/png', 'image/webp'],
  video: ['video/mp4'],
  audio: ['audio/ogg', 'audio/mp4'],
}

const guarding: Readonly<Record<string, string>> = {
  // Nothing of a file may run, wherever it ends up being shown.
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'no-referrer',
  // Unsealed bytes stay in memory.
  'Cache-Control': 'no-store',
}

const refused = (status: number, more: Readonly<Record<string, string>> = {}): Response =>
  new Response('', { status, headers: { ...guarding, 'Content-Type': 'text/plain; charset=utf-8', ...more } })

/** As what a file is served; null for what is only saved. A container of films that holds a sound is a sound. */
function servedAs({ state, mimeType, shownAs }: CallOutput<'media.read'>['file']): string | null {
  if (state !== 'here') return null
  const bare = mimeType.split(';')[0]?.trim() ?? ''
  const type = shownAs === 'audio' && bare === 'video/mp4' ? 'audio/mp4' : bare
  return (shown[shownAs] ?? []).includes(type) ? type : null
}

/** Answers for a kept file, or part of one, with bytes that go from the engine's memory to the page's, and nowhere else. */
export async function serveMedia(request: Pick<Request, 'method' | 'url' | 'headers'>, read: ReadMedia): Promise<Response> {
  const mediaFileId = ADDRESS.exec(request.url)?.[1]
  if (request.method !== 'GET' || mediaFileId === undefined) return refused(404)
  const facts = await read({ mediaFileId, start: 0, length: 0 })
  const type = facts.ok ? servedAs(facts.value.file) : null
  if (!facts.ok || type === null) return refused(404)
  const sizeBytes = facts.value.file.sizeBytes ?? 0
  const range = findRange(request.headers.get('range'), sizeBytes)
  if (range === 'none-of-it') return refused(416, { 'Content-Range': `bytes */${sizeBytes}` })
  return answer(bytesOf(read, { mediaFileId, ...(range ?? { start: 0, end: sizeBytes }) }), { type, sizeBytes, range })
}

type Part = { readonly type: string; readonly sizeBytes: number; readonly range: ByteRange | null }

function answer(body: ReadableStream<Uint8Array>, { type, sizeBytes, range }: Part): Response {
  const all = { ...guarding, 'Content-Type': type, 'Accept-Ranges': 'bytes' }
  if (range === null) return new Response(body, { headers: { ...all, 'Content-Length': String(sizeBytes) } })
  const { start, end } = range
  const headers = { ...all, 'Content-Length': String(end - start), 'Content-Range': `bytes ${start}-${end - 1}/${sizeBytes}` }
  return new Response(body, { status: 206, headers })
}

type Wanted = ByteRange & { readonly mediaFileId: string }

/** Asks for the next piece only once the page has taken the one before. */
function bytesOf(read: ReadMedia, { mediaFileId, start, end }: Wanted): ReadableStream<Uint8Array> {
  let at = start
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (at >= end) return controller.close()
        const piece = await read({ mediaFileId, start: at, length: Math.min(MEDIA_PIECE_BYTES, end - at) })
        if (!piece.ok || piece.value.bytes === '') return controller.error(new Error('the file is gone'))
        const bytes = new Uint8Array(Buffer.from(piece.value.bytes, 'base64'))
        at += bytes.byteLength
        controller.enqueue(bytes)
      },
    },
    { highWaterMark: 0 },
  )
}
