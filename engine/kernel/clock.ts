import { uptime } from 'node:os'

/** Time as the engine sees it; tests put a clock that they move by hand in its place. */
export type Clock = {
  /** Milliseconds since the epoch, UTC. May step when the computer's clock is set. */
  now(): number
  /** Milliseconds that never step back; for measuring and pacing. */
  monotonic(): number
  /** Milliseconds since the computer started, sleep included; may be whole seconds. Not every clock knows it. */
  sinceBoot?(): number
  /** Runs `work` once after `delayMs`; returns how to forget it. */
  after(delayMs: number, work: () => void): () => void
}

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sinceBoot: () => uptime() * 1000,
  after(delayMs, work) {
    const timer = setTimeout(work, Math.max(0, Math.min(delayMs, 2_147_483_647)))
    return () => clearTimeout(timer)
  },
}

/** A clock that stands still until it is moved; runs what falls due in order of time. */
export type ManualClock = Clock & { advance(ms: number): Promise<void>; set(now: number): void }

/** Makes a clock for tests; `advance` lets pending promises settle between two timers. */
export function manualClock(start = 1_795_000_000_000): ManualClock {
  let now = start
  let elapsed = 0
  let timers: { at: number; work: () => void }[] = []
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    now: () => now,
    monotonic: () => elapsed,
    after(delayMs, work) {
      const timer = { at: elapsed + delayMs, work }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    set(value) {
      now = value
    },
    async advance(ms) {
      const end = elapsed + ms
      for (;;) {
        await settle()
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
        if (due === undefined) break
        timers = timers.filter((other) => other !== due)
        now += Math.max(0, due.at - elapsed)
        elapsed = Math.max(elapsed, due.at)
        due.work()
      }
      now += end - elapsed
      elapsed = end
      await settle()
    },
  }
}
