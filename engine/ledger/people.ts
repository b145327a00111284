import type { DayPart } from './face.ts'

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

  /** Forgets everybody and counts these, oldest first. */
  reload(people: readonly { readonly person: string; readonly at: number }[]): void {
    this.#lastAt.clear()
    this.#plan = null
    for (const { person, at } of people) this.note(person, at)
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

  /** When how many new people may be written to from a time on, one part for each 24 h. */
  parts(people: number, from: number): DayPart[] {
    if (people <= 0) return []
    if (this.#limit === null) return [{ at: from, people }]
    const usable = Math.max(1, Math.floor(this.#limit * (1 - HEADROOM)))
    // Times at which a place is free: those free already, then each as it was taken, and so on a day later.
    const taken = [...this.#lastAt.values()].map((at) => at + DAY_MS).filter((at) => at > from)
    const places = [
      ...Array.from({ length: Math.max(0, usable - taken.length) }, () => from),
      ...taken.sort((a, b) => a - b).slice(-usable),
    ]
    const parts = new Map<number, DayPart>()
    for (let index = 0; index < people; index += 1) {
      const at = (places[index % usable] ?? from) + Math.floor(index / usable) * DAY_MS
      const day = Math.floor((at - from) / DAY_MS)
      const part = parts.get(day)
      parts.set(day, { at: Math.min(at, part?.at ?? at), people: (part?.people ?? 0) + 1 })
    }
    return [...parts.values()].sort((a, b) => a.at - b.at)
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
