const BLOCK_BYTES = 64
const SIGMA = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574] as const

/** One quarter round of ChaCha20 (RFC 8439, 2.1) over four words, their places four bits each: half the time that a list of places takes. */
function quarter(state: Int32Array, places: number): void {
  const [first, second, third, fourth] = [places >>> 12, (places >>> 8) & 15, (places >>> 4) & 15, places & 15]
  let a = state[first] ?? 0
  let b = state[second] ?? 0
  let c = state[third] ?? 0
  let d = state[fourth] ?? 0
  a = (a + b) | 0
  d ^= a
  d = (d << 16) | (d >>> 16)
  c = (c + d) | 0
  b ^= c
  b = (b << 12) | (b >>> 20)
  a = (a + b) | 0
  d ^= a
  d = (d << 8) | (d >>> 24)
  c = (c + d) | 0
  b ^= c
  b = (b << 7) | (b >>> 25)
  state[first] = a
  state[second] = b
  state[third] = c
  state[fourth] = d
}

/** Two rounds: down the columns, then along the diagonals. */
function twoRounds(state: Int32Array): void {
  quarter(state, 0x048c)
  quarter(state, 0x159d)
  quarter(state, 0x26ae)
  quarter(state, 0x37bf)
  quarter(state, 0x05af)
  quarter(state, 0x16bc)
  quarter(state, 0x278d)
  quarter(state, 0x349e)
}

/** A ChaCha20 stream that can be begun anywhere; a call of the system's for each of a million pages would cost more than this. */
export type KeyStream = { readonly key: Uint32Array; readonly nonce: Uint32Array; readonly counter: number }

/** The words of some bytes, least first. */
export const wordsOf = (bytes: Buffer): Uint32Array =>
  Uint32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32LE(index * 4))

const mixed = new Int32Array(16)
const begun = new Int32Array(16)
const blockBytes = new Uint8Array(mixed.buffer)
const blockWords = new Uint32Array(mixed.buffer)

/** The 16 words of one block; they are overwritten by the next call. */
export function block(stream: KeyStream, number: number): Uint32Array {
  begun.set(SIGMA, 0)
  begun.set(stream.key, 4)
  begun[12] = stream.counter + number
  begun.set(stream.nonce, 13)
  mixed.set(begun)
  for (let round = 0; round < 10; round += 1) twoRounds(mixed)
  for (let index = 0; index < 16; index += 1) mixed[index] = (mixed[index] ?? 0) + (begun[index] ?? 0)
  return blockWords
}

/** Turns the bytes from `start` to `end` of `bytes`, which stand at those places of the stream, in place. */
export function turn(stream: KeyStream, bytes: Uint8Array, { start, end }: { readonly start: number; readonly end: number }): void {
  for (let place = start; place < end;) {
    const stop = Math.min(end, (Math.floor(place / BLOCK_BYTES) + 1) * BLOCK_BYTES)
    block(stream, Math.floor(place / BLOCK_BYTES))
    for (; place < stop; place += 1) bytes[place] = (bytes[place] ?? 0) ^ (blockBytes[place % BLOCK_BYTES] ?? 0)
  }
}
