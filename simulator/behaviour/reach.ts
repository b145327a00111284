const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** Messages that follow each other closely count from the first, which spares the row. */
const WORTH_NOTING_MS = 1_000

/**
 * Counts the different people that were written to outside an open window, in the last 24 hours and the last 7 days.
 * A person counts from the first message; another one later moves them to the end of the row.
 * @source reference part 9, messaging limit
 */
export class ReachCounter {
  readonly #day = new Map<string, number>()
  readonly #week = new Map<string, number>()

  /** Says whether one more message to this person would be a new person of the last 24 hours. */
  isNew(person: string, nowMs: number): boolean {
    forget(this.#day, nowMs - DAY_MS)
    return !this.#day.has(person)
  }

  /** Notes a message outside a window. */
  add(person: string, nowMs: number): void {
    put(this.#day, person, nowMs)
    put(this.#week, person, nowMs)
  }

  /** Different people of the last 24 hours. */
  inDay(nowMs: number): number {
    forget(this.#day, nowMs - DAY_MS)
    return this.#day.size
  }

  /** Different people of the last 7 days. */
  inWeek(nowMs: number): number {
    forget(this.#week, nowMs - WEEK_MS)
    return this.#week.size
  }
}

function put(row: Map<string, number>, person: string, nowMs: number): void {
  const lastMs = row.get(person)
  if (lastMs !== undefined && nowMs - lastMs < WORTH_NOTING_MS) return
  // Deleted first, so that the oldest always stands in front.
  if (lastMs !== undefined) row.delete(person)
  row.set(person, nowMs)
}

function forget(row: Map<string, number>, beforeMs: number): void {
  for (const [person, atMs] of row) {
    if (atMs > beforeMs) return
    row.delete(person)
  }
}
