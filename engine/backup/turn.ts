/** One job at a time: copies of a whole database side by side would only be slower, and none would know what the other lets go. */
export type Turn = {
  inTurn<T>(job: () => Promise<T>): Promise<T>
  isRunning(): boolean
  /** Resolves when nothing is under way. */
  settled(): Promise<unknown>
}

export function createTurn(): Turn {
  let current: Promise<unknown> = Promise.resolve()
  let running = 0
  return {
    inTurn(job) {
      running += 1
      const next = current.then(job).finally(() => (running -= 1))
      current = next.catch(() => undefined)
      return next
    },
    isRunning: () => running > 0,
    settled: () => current,
  }
}
