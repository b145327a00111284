import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'

export type RawEvent = { readonly seq: number; readonly receivedAt: number; readonly body: Uint8Array; readonly tries: number }

/** Keeps the bytes of one event; false when the same bytes were kept before. */
export function insertEvent(
  db: WriteHandle,
  event: { readonly receivedAt: number; readonly body: Uint8Array; readonly sha256: Uint8Array },
): boolean {
  return (
    db.run(
      sql`insert into raw_event (received_at, body, body_sha256, state) values (${event.receivedAt}, ${event.body}, ${event.sha256}, 'new') on conflict (body_sha256) do nothing`,
    ).changes === 1
  )
}

/** The oldest events that were not read yet. */
export const newEvents = (db: ReadHandle, limit: number): RawEvent[] =>
  db.all<RawEvent>(sql`select seq, received_at as receivedAt, body, tries from raw_event where state = 'new' order by seq limit ${limit}`)

export const countNew = (db: ReadHandle): number =>
  db.get<{ count: number }>(sql`select count(*) as count from raw_event where state = 'new'`)?.count ?? 0

/** The event was read and everything in it understood: its bytes are no longer needed. */
export function markDone(db: WriteHandle, seq: number): void {
  db.run(sql`update raw_event set state = 'done', body = null where seq = ${seq}`)
}

/** The event was read, but something in it is for a later version. */
export function markKept(db: WriteHandle, seq: number): void {
  db.run(sql`update raw_event set state = 'kept' where seq = ${seq}`)
}

export function markTried(db: WriteHandle, seq: number, isLast: boolean): void {
  db.run(sql`update raw_event set tries = tries + 1, state = case when ${isLast ? 1 : 0} then 'parked' else 'new' end where seq = ${seq}`)
}

/** Puts parked events back in line, e.g. at the next opening. */
export const unpark = (db: WriteHandle): number => db.run(sql`update raw_event set state = 'new', tries = 0 where state = 'parked'`).changes

/** Forgets that events were seen once Meta can no longer repeat them, and events that no version came to understand. */
export function forgetBefore(db: WriteHandle, before: { readonly done: number; readonly kept: number }): number {
  return db.run(sql`
    delete from raw_event where (state = 'done' and received_at < ${before.done}) or (state in ('kept', 'parked') and received_at < ${before.kept})`)
    .changes
}

export const lastReceivedAt = (db: ReadHandle): number | null =>
  db.get<{ at: number }>(sql`select received_at as at from raw_event order by seq desc limit 1`)?.at ?? null

/** Every event whose bytes are still there, one by one. */
export const eventsWithBody = (db: ReadHandle): IterableIterator<{ seq: number; body: Uint8Array }> =>
  db.each(sql`select seq, body from raw_event where body is not null order by seq`)

export function deleteEvent(db: WriteHandle, seq: number): void {
  db.run(sql`delete from raw_event where seq = ${seq}`)
}
