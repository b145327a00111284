import { createHash } from 'node:crypto'

const RANGE = 2 ** 32

/** Spreads each bit of a number over all others; the finalizer of MurmurHash3. */
function spread(value: number): number {
  let mixed = value >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/**
 * Who is kept back from a broadcast so that its effect can be told: a random part of all customers, the same each time
 * that the same broadcast is asked, and another part for each broadcast. Whoever is left out for a reason is not counted
 * as kept back, so that those kept back are a true random part of those who would get it.
 * @param percent 0 to 50
 * @returns whether the customer with this number inside the database is kept back
 */
export function createHoldout(percent: number, broadcastId: string): (seq: number) => boolean {
  if (percent <= 0) return () => false
  const key = createHash('sha256').update(`holdout ${broadcastId}`).digest()
  const [first, second] = [key.readUInt32LE(0), key.readUInt32LE(4)]
  const limit = Math.round((percent / 100) * RANGE)
  return (seq) => spread(spread(seq ^ first) + second) < limit
}
