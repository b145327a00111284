import { randomBytes } from 'node:crypto'

/** Where unpredictable bytes come from; tests may seed it. */
export type Random = { bytes(count: number): Uint8Array }

/** The system's secure source. */
export const secureRandom: Random = { bytes: (count) => (count > ID_BYTES ? new Uint8Array(randomBytes(count)) : fromPiece(count)) }

/** Ids take so few bytes that the call to the system costs more than they do; keys are longer and always drawn by themselves. */
const ID_BYTES = 16
const PIECE_BYTES = 4_096
let piece = new Uint8Array(0)
let used = 0

function fromPiece(count: number): Uint8Array {
  if (used + count > piece.length) {
    piece = new Uint8Array(randomBytes(PIECE_BYTES))
    used = 0
  }
  const bytes = piece.slice(used, used + count)
  // Each byte is handed out once and then forgotten here.
  piece.fill(0, used, used + count)
  used += count
  return bytes
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** 26 letters and digits: 48 bits of time, so that ids sort by age, then 80 random bits. */
export function newId(prefix: string, random: Random, nowMs: number): string {
  let time = ''
  let rest = Math.floor(nowMs)
  for (let index = 0; index < 10; index += 1) {
    time = ALPHABET[rest % 32] + time
    rest = Math.floor(rest / 32)
  }
  let tail = ''
  for (const byte of random.bytes(16)) tail += ALPHABET[byte % 32]
  return `${prefix}_${time}${tail}`
}
