import { createHash, createHmac } from 'node:crypto'

/** SHA-256 of the canonical text in UTF-8, as 64 hex digits. */
export const listHashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/**
 * The drawn order of all codes: ascending by HMAC-SHA256 with the hash (its 64 hex digits as text) as key over the seed, a
 * line feed and the code. Every code gets one turn; nobody can know the order before the seed, nor change it after.
 */
export function drawOrder(listHash: string, seed: string, entryCodes: readonly string[]): string[] {
  const marks = entryCodes.map((code) => ({ code, mark: createHmac('sha256', listHash).update(`${seed}\n${code}`, 'utf8').digest('hex') }))
  return marks
    .toSorted((one, other) => {
      if (one.mark !== other.mark) return one.mark < other.mark ? -1 : 1
      return one.code < other.code ? -1 : 1
    })
    .map(({ code }) => code)
}
