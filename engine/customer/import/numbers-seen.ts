import { setImmediate as nextTurn } from 'node:timers/promises'

const LEAST_PLACES = 256
const SORTED_AT_ONCE = 65_536
/** A multiplier that scatters neighbouring numbers over the whole table. */
const SCATTER = 0x9e3779b1

/** Numbers that a file has brought so far, each with its row. */
export type NumbersSeen = {
  /** How many of them are not left out. */
  readonly waiting: number
  rowOf(key: number): number | undefined
  add(key: number, row: number): void
  /** From now on the number is remembered, but not among those in order. */
  leaveOut(key: number): void
  /** All others from the lowest to the highest, with the rows; others have their turn while they are brought in order. */
  inOrder(): Promise<Iterator<{ readonly key: number; readonly row: number }, undefined>>
}

/** Grown one after another: one table of a million numbers would keep everybody waiting while it doubles. */
const TABLES = 16

/**
 * Remembers up to millions of numbers in plain arrays: a map of the language takes four times the memory for a million of
 * them, and the rest of an import needs it.
 */
export function createNumbersSeen(): NumbersSeen {
  const tables = Array.from({ length: TABLES }, createTable)
  const tableOf = (key: number): Table => tables[scattered(key) >>> 28] as Table
  let size = 0
  let leftOut = 0
  const rowOf = (key: number): number | undefined => {
    const row = tableOf(key).get(key)
    return row === undefined ? undefined : Math.abs(row)
  }
  return {
    get waiting() {
      return size - leftOut
    },
    rowOf,
    add(key, row) {
      if (tableOf(key).put(key, row)) size += 1
    },
    leaveOut(key) {
      const row = tableOf(key).get(key)
      if (row === undefined || row < 0) return
      tableOf(key).put(key, -row)
      leftOut += 1
    },
    async inOrder() {
      const parts: Float64Array[] = []
      for (const table of tables) parts.push(...(await sortedParts(table)))
      const next = merged(parts)
      return { next: () => withRow(next(), rowOf) }
    },
  }
}

const scattered = (key: number): number => Math.imul((key % 0x100000000) ^ (key / 0x100000000), SCATTER)

type Table = {
  /** The row of a number, negative where it is left out. */
  get(key: number): number | undefined
  /** Answers whether the number was not there before. */
  put(key: number, row: number): boolean
  /** Numbers at their places, 0 at free ones, and their rows. */
  readonly keys: Float64Array
  readonly rows: Int32Array
}

function createTable(): Table {
  // 0 is no number, so it marks a free place.
  let keys = new Float64Array(LEAST_PLACES)
  let rows = new Int32Array(LEAST_PLACES)
  let size = 0
  const placeOf = (key: number): number => {
    const mask = keys.length - 1
    let place = scattered(key) >>> 8
    for (place &= mask; keys[place] !== 0 && keys[place] !== key; place = (place + 1) & mask);
    return place
  }
  const set = (key: number, row: number): void => {
    const place = placeOf(key)
    keys[place] = key
    rows[place] = row
  }
  const grow = (): void => {
    const before = { keys, rows }
    keys = new Float64Array(before.keys.length * 2)
    rows = new Int32Array(before.keys.length * 2)
    before.keys.forEach((key, place) => key !== 0 && set(key, before.rows[place] ?? 0))
  }
  const get = (key: number): number | undefined => {
    const place = placeOf(key)
    return keys[place] === key ? rows[place] : undefined
  }
  return {
    get,
    put(key, row) {
      const isNew = get(key) === undefined
      if (isNew && size * 2 >= keys.length) grow()
      if (isNew) size += 1
      set(key, row)
      return isNew
    },
    get keys() {
      return keys
    },
    get rows() {
      return rows
    },
  }
}

const withRow = (key: number | undefined, rowOf: (key: number) => number | undefined) =>
  key === undefined ? { done: true as const, value: undefined } : { done: false as const, value: { key, row: rowOf(key) ?? 0 } }

/** Sorted a part at a time: all at once would keep everybody waiting. */
async function sortedParts({ keys, rows }: Table): Promise<Float64Array[]> {
  const parts: Float64Array[] = []
  for (let from = 0; from < keys.length; from += SORTED_AT_ONCE) {
    // Free places have row 0, those that are left out a negative one.
    const part = keys.slice(from, from + SORTED_AT_ONCE).filter((_, index) => (rows[from + index] ?? 0) > 0)
    if (part.length > 0) parts.push(part.sort())
    await nextTurn()
  }
  return parts
}

/** The lowest of all parts that was not given yet. */
function merged(parts: readonly Float64Array[]): () => number | undefined {
  const heads = parts.map(() => 0)
  return () => {
    let lowest: number | undefined
    let from = -1
    for (let part = 0; part < parts.length; part += 1) {
      const key = parts[part]?.[heads[part] ?? 0]
      if (key === undefined || (lowest !== undefined && key >= lowest)) continue
      lowest = key
      from = part
    }
    if (from >= 0) heads[from] = (heads[from] ?? 0) + 1
    return lowest
  }
}
