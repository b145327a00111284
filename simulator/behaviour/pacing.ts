import type { SimulatorClock } from './clock.ts'

/** Nearly all held messages are released within an hour. @source reference part 5, template pacing */
const RELEASE_AFTER_MS = 3_600_000

/** What becomes of a held message. */
export type HeldMessage = { readonly release: () => void; readonly drop: () => void }

type Trial = { left: number; readonly held: HeldMessage[] }

/** Who is tried out: one template by its id, or the whole portfolio. */
export type PacingSubject = { readonly kind: 'template'; readonly id: string } | { readonly kind: 'portfolio' }

/**
 * Tries templates out on a few people first and holds the rest back until it is known how they took it.
 * @source reference part 5, template pacing and portfolio pacing
 */
export class PacingDesk {
  readonly #clock: SimulatorClock
  readonly #trials = new Map<string, Trial>()

  constructor(clock: SimulatorClock) {
    this.#clock = clock
  }

  /** Lets the next `sampleSize` messages go and holds what follows; without a verdict all go after an hour. */
  start(subject: PacingSubject, sampleSize: number): void {
    const key = keyOf(subject)
    this.#trials.set(key, { left: sampleSize, held: [] })
    this.#clock.schedule(RELEASE_AFTER_MS, () => this.decide(subject, 'good'))
  }

  /** Says whether a message of this template goes out now; counts it when it is one of the sample. */
  takes(templateId: string): boolean {
    if (this.#trials.size === 0) return true
    const trials = this.#trialsOf(templateId)
    if (trials.some((trial) => trial.left === 0)) return false
    for (const trial of trials) trial.left -= 1
    return true
  }

  /** Keeps a message that does not go out now. */
  hold(templateId: string, message: HeldMessage): void {
    this.#trialsOf(templateId)
      .find((trial) => trial.left === 0)
      ?.held.push(message)
  }

  /** Ends a trial: everything that is held goes, or is dropped. Gives how many there were. */
  decide(subject: PacingSubject, verdict: 'good' | 'bad'): number {
    const key = keyOf(subject)
    const held = this.#trials.get(key)?.held ?? []
    this.#trials.delete(key)
    for (const message of held) message[verdict === 'good' ? 'release' : 'drop']()
    return held.length
  }

  /** Messages that are held now. */
  get heldCount(): number {
    return [...this.#trials.values()].reduce((sum, trial) => sum + trial.held.length, 0)
  }

  #trialsOf(templateId: string): readonly Trial[] {
    const keys = [keyOf({ kind: 'template', id: templateId }), keyOf({ kind: 'portfolio' })]
    return keys.map((key) => this.#trials.get(key)).filter((trial) => trial !== undefined)
  }
}

function keyOf(subject: PacingSubject): string {
  return subject.kind === 'template' ? `template ${subject.id}` : 'portfolio'
}
