/** Bytes from `start` up to but not including `end`. */
export type ByteRange = { readonly start: number; readonly end: number }

/**
 * The part of a file that a request asks for; null for all of it, also where the wish can't be read, as HTTP wants it.
 * Players ask for one part at a time; of several the whole file is the answer.
 * @source RFC 9110, part 14.2
 */
export function findRange(header: string | null, sizeBytes: number): ByteRange | 'none-of-it' | null {
  const tail = /^bytes=-(\d+)$/.exec(header ?? '')?.[1]
  if (tail !== undefined) return lastBytes(Number(tail), sizeBytes)
  const asked = /^bytes=(\d+)-(\d*)$/.exec(header ?? '')
  if (asked === null) return null
  const start = Number(asked[1])
  if (start >= sizeBytes) return 'none-of-it'
  const end = asked[2] === '' ? sizeBytes : Math.min(Number(asked[2]) + 1, sizeBytes)
  return end > start ? { start, end } : null
}

const lastBytes = (length: number, sizeBytes: number): ByteRange | 'none-of-it' =>
  length === 0 || sizeBytes === 0 ? 'none-of-it' : { start: Math.max(0, sizeBytes - length), end: sizeBytes }
