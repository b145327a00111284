import type { Clock } from '../kernel/index.ts'

/** A wall clock that moved so much more or less than time did was set by somebody. */
const JUMP_MS = 60_000

/** What the clock did since the last look. `asleep`: time passed in which nobody looked, e.g. with the lid closed. */
export type ClockNews = { readonly kind: 'steady' } | { readonly kind: 'changed' } | { readonly kind: 'asleep'; readonly ms: number }

/**
 * Notices when the computer's clock was set, and how long it slept. The wall clock is held against time that nobody can
 * set; where the system's monotonic clock stands still in sleep (Linux), against the time since the computer started.
 */
export class ClockWatch {
  readonly #clock: Clock
  #wall: number
  #monotonic: number
  #sinceBoot: number
  #lastSeen: number

  /** @param lastSeen the latest time that an engine before has seen (ms since epoch) */
  constructor(clock: Clock, lastSeen: number) {
    this.#clock = clock
    this.#wall = clock.now()
    this.#monotonic = clock.monotonic()
    this.#sinceBoot = clock.sinceBoot?.() ?? this.#monotonic
    this.#lastSeen = Math.max(lastSeen, this.#wall)
  }

  /** The latest time ever seen: days that count for a limit do not come back when a clock is set back. */
  now(): number {
    this.#lastSeen = Math.max(this.#lastSeen, this.#clock.now())
    return this.#lastSeen
  }

  /** Whether the clock stands before a time that was seen already. */
  get isBehind(): boolean {
    return this.#lastSeen - this.#clock.now() > JUMP_MS
  }

  /** Says what happened since the last look. */
  look(): ClockNews {
    const [wall, monotonic] = [this.#clock.now(), this.#clock.monotonic()]
    const sinceBoot = this.#clock.sinceBoot?.() ?? monotonic
    const passed = Math.max(monotonic - this.#monotonic, sinceBoot - this.#sinceBoot)
    const isJump = Math.abs(wall - this.#wall - passed) > JUMP_MS
    this.#wall = wall
    this.#monotonic = monotonic
    this.#sinceBoot = sinceBoot
    if (isJump) return { kind: 'changed' }
    this.now()
    return passed > JUMP_MS * 2 ? { kind: 'asleep', ms: passed } : { kind: 'steady' }
  }

  /** A person looked and goes on: the time that the clock shows is the time. */
  trust(): void {
    this.#lastSeen = this.#clock.now()
  }
}
