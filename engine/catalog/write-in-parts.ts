import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Store, WriteHandle } from '../store/index.ts'

const ROWS_AT_ONCE = 100

/** Writes about many rows in short transactions, with a turn for everybody else between them. A kill leaves whole parts. */
export async function writeInParts<T>(
  store: Store,
  rows: readonly T[],
  work: (db: WriteHandle, part: readonly T[]) => void,
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    store.write((db) => work(db, rows.slice(start, start + ROWS_AT_ONCE)))
    await nextTurn()
  }
}
