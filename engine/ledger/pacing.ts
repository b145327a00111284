/** Seconds of pace that may be caught up with at once after a late turn. */
const BURST_SECONDS = 0.25
/** Seconds of pace that leave at once at the very beginning. */
const FIRST_SECONDS = 0.05
/** A second for the pace, and a little for messages that arrive closer together than they left. */
const SECOND_MS = 1_010
/** Share of the full pace that comes back each second after a halving: whole again within about a minute. */
const RECOVERY_PER_SECOND = 0.01

/**
 * A token bucket: so many a second, and after Meta said "too fast" half as many, growing back slowly. A late turn may catch
 * up with a small burst, but no second, wherever it begins, has more than its pace.
 * Pure: the time (monotonic ms) comes in with each question.
 */
export class TokenBucket {
  /** Full pace. */
  #nominal: number
  /** Pace in force, between a 64th of the full pace and the full pace. */
  #rate: number
  #tokens: number
  #seenAt: number
  /** What was taken in the last second. */
  readonly #lastSecond: { readonly at: number; readonly count: number }[] = []

  constructor(perSecond: number, now: number) {
    this.#nominal = perSecond
    this.#rate = perSecond
    this.#tokens = Math.max(1, perSecond * FIRST_SECONDS)
    this.#seenAt = now
  }

  /** Pace in force, per second. */
  get perSecond(): number {
    return this.#rate
  }

  /** Whole tokens that can be taken now. */
  available(now: number): number {
    this.#refill(now)
    return Math.max(0, Math.min(Math.floor(this.#tokens + 1e-9), this.#mostASecond() - this.#takenInLastSecond(now)))
  }

  take(count: number, now: number): void {
    this.#refill(now)
    this.#tokens -= count
    this.#lastSecond.push({ at: now, count })
  }

  /** Milliseconds until so many tokens (or a full bucket, where that is less) are there; 0 when they are. */
  msUntil(count: number, now: number): number {
    this.#refill(now)
    const missing = Math.min(count, this.#capacity()) - this.#tokens
    const refillMs = missing <= 1e-9 ? 0 : Math.ceil((missing / this.#rate) * 1000)
    return Math.max(refillMs, this.#msUntilRoom(now))
  }

  /** Sets another full pace; a halving that is in force stays in proportion. */
  setPace(perSecond: number, now: number): void {
    this.#refill(now)
    this.#rate = perSecond * (this.#rate / this.#nominal)
    this.#nominal = perSecond
    this.#tokens = Math.min(this.#tokens, this.#capacity())
  }

  /** Meta said "too fast": half the pace from now on. */
  halve(now: number): void {
    this.#refill(now)
    this.#rate = Math.max(this.#nominal / 64, this.#rate / 2)
    this.#tokens = Math.min(this.#tokens, 0)
  }

  #mostASecond(): number {
    return Math.ceil(this.#rate - 1e-9)
  }

  #takenInLastSecond(now: number): number {
    const keep = this.#lastSecond.findIndex(({ at }) => at > now - SECOND_MS)
    this.#lastSecond.splice(0, keep === -1 ? this.#lastSecond.length : keep)
    return this.#lastSecond.reduce((sum, { count }) => sum + count, 0)
  }

  /** Milliseconds until the last second has room for one more. */
  #msUntilRoom(now: number): number {
    let over = this.#takenInLastSecond(now) - this.#mostASecond() + 1
    if (over <= 0) return 0
    for (const { at, count } of this.#lastSecond) {
      over -= count
      if (over <= 0) return Math.max(1, Math.ceil(at + SECOND_MS - now))
    }
    return SECOND_MS
  }

  #capacity(): number {
    return Math.max(1, this.#nominal * BURST_SECONDS)
  }

  #refill(now: number): void {
    const seconds = Math.max(0, now - this.#seenAt) / 1000
    this.#seenAt = Math.max(this.#seenAt, now)
    this.#tokens = Math.min(this.#capacity(), this.#tokens + seconds * this.#rate)
    this.#rate = Math.min(this.#nominal, this.#rate + seconds * this.#nominal * RECOVERY_PER_SECOND)
  }
}

/**
 * How many messages may be under way at once: pace times latency, so that the pace is reached with as few as possible in
 * doubt after a crash. At most 8 while the pace is 16 a second or less; then up to half a second of pace, never above `most`.
 */
export class Slots {
  readonly #most: number
  readonly #latencies: number[] = []

  constructor(most: number) {
    this.#most = most
  }

  /** Notes how long one message held its slot, in ms. */
  note(heldMs: number): void {
    this.#latencies.push(heldMs)
    if (this.#latencies.length > 64) this.#latencies.shift()
  }

  /** Slots at the given pace. */
  count(perSecond: number): number {
    const ceiling = Math.min(this.#most, Math.max(8, Math.ceil(perSecond / 2)))
    const sorted = [...this.#latencies].sort((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0
    return Math.max(Math.min(8, this.#most), Math.min(ceiling, Math.ceil((perSecond * median * 1.25) / 1000) + 4))
  }
}
