/** So many messages at most is a run ahead for having waited; one that had nothing to send for hours does not push the others aside. */
const MOST_AHEAD = 50

/**
 * Splits what may leave among runs of equal rank, one message after the other, whoever was served least first: nobody
 * waits for another's end, and what one can't take goes to the others.
 */
export class FairShare {
  readonly #served = new Map<string, number>()

  /**
   * @param wants how many each run could take now
   * @param places how many may leave now
   */
  split(wants: ReadonlyMap<string, number>, places: number): Map<string, number> {
    this.#join([...wants.keys()])
    const shares = new Map<string, number>()
    for (let left = Math.min(places, sum(wants.values())); left >= 1; left -= 1) {
      const next = this.#leastServed(wants, shares)
      if (next === null) break
      shares.set(next, (shares.get(next) ?? 0) + 1)
    }
    return shares
  }

  /** Notes how many of a run were taken. */
  note(runId: string, count: number): void {
    this.#served.set(runId, (this.#served.get(runId) ?? 0) + count)
  }

  /** Forgets runs that no longer send, and lets new ones begin where the others are. */
  #join(runIds: readonly string[]): void {
    const known = runIds.flatMap((runId) => this.#served.get(runId) ?? [])
    const most = Math.max(0, ...known)
    const start = Math.max(known.length === 0 ? 0 : Math.min(...known), most - MOST_AHEAD)
    const counts = runIds.map((runId) => [runId, Math.max(start, this.#served.get(runId) ?? start)] as const)
    this.#served.clear()
    for (const [runId, count] of counts) this.#served.set(runId, count - start)
  }

  #leastServed(wants: ReadonlyMap<string, number>, shares: ReadonlyMap<string, number>): string | null {
    let best: { readonly runId: string; readonly served: number } | null = null
    for (const [runId, want] of wants) {
      const share = shares.get(runId) ?? 0
      const served = (this.#served.get(runId) ?? 0) + share
      if (share < want && (best === null || served < best.served)) best = { runId, served }
    }
    return best?.runId ?? null
  }
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0)
