import type { Clock } from '../kernel/index.ts'

/** Runs work one after the other. */
export type Queue = {
  run<T>(work: () => Promise<T>): Promise<T>
  /** True once the room ends: whoever comes back from the network then writes nothing any more. */
  isEnded(): boolean
  /** Waits for what is being written; not for the network, whose answers come too late. */
  end(): Promise<void>
}

/** Writing what was read takes a second at most, also for ten thousand products. */
const PATIENCE_MS = 2_000

/** Makes a queue; work that fails does not hold up what comes after it. */
export function createQueue(clock: Clock): Queue {
  let last: Promise<unknown> = Promise.resolve()
  let hasEnded = false
  return {
    run(work) {
      const next = last.then(work)
      // Whoever asked hears of the failure; the queue only has to know that it is over.
      last = next.catch(() => undefined)
      return next
    },
    isEnded: () => hasEnded,
    async end() {
      hasEnded = true
      await inTime(clock, last, PATIENCE_MS)
    },
  }
}

/** Resolves when the work is done or time is over, whichever comes first. */
export async function inTime(clock: Clock, work: Promise<unknown>, patienceMs: number): Promise<void> {
  let forget = () => {}
  const patience = new Promise<void>((resolve) => {
    forget = clock.after(patienceMs, resolve)
  })
  await Promise.race([work, patience])
  forget()
}
