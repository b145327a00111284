/** Runs work one after the other. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>

/** Makes a queue; work that fails does not hold up what comes after it. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    // Whoever asked hears of the failure; the queue only has to know that it is over.
    last = next.catch(() => undefined)
    return next
  }
}
