import { backoffMs } from './rules.ts'

/** Why the whole number waits: Meta throttles it, no request leaves this computer, or the key was refused. */
export type GateKind = 'throttle' | 'offline' | 'key'

const LIMITS: Record<GateKind, { firstMs: number; capMs: number }> = {
  throttle: { firstMs: 2_000, capMs: 120_000 },
  offline: { firstMs: 1_000, capMs: 30_000 },
  key: { firstMs: 30_000, capMs: 900_000 },
}

/**
 * Lets everything through, or nothing until a time and then one message at a time until one gets through.
 * Pure: times (monotonic ms) and randomness come in with each call.
 */
export class Gate {
  #kind: GateKind | null = null
  #failures = 0
  #closedAt = 0
  #opensAt = 0

  /** Why it is closed or being tried; null when it is open. */
  get kind(): GateKind | null {
    return this.#kind
  }

  /** Failures in a row. */
  get failures(): number {
    return this.#failures
  }

  /** When the next try may leave (monotonic ms); null when it is open. */
  get opensAt(): number | null {
    return this.#kind === null ? null : this.#opensAt
  }

  /** How many more messages may leave now, given how many are under way. */
  allowance(now: number, underWay: number): number {
    if (this.#kind === null) return Number.POSITIVE_INFINITY
    return now >= this.#opensAt && underWay === 0 ? 1 : 0
  }

  /**
   * A message could not leave, or was told to wait.
   * @param failure.startedAt when that message left: a burst that failed together counts once
   * @param failure.waitMs time that Meta named
   * @returns true when this closed the gate or made it wait longer
   */
  fail(
    kind: GateKind,
    failure: { readonly startedAt: number; readonly now: number; readonly waitMs?: number | null; readonly random01: number },
  ): boolean {
    const isSameBurst = this.#kind !== null && failure.startedAt < this.#closedAt
    if (isSameBurst) return false
    this.#failures = this.#kind === kind ? this.#failures + 1 : 1
    this.#kind = kind
    this.#closedAt = failure.now
    this.#opensAt = failure.now + Math.max(failure.waitMs ?? 0, backoffMs(this.#failures, failure.random01, LIMITS[kind]))
    return true
  }

  /**
   * A message got an answer that shows the way is free.
   * @param startedAt when it left: an answer to a message from before the closing proves nothing
   * @returns the kind of trouble that ended, null when there was none
   */
  succeed(startedAt: number): GateKind | null {
    if (this.#kind === null || startedAt < this.#closedAt) return null
    return this.reset()
  }

  /** Forgets the trouble; the next message tells whether it is over. */
  reset(): GateKind | null {
    const ended = this.#kind
    this.#kind = null
    this.#failures = 0
    return ended
  }
}
