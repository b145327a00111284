import type { BusinessProfile } from '#contract/cloud-api/answers.ts'
import { PROFILE_LIMITS } from '#contract/limits/profile.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'

type Profile = CallOutput<'profile.save'>
type Hours = CallOutput<'profile.saveHours'>['hours']

/** What Shopbell shows of Meta's profile; `picture` is the fetched one. */
export const toProfile = (node: BusinessProfile, more: { readonly picture: string | null; readonly at: number }): Profile => ({
  about: node.about ?? '',
  address: node.address ?? '',
  description: node.description ?? '',
  email: node.email ?? '',
  websites: (node.websites ?? []).filter((website) => website !== ''),
  // Meta writes UNDEFINED and NOT_A_BIZ where nobody chose.
  vertical: ['', 'UNDEFINED', 'NOT_A_BIZ'].includes(node.vertical ?? '') ? null : (node.vertical ?? null),
  picture: more.picture,
  readAt: more.at as TimestampMs,
})

const compareSpans = (one: Hours[number], other: Hours[number]): number => one.day - other.day || one.opens.localeCompare(other.opens)

/**
 * Puts opening hours in order.
 * @returns null when a span ends before it begins, or two spans of a day meet
 */
export function tidyHours(hours: Hours): Hours | null {
  const sorted = hours.toSorted(compareSpans)
  const isFine = sorted.every((span, place) => {
    const next = sorted[place + 1]
    return span.opens < span.closes && (next === undefined || next.day !== span.day || span.closes <= next.opens)
  })
  return isFine ? sorted : null
}

const JPEG_START = [0xff, 0xd8, 0xff]

/** The width and height of a JPEG from its frame header; null when the bytes are none. @source ITU-T T.81, part B.2 */
function jpegSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  if (!JPEG_START.every((byte, place) => bytes[place] === byte)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let place = 2
  while (place + 9 < bytes.byteLength) {
    const marker = view.getUint8(place + 1)
    if (view.getUint8(place) !== 0xff) return null
    // Frame headers are C0 to CF, without C4 (tables), C8 (reserved) and CC (arithmetic coding).
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.getUint16(place + 5), width: view.getUint16(place + 7) }
    place += 2 + view.getUint16(place + 2)
  }
  return null
}

/** A square JPEG of at least 192 pixels: anything else is cut by WhatsApp or refused. @source reference part 7, profile_picture_handle */
export function isPictureFit(bytes: Uint8Array): boolean {
  const size = jpegSize(bytes)
  return size !== null && size.width === size.height && size.width >= PROFILE_LIMITS.pictureMinPixels
}
