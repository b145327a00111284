import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { breathe, type Random } from '../kernel/index.ts'
import type { ReadHandle } from '../store/index.ts'
import { takenCodes } from './code-queries.ts'
import { makeCode, randomLength } from './rules.ts'

const CHUNK = 2_000
/** With at least a thousand possible codes for each one, a round that finds hardly any new ones means that the prefix is used up. */
const MOST_ROUNDS = 20

/** What is to be drawn: `known` codes with that prefix are there already, so that guessing one stays hard. */
type Wanted = { readonly prefix: string; readonly count: number; readonly known?: number }

/**
 * Draws codes that the vault never used, in chunks so that the engine stays responsive. They are nobody's until written.
 * @returns coupon-code-refused when the prefix leaves too few codes
 */
export async function drawCodes(db: ReadHandle, random: Random, { prefix, count, known = 0 }: Wanted): Promise<Result<string[]>> {
  const length = randomLength(prefix, count + known)
  const codes = new Set<string>()
  for (let round = 0; codes.size < count;) {
    const before = codes.size
    const drawn = drawChunk(random, prefix, length, Math.min(CHUNK, count - codes.size))
    const taken = takenCodes(db, drawn)
    for (const code of drawn) if (!taken.has(code)) codes.add(code)
    round = codes.size > before ? 0 : round + 1
    if (round > MOST_ROUNDS) return fail('coupon-code-refused', { prefix })
    await breathe()
  }
  // In the order of the index, so that writing many of them touches each of its pages once. Each is as hard to guess as before.
  return ok(await inOrder(codes, prefix.length))
}

/** Sorts part by part by the first characters that were drawn, because sorting all at one go would hold up others. */
async function inOrder(codes: Iterable<string>, prefixLength: number): Promise<string[]> {
  const parts = new Map<string, string[]>()
  for (const code of codes) {
    const key = code.slice(0, prefixLength + 1)
    const part = parts.get(key)
    if (part === undefined) parts.set(key, [code])
    else part.push(code)
  }
  const sorted: string[] = []
  for (const key of [...parts.keys()].toSorted(byText)) {
    await breathe()
    for (const code of (parts.get(key) ?? []).toSorted(byText)) sorted.push(code)
  }
  return sorted
}

const byText = (one: string, other: string): number => (one < other ? -1 : 1)

/** Fewer than wanted may come; the caller asks again. */
function drawChunk(random: Random, ...[prefix, length, count]: readonly [string, number, number]): string[] {
  const drawn = new Set<string>()
  // Some bytes are refused so that every character is equally likely; hence more than needed at once.
  const bytes = random.bytes(count * length * 2)
  for (let start = 0; start + length <= bytes.length && drawn.size < count; start += length) {
    const code = makeCode(prefix, bytes.subarray(start, start + length))
    if (code !== null) drawn.add(code)
  }
  return [...drawn]
}
