import { breathe } from '../../kernel/index.ts'
import type { Store, WriteHandle } from '../../store/index.ts'
import { changeCount } from '../queries.ts'

/** Longest time at a stretch, ms; then others have their turn. */
const SLICE_MS = 20
/** However quick the computer is, so that a kill finds the same places to strike everywhere. */
const MOST_STEPS = 16
/** The log is emptied a little at a time: once it is full, that alone would take hundreds of ms. */
const SLICES_A_LOG = 3

/** One small part of a long work inside a transaction; anything but null ends the work. */
export type Step<T> = (db: WriteHandle) => T | null

/**
 * Writes step by step in short transactions, letting others in between.
 * @returns what a step answered that ended it, null when all were made; and how many rows the steps themselves wrote
 */
export async function writeInSlices<T>(
  store: Store,
  steps: Iterable<Step<T>>,
): Promise<{ readonly ended: T | null; readonly rows: number }> {
  const list = steps[Symbol.iterator]()
  let rows = 0
  let slices = 0
  for (let next = list.next(); next.done !== true;) {
    const slice = store.write((db) => {
      const rowsBefore = changeCount(db)
      const begunAt = performance.now()
      let ended: T | null = null
      for (let count = 0; next.done !== true && ended === null; next = list.next()) {
        if (count === MOST_STEPS || performance.now() - begunAt >= SLICE_MS) break
        ended = next.value(db)
        count += 1
      }
      return { ended, rows: changeCount(db) - rowsBefore }
    })
    rows += slice.rows
    if (slice.ended !== null) return { ended: slice.ended, rows }
    await breathe()
    slices += 1
    if (slices % SLICES_A_LOG !== 0) continue
    store.checkpoint()
    await breathe()
  }
  return { ended: null, rows }
}
