import { inList, joinSql, sql, type ReadHandle, type Sql } from '../../store/index.ts'
import { factHolds } from '../condition.ts'
import type { Fact, Reading } from '../facts.ts'
import { readPeople } from './readings.ts'
import type { Turns } from './turns.ts'

/** Customers for whom something holds, a bit each. */
export type PeopleSet = { has(seq: number): boolean }

/** How a set is made and kept right. */
export type Recipe = {
  /** For one customer, as a condition on `customer c`. Sets of the same text and parameters are one set. */
  readonly holds: Sql
  readonly readings: readonly Reading[]
  /** How many rows about one customer it takes; one unless told. */
  readonly least?: number
}

type Kept = PeopleSet & {
  readonly recipe: Recipe
  put(seq: number, isIn: boolean): void
  ready: Promise<void>
  isReady: boolean
}

const MOST_SETS = 64
/** Above so many looks (people times sets) it is quicker to make the sets anew when they are asked for. */
const MOST_LOOKS = 200_000

export const recipeOf = (fact: Fact): Recipe => ({
  holds: factHolds(fact.alone === undefined ? fact : { sources: fact.alone }),
  readings: fact.readings ?? fact.sources,
})

function createSet(recipe: Recipe): Kept {
  let bits = new Uint32Array(0)
  return {
    recipe,
    isReady: false,
    ready: Promise.resolve(),
    has: (seq) => ((bits[seq >>> 5] ?? 0) & (1 << (seq & 31))) !== 0,
    put(seq, isIn) {
      const word = seq >>> 5
      if (word >= bits.length) {
        if (!isIn) return
        const next = new Uint32Array(Math.max(64, Math.ceil((word + 1) * 1.25)))
        next.set(bits)
        bits = next
      }
      const old = bits[word] ?? 0
      bits[word] = isIn ? old | (1 << (seq & 31)) : old & ~(1 << (seq & 31))
    },
  }
}

/** Sets that were asked for lately; each is filled once and then follows what is written. */
export function createSets(db: ReadHandle, size: () => number) {
  const kept = new Map<string, Kept>()

  async function fill(set: Kept, turns: Turns): Promise<void> {
    const { readings, least = 1 } = set.recipe
    // Nobody is asked for more than 255 rows: the contract stops at a hundred.
    let times = new Uint8Array(least === 1 ? 0 : size())
    const countUp = (seq: number): number => {
      if (seq >= times.length) {
        const next = new Uint8Array(Math.ceil((seq + 1) * 1.25))
        next.set(times)
        times = next
      }
      const count = Math.min((times[seq] ?? 0) + 1, 255)
      times[seq] = count
      return count
    }
    const take = (seqs: readonly number[]): void => {
      for (const seq of seqs) if (least === 1 || countUp(seq) === least) set.put(seq, true)
    }
    for (const reading of readings) await readPeople(db, { reading, size, take, turns })
  }

  return {
    /** The set of a recipe, filled. What is written meanwhile is brought in by `readAgain`. */
    async get(recipe: Recipe, turns: Turns): Promise<PeopleSet> {
      const key = `${recipe.holds.text}\n${JSON.stringify(recipe.holds.params)}`
      const found = kept.get(key)
      const set = found ?? createSet(recipe)
      // The one used longest ago goes first.
      kept.delete(key)
      kept.set(key, set)
      if (found === undefined) {
        for (const old of kept.keys()) {
          if (kept.size <= MOST_SETS) break
          kept.delete(old)
        }
        set.ready = fill(set, turns).then(
          () => void (set.isReady = true),
          (cause: unknown) => {
            kept.delete(key)
            throw cause
          },
        )
      }
      await set.ready
      return set
    },
    /** Looks some people up anew in every set. */
    async readAgain(seqs: readonly number[], turns: Turns): Promise<void> {
      if (seqs.length * kept.size > MOST_LOOKS) for (const [key, set] of kept) if (set.isReady) kept.delete(key)
      for (const set of kept.values()) {
        const rows = db.all<{ seq: number }>(
          sql`select c.seq from customer c where ${joinSql([sql`c.seq in ${inList(seqs)}`, set.recipe.holds], ' and ')}`,
        )
        const holding = new Set(rows.map(({ seq }) => seq))
        for (const seq of seqs) set.put(seq, holding.has(seq))
        await turns.next()
      }
    },
    forget: () => kept.clear(),
  }
}

export type Sets = ReturnType<typeof createSets>
