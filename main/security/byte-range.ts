/** Bytes from `start` up to but not including `end`. */
export type ByteRange = { readonly start: number; readonly end: number }

/**
 * The part of a file that a request asks for; null for all of it, also where the wish can't be read, as HTTP wants it.
 * Players ask for one part at a time; of several the whole file is the answer.
 * @source RFC 9110, part 14.2
 */
export function findRange(header: string | null, sizeBytes: number): ByteRange | 'none-of-it' | null {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [first = '', last = ''] = asked?.slice(1) ?? []
  if (asked === null || (first === '' && last === '')) return null
  if (first === '') return tail(Number(last), sizeBytes)
  const [start, end] = [Number(first), last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes)]
  if (start >= sizeBytes) return 'none-of-it'
  return end > start ? { start, end } : null
}

const tail = (length: number, sizeBytes: number): ByteRange | 'none-of-it' =>
  length === 0 || sizeBytes === 0 ? 'none-of-it' : { start: Math.max(0, sizeBytes - length), end: sizeBytes }
