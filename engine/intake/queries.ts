import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'

export type RawEvent = {
  readonly seq: number
  readonly receivedAt: number
  readonly body: Uint8Array
  readonly tries: number
  readonly state: 'new' | 'kept'
  /** How many of its facts were told in earlier transactions. */
  readonly told: number
}

const eventColumns = sql`seq, received_at as receivedAt, body, tries, state, told`

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

/** Bodies are up to 3 MB each: this many bytes at a time stand in memory. */
const MOST_BYTES = 8 * 1024 * 1024

function taken(rows: Iterable<RawEvent>): RawEvent[] {
  const events: RawEvent[] = []
  let sizeBytes = 0
  for (const event of rows) {
    events.push(event)
    sizeBytes += event.body.byteLength
    if (sizeBytes > MOST_BYTES) break
  }
  return events
}

/** The oldest events that were not read yet. */
export const newEvents = (db: ReadHandle, limit: number): RawEvent[] =>
  taken(db.each<RawEvent>(sql`select ${eventColumns} from raw_event where state = 'new' order by seq limit ${limit}`))

/** Events that an older version of the reader did not understand as a whole, and that this one has not looked at. */
export const keptEvents = (db: ReadHandle, version: number, limit: number): RawEvent[] =>
  taken(
    db.each<RawEvent>(sql`
      select ${eventColumns} from raw_event where body is not null and state = 'kept' and reader_version < ${version} order by seq limit ${limit}`),
  )

export const countNew = (db: ReadHandle): number =>
  db.get<{ count: number }>(sql`select count(*) as count from raw_event where state = 'new'`)?.count ?? 0

/** The event was read and everything in it understood: its bytes are no longer needed. */
export function markDone(db: WriteHandle, seq: number): void {
  db.run(sql`update raw_event set state = 'done', body = null where seq = ${seq}`)
}

/** The event was read, but something in it is for a later version. */
export function markKept(db: WriteHandle, seq: number, version: number): void {
  db.run(sql`update raw_event set state = 'kept', told = 0, reader_version = ${version} where seq = ${seq}`)
}

/** The first facts of a large event are told; the others follow in the next transaction. */
export function markTold(db: WriteHandle, seq: number, told: number): void {
  db.run(sql`update raw_event set told = ${told} where seq = ${seq}`)
}

export function markTried(db: WriteHandle, seq: number, isLast: boolean): void {
  db.run(sql`
    update raw_event set tries = tries + 1, told = case when ${isLast ? 1 : 0} then 0 else told end, state = case when ${isLast ? 1 : 0} then 'parked' else state end
    where seq = ${seq}`)
}

/** Puts parked events back in line at the next opening. Half-told ones begin anew: another version may count their facts otherwise. */
export function unpark(db: WriteHandle): void {
  db.run(sql`update raw_event set state = 'new', tries = 0 where state = 'parked'`)
  db.run(sql`update raw_event set told = 0 where body is not null and told > 0`)
}

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
