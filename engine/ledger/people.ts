const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Part of Meta's limit that is left free: other numbers of the same business use it too, and nobody can see how much. */
const HEADROOM = 0.1

/**
 * Different people written to outside reply windows within the last 24 hours, kept in order of time.
 * Built from the rows at start, then kept beside them.
 */
export class DailyPeople {
  // A Map keeps the order of insertion, so the oldest come first.
  readonly #lastAt = new Map<string, number>()
  #limit: number | null = null
  // Turns given out to those who wait, so that not everybody gets the first free place.
  #plan: { readonly madeAt: number; readonly places: readonly number[]; given: number } | null = null

  get limit(): number | null {
    return this.#limit
  }

  setLimit(limit: number | null): void {
    this.#limit = limit
    this.#plan = null
  }

  has(person: string, now: number): boolean {
    return (this.#lastAt.get(person) ?? Number.NEGATIVE_INFINITY) > now - DAY_MS
  }

  /** How many are counted now. */
  used(now: number): number {
    for (const [person, at] of this.#lastAt) {
      if (at > now - DAY_MS) break
      this.#lastAt.delete(person)
    }
    return this.#lastAt.size
  }

  /** How many new people may still be written to. */
  room(now: number): number {
    if (this.#limit === null) return Number.POSITIVE_INFINITY
    const room = Math.max(0, Math.floor(this.#limit * (1 - HEADROOM)) - this.used(now))
    if (room > 0) this.#plan = null
    return room
  }

  /** @returns whether the person is new within the 24 hours */
  note(person: string, at: number): boolean {
    const isNew = !this.has(person, at)
    this.#lastAt.delete(person)
    this.#lastAt.set(person, at)
    return isNew
  }

  /** Takes back a person who turned out not to have been written to. */
  forget(person: string): void {
    this.#lastAt.delete(person)
  }

  /** Who is renamed, e.g. because the number was erased, still counts. */
  rename(person: string, to: string): void {
    const at = this.#lastAt.get(person)
    if (at === undefined) return
    this.#lastAt.delete(person)
    this.#lastAt.set(to, at)
  }

  /** When the next person who has to wait may be written to: places come free in the order in which they were taken. */
  nextTurn(now: number): number {
    if (this.#plan === null || now - this.#plan.madeAt > HOUR_MS)
      this.#plan = { madeAt: now, given: 0, places: [...this.#lastAt.values()].sort((a, b) => a - b) }
    const { places, given } = this.#plan
    this.#plan.given += 1
    const usable = Math.max(1, Math.floor((this.#limit ?? 1) * (1 - HEADROOM)))
    // With more people counted than places, the first ones leaving free nothing.
    const surplus = Math.max(0, places.length - usable)
    const place = places[Math.min(surplus + (given % usable), places.length - 1)] ?? now
    return Math.max(now + 1_000, place + DAY_MS) + Math.floor(given / usable) * DAY_MS
  }
}
