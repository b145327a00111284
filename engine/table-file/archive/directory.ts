/** What the list at the end of a ZIP says of one entry; none of it is believed but what makes an archive refused. */
export type ListedEntry = { readonly name: string; readonly isLocked: boolean; readonly isLink: boolean }

const END_SIGN = 0x06054b50
const ENTRY_SIGN = 0x02014b50
const END_BYTES = 22
const MOST_COMMENT = 65_535
const LINK_MODE = 0o120000
const TYPE_MASK = 0o170000

/** The end of an archive, or all of it; `startsAt` is the place of its first byte in the file. */
export type Tail = { readonly bytes: Uint8Array; readonly startsAt: number }

/** Reads the list at the end of a ZIP; null where there is none that can be read. Stops after `most` entries. */
export function readDirectory({ bytes, startsAt }: Tail, most: number): readonly ListedEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === null || view.getUint32(end + 16, true) < startsAt) return null
  const entries: ListedEntry[] = []
  const decoder = new TextDecoder()
  let at = view.getUint32(end + 16, true) - startsAt
  while (at + 46 <= end && view.getUint32(at, true) === ENTRY_SIGN && entries.length <= most) {
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      isLocked: (view.getUint16(at + 8, true) & 1) !== 0,
      isLink: ((view.getUint32(at + 38, true) >>> 16) & TYPE_MASK) === LINK_MODE,
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function findEnd(view: DataView): number | null {
  const last = view.byteLength - END_BYTES
  for (let at = last; at >= Math.max(0, last - MOST_COMMENT); at -= 1) if (view.getUint32(at, true) === END_SIGN) return at
  return null
}
