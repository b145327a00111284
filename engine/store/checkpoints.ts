import type { Clock } from '../kernel/index.ts'

/** How long committed rows may stand in the write-ahead log, and how long removed ones (SECURITY D-08). */
const AFTER_COMMIT_MS = 30_000
const AFTER_ERASE_MS = 4_000
const TRY_AGAIN_MS = 1_000

/** Empties the write-ahead log in time: within 30 s of a commit, within 5 s of a removal that asks for it. */
export type Checkpoints = { committed(): void; erased(): void; done(): void; stop(): void }

/**
 * Keeps the time of the next checkpoint.
 * @param run empties the log; answers false when a reader is in the way, and is then called again shortly
 */
export function createCheckpoints(clock: Clock, run: () => boolean): Checkpoints {
  let forget: (() => void) | null = null
  let dueAt = Infinity
  const plan = (delayMs: number) => {
    const at = clock.monotonic() + delayMs
    if (at >= dueAt) return
    forget?.()
    dueAt = at
    forget = clock.after(delayMs, () => {
      done()
      if (!run()) plan(TRY_AGAIN_MS)
    })
  }
  const done = () => {
    forget?.()
    forget = null
    dueAt = Infinity
  }
  return { committed: () => plan(AFTER_COMMIT_MS), erased: () => plan(AFTER_ERASE_MS), done, stop: done }
}
