import { failsTooOften, type Tally } from './rules.ts'

/** Counts outcomes per run since it was last started or resumed. */
export class Tallies {
  readonly #tallies = new Map<string, Tally>()

  /** @returns true when the run fails too often to go on */
  note(runId: string, outcome: 'fine' | 'failed' | 'unknown'): boolean {
    const tally = this.#tallies.get(runId) ?? { tried: 0, failed: 0, unknown: 0 }
    const next = {
      tried: tally.tried + 1,
      failed: tally.failed + (outcome === 'failed' ? 1 : 0),
      unknown: tally.unknown + (outcome === 'unknown' ? 1 : 0),
    }
    this.#tallies.set(runId, next)
    return failsTooOften(next)
  }

  /** A message counted as fine failed later, by an event. */
  turnBad(runId: string): boolean {
    const tally = this.#tallies.get(runId)
    if (tally === undefined) return false
    const next = { ...tally, failed: tally.failed + 1 }
    this.#tallies.set(runId, next)
    return failsTooOften(next)
  }

  forget(runId: string): void {
    this.#tallies.delete(runId)
  }
}
