/** Above this many, memory is no longer worth the look it saves. */
const MOST = 50_000

/**
 * Message ids of events that were faster than the answer which tells whose they are. Whoever's answer is still to come was
 * claimed in this life of the engine, so memory is enough; it saves a look into the rows for each message.
 */
export class EarlyEvents {
  readonly #wamids = new Set<string>()
  #isFull = false

  add(wamid: string): void {
    if (this.#wamids.size < MOST) this.#wamids.add(wamid)
    else this.#isFull = true
  }

  /** Whether there may be such an event in the rows. */
  mayHave(wamid: string): boolean {
    return this.#isFull || this.#wamids.has(wamid)
  }

  forget(wamid: string): void {
    this.#wamids.delete(wamid)
  }
}
