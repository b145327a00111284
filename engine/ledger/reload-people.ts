import type { Tx } from './context.ts'
import { heldBackSince, peopleSince } from './queries.ts'

const DAY_MS = 86_400_000

/** Reads from the rows who was written to in the last day; stamps from a time to come count as of now. */
export function reloadPeople({ context, db }: Tx): void {
  const now = context.time.now()
  context.people.reload(peopleSince(db, now - DAY_MS).map(({ person, at }) => ({ person, at: Math.min(at, now) })))
  context.heldBack.reload(heldBackSince(db, now - DAY_MS))
}
