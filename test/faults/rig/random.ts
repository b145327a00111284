/** Repeatable numbers from 0 to 1: the same seed gives the same row. */
export type Numbers = () => number

/** Makes a row of numbers (the well-known mulberry32 step). */
export function numbersFrom(seed: number): Numbers {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Waits. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Many times what anything here takes on two slow cores with others at work: only what never comes reaches it. */
const IN_VAIN_MS = 180_000

/**
 * Asks again and again until something is true.
 * @throws Error naming what was waited for, after the deadline
 */
export async function until(what: string | (() => string), isTrue: () => Promise<boolean>, deadlineMs = IN_VAIN_MS): Promise<void> {
  const end = Date.now() + deadlineMs
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`Waited ${deadlineMs / 1000} s in vain: ${typeof what === 'string' ? what : what()}`)
    await pause(50)
  }
}
