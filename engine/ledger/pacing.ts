/** Seconds of pace that may be caught up with at once after a late turn. */
const BURST_SECONDS = 0.25
/** Seconds of pace that leave at once at the very beginning. */
const FIRST_SECONDS = 0.05
const SECOND_MS = 1_000
/** What a second may have beyond its pace while a late turn is caught up with: nothing below 100 a second. */
const MOST_OVER = 0.01
/** How much less the shortest way is believed with each answer: a tenth in 1,000. */
const BELIEVED_LESS = 1.0001
/** Share of the full pace that comes back each second after a halving: whole again within about a minute. */
const RECOVERY_PER_SECOND = 0.01

/**
 * A message is believed to be this late at most: with the real lateness, which answers show, a run is that much slower. With
 * 30 ms the other side was seen to get 107 % of the pace on a busy computer, without a limit one lost answer would count for long.
 */
const MOST_LATE_MS = 250

/** A message that left. Times are monotonic. */
type Departure = {
  readonly at: number
  /** The latest time at which the other side can have got it, as far as is known. */
  readonly arrivedBy: number
}

/** A message that leaves now. */
export const depart = (at: number): Departure & { arrivedBy: number } => ({ at, arrivedBy: at + MOST_LATE_MS })

/**
 * A token bucket: so many a second, and after Meta said "too fast" half as many, growing back slowly. A late turn may catch
 * up with a small burst, but no second of the other side's clock, wherever it begins, has more than its pace and a hundredth,
 * as long as messages are not later than MOST_LATE_MS: each counts until a second after the latest time at which it can
 * have arrived.
 * Pure: the time (monotonic ms) comes in with each question.
 */
export class TokenBucket {
  /** Full pace. */
  #nominal: number
  /** Pace in force, between a 64th of the full pace and the full pace. */
  #rate: number
  #tokens: number
  #seenAt: number
  /** What may have arrived within the last second, in order of leaving. */
  #lastSecond: Departure[] = []

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

  take(departure: Departure): void {
    this.#refill(departure.at)
    this.#tokens -= 1
    this.#lastSecond.push(departure)
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
    const most = Math.ceil(this.#rate - 1e-9)
    return Math.max(most, Math.floor(most * (1 + MOST_OVER)))
  }

  /** Forgets what is too old to count, looking at everything only where that can matter. */
  #takenInLastSecond(now: number): number {
    const old = now - SECOND_MS
    const isOver = ({ arrivedBy }: Departure) => arrivedBy <= old
    if (this.#lastSecond.length >= this.#mostASecond()) this.#lastSecond = this.#lastSecond.filter((departure) => !isOver(departure))
    else if (this.#lastSecond[0] !== undefined && isOver(this.#lastSecond[0])) {
      const keep = this.#lastSecond.findIndex((departure) => !isOver(departure))
      this.#lastSecond.splice(0, keep === -1 ? this.#lastSecond.length : keep)
    }
    return this.#lastSecond.length
  }

  /** Milliseconds until the last second has room for one more; the answer to a message under way may make it sooner or later. */
  #msUntilRoom(now: number): number {
    const over = this.#takenInLastSecond(now) - this.#mostASecond()
    if (over < 0) return 0
    const ends = this.#lastSecond.map(({ arrivedBy }) => arrivedBy + SECOND_MS).sort((a, b) => a - b)
    return Math.max(1, Math.ceil((ends[over] ?? now) - now))
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

/** The least that a message takes there and back, of late: whatever an answer took longer may have been its way there. */
export class LeastRoundTrip {
  #leastMs = Number.POSITIVE_INFINITY

  /**
   * Notes how long one answer took, in ms; what was once short is believed a little less with each answer.
   * @returns the least
   */
  note(tookMs: number): number {
    this.#leastMs = Math.min(tookMs, this.#leastMs * BELIEVED_LESS)
    return this.#leastMs
  }
}

/** The most messages that are ever under way at once at this pace: what a kill can leave in doubt. */
export const mostSlotsAt = (perSecond: number, most: number): number => Math.min(most, Math.max(8, Math.ceil(perSecond / 2)))

/**
 * How many messages may be under way at once: pace times the time that each holds its slot (until its outcome is committed), so that the pace is reached with as few as possible in
 * doubt after a crash. At most 8 while the pace is 16 a second or less; then up to half a second of pace, never above `most`.
 */
export class Slots {
  readonly #most: number
  readonly #latencies: number[] = []

  constructor(most: number) {
    this.#most = most
  }

  /** Notes how long one message held its slot, until what came of it was committed, in ms. */
  note(heldMs: number): void {
    this.#latencies.push(heldMs)
    if (this.#latencies.length > 64) this.#latencies.shift()
  }

  /** Slots at the given pace. */
  count(perSecond: number): number {
    const ceiling = mostSlotsAt(perSecond, this.#most)
    const sorted = [...this.#latencies].sort((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0
    return Math.max(Math.min(8, this.#most), Math.min(ceiling, Math.ceil((perSecond * median * 1.25) / 1000) + 4))
  }
}
