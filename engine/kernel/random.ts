import { randomBytes } from 'node:crypto'

/** Where unpredictable bytes come from; tests may seed it. */
export type Random = { bytes(count: number): Uint8Array }

/** The system's secure source. */
export const secureRandom: Random = { bytes: (count) => new Uint8Array(randomBytes(count)) }

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** 26 letters and digits: 48 bits of time, so that ids sort by age, then 80 random bits. */
export function newId(prefix: string, random: Random, nowMs: number): string {
  let time = ''
  let rest = Math.floor(nowMs)
  for (let index = 0; index < 10; index += 1) {
    time = ALPHABET[rest % 32] + time
    rest = Math.floor(rest / 32)
  }
  const tail = Array.from(random.bytes(16), (byte) => ALPHABET[byte % 32]).join('')
  return `${prefix}_${time}${tail}`
}
