import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../../kernel/index.ts'
import type { Store, WriteHandle } from '../../store/index.ts'

/** Longer than this nobody else waits for a part of an import, ms; what the commit itself takes comes on top. */
const SLICE_MS = 40
/** The log is emptied a little at a time: once it is full, that alone would take hundreds of ms. */
const SLICES_A_LOG = 16

export type Turns = {
  /** Writes until it is enough, in one transaction; then everybody else has a turn. */
  take<T>(work: (db: WriteHandle, isEnough: () => boolean) => T, options?: { readonly repeatable?: boolean }): Promise<T>
}

/** Parts a long work into short transactions with turns for everybody else between them. */
export function createTurns({ store, clock }: { readonly store: Store; readonly clock: Clock }): Turns {
  let slices = 0
  return {
    async take(work, options) {
      const until = clock.monotonic() + SLICE_MS
      const done = store.write((db) => work(db, () => clock.monotonic() >= until), options)
      await nextTurn()
      slices += 1
      if (slices % SLICES_A_LOG === 0) {
        store.checkpoint()
        await nextTurn()
      }
      return done
    },
  }
}
