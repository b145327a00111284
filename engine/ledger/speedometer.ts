const SECONDS = 10

/** Counts messages that Meta took, per run, over the last ten seconds. */
export class Speedometer {
  readonly #counts = new Map<string, { second: number; perSecond: number[] }>()

  note(runId: string, monotonicMs: number): void {
    const run = this.#turn(runId, monotonicMs)
    run.perSecond[0] = (run.perSecond[0] ?? 0) + 1
  }

  /** Messages a second; over the time since the first one while that is shorter than ten seconds. */
  perSecond(runId: string, monotonicMs: number): number {
    if (!this.#counts.has(runId)) return 0
    const { perSecond } = this.#turn(runId, monotonicMs)
    const total = perSecond.reduce((sum, count) => sum + count, 0)
    return Math.round((total / Math.max(1, perSecond.length)) * 10) / 10
  }

  forget(runId: string): void {
    this.#counts.delete(runId)
  }

  // The newest second stands first.
  #turn(runId: string, monotonicMs: number): { second: number; perSecond: number[] } {
    const second = Math.floor(monotonicMs / 1000)
    const known = this.#counts.get(runId) ?? { second, perSecond: [0] }
    const passed = Math.min(SECONDS, Math.max(0, second - known.second))
    const turned = { second, perSecond: [...Array.from({ length: passed }, () => 0), ...known.perSecond].slice(0, SECONDS) }
    const next = passed === 0 ? known : turned
    this.#counts.set(runId, next)
    return next
  }
}
