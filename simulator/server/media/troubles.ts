import { createHash } from 'node:crypto'
import type { MediaFile, MediaTrouble } from '../../behaviour/media-shelf.ts'

const ENDLESS_PIECE_BYTES = 65_536
const SLOW_MS = 1_000

/** What reading a file by its id says of it, a lie where the file's trouble is one. */
export function saidOf(file: MediaFile, address: string): { readonly url: string; readonly sha256: string; readonly file_size: number } {
  const { trouble, bytes } = file
  return {
    url: trouble === 'host' ? 'http://127.0.0.2:9/file' : address,
    sha256: trouble === 'swapped' ? createHash('sha256').update(flipped(bytes)).digest('hex') : file.sha256Hex,
    file_size: trouble === 'size' ? bytes.length - 1 : bytes.length,
  }
}

/** Another file of the same size. */
function flipped(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const other = new Uint8Array(bytes)
  other[other.length - 1] = (other.at(-1) ?? 0) ^ 1
  return other
}

/** The bytes as a broken or hostile host hands them out. */
export function troubledDownload(trouble: MediaTrouble, bytes: Uint8Array, headers: Readonly<Record<string, string>>): Response {
  const whole = { ...headers, 'content-length': String(bytes.length) }
  switch (trouble) {
    case 'size':
    case 'host':
      return new Response(new Uint8Array(bytes), { headers: whole })
    case 'bytes':
    case 'swapped':
      return new Response(flipped(bytes), { headers: whole })
    case 'endless':
      return new Response(endless(), { headers })
    case 'slow':
      return new Response(slowly(bytes), { headers: whole })
    case 'redirect':
      return new Response('', { status: 302, headers: { ...headers, location: 'http://127.0.0.2:9/file' } })
  }
}

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(ENDLESS_PIECE_BYTES)) })
}

function slowly(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let at = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  return new ReadableStream({
    pull(controller) {
      return new Promise((resolve) => {
        timer = setTimeout(() => {
          if (at >= bytes.length) controller.close()
          else controller.enqueue(new Uint8Array(bytes.subarray(at, at + 1)))
          at += 1
          resolve()
        }, SLOW_MS)
      })
    },
    cancel: () => clearTimeout(timer),
  })
}
