import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { fromFailure } from './call.ts'
import type { Connections } from './connections.ts'
import type { FetchedImage } from './face.ts'
import { findMediaPlace } from './media-place.ts'

/** Meta's own limit for pictures in messages. */
const MAX_IMAGE_BYTES = 5 * 1024 * 1024

/** Fetches a product picture without the key, one try, no redirect, at most 5 MB. */
export async function fetchImage(connections: Connections, address: string): Promise<Result<FetchedImage>> {
  const place = findMediaPlace(connections, address)
  if (place === null) return fail('address-refused')
  const exchange = await place.http.exchange({
    method: 'GET',
    path: place.path,
    headers: {},
    body: null,
    maxAnswerBytes: MAX_IMAGE_BYTES,
  })
  if (exchange.kind === 'failed') return fromFailure(exchange)
  if (exchange.status >= 300 && exchange.status < 400) return fail('redirect-refused', { httpStatus: exchange.status })
  const type = exchange.status === 200 ? imageTypeOf(exchange.body) : null
  return type === null ? fail('meta-answer-unreadable', { httpStatus: exchange.status }) : ok({ bytes: exchange.body, type })
}

/** The type that the first bytes prove; headers and names are not believed. */
export function imageTypeOf(bytes: Uint8Array): FetchedImage['type'] | null {
  const startsWith = (offset: number, ...expected: readonly number[]) => expected.every((byte, index) => bytes[offset + index] === byte)
  if (startsWith(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (startsWith(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (startsWith(0, 0x52, 0x49, 0x46, 0x46) && startsWith(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp'
  return null
}
