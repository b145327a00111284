import type Database from 'better-sqlite3-multiple-ciphers'
import { asStoreError, StoreError } from '../errors.ts'
import type { DamagedTable } from './damaged-table.ts'

type Connection = InstanceType<typeof Database>

const quoted = (name: string): string => `"${name}"`

/** How many rows there were, from the table or any index that is whole; null when none is. */
function countBefore(damaged: Connection, table: string): number | null {
  const indexes = damaged.prepare(`select name from pragma_index_list(?) where partial = 0`).all(table) as { name: string }[]
  const ways = ['', 'not indexed', ...indexes.map(({ name }) => `indexed by ${quoted(name)}`)]
  for (const way of ways) {
    try {
      return (damaged.prepare(`select count(*) as n from ${quoted(table)} ${way}`).get() as { n: number }).n
    } catch (error) {
      if (!(asStoreError(error) instanceof StoreError)) return null
    }
  }
  return null
}

/** One end of an index as far as it can be read; the numbers of the rows that it knows. */
function* readableNumbers(
  damaged: Connection,
  { table, index, order }: { table: string; index: string; order: string },
): Generator<number> {
  try {
    const text = `select rowid from ${quoted(table)} indexed by ${quoted(index)} ${order}`
    for (const number of damaged.prepare(text).pluck().iterate() as IterableIterator<number>) yield number
  } catch (error) {
    // Damage ends the walk; what was read before it stands.
    if (!(asStoreError(error) instanceof StoreError)) throw error
  }
}

/** The greatest number that any index still knows, read from both of its ends; null when none can be read. */
function greatestNumber(damaged: Connection, table: string): number | null {
  const indexes = damaged.prepare(`select name from pragma_index_list(?) where partial = 0`).all(table) as { name: string }[]
  let greatest: number | null = null
  for (const { name: index } of indexes) {
    const columns = damaged.prepare(`select name from pragma_index_info(?)`).pluck().all(index) as (string | null)[]
    const backwards = columns.some((column) => column === null)
      ? []
      : [`order by ${columns.map((column) => `${quoted(column ?? '')} desc`).join(', ')}`]
    for (const order of ['', ...backwards])
      for (const number of readableNumbers(damaged, { table, index, order })) greatest = Math.max(greatest ?? number, number)
  }
  return greatest
}

/** What the reader saw of a table. */
type Seen = {
  readonly kept: number
  /** Numbers between others that could not be read. */
  readonly gapNumbers: number
  /** The last number before a stretch of which not even the end could be read; null where the end was seen. */
  readonly openEnd: number | null
}

/**
 * How many rows of a damaged table are lost; null where nobody can tell. Counted by an index that is whole; where none is, by the
 * numbers that can't be read, up to the greatest that any index still knows.
 */
export function countLost(damaged: Connection, { name, isNumbered }: DamagedTable, { kept, gapNumbers, openEnd }: Seen): number | null {
  const before = countBefore(damaged, name)
  if (before !== null) return Math.max(0, before - kept)
  if (!isNumbered) return null
  if (openEnd === null) return gapNumbers
  const greatest = greatestNumber(damaged, name)
  return greatest === null ? null : gapNumbers + Math.max(0, greatest - openEnd)
}
