import type { Message } from '#contract/ipc/inbox.ts'
import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type Sql } from '../store/index.ts'

export type Bubble = z.infer<typeof Message>

/** A message as it stands in the database, with what it quotes and how far its send came. */
export type Stored = Omit<Bubble, 'content' | 'state' | 'quotes' | 'heldUntil' | 'reason' | 'referral' | 'edited' | 'reactions'> & {
  readonly seq: number
  readonly content: string
  readonly notedBy: string | null
  readonly localState: 'held' | 'taken-back' | 'refused' | null
  readonly localReason: string | null
  readonly sendState: Bubble['state'] | null
  readonly sendReason: string | null
  readonly heldUntil: Bubble['heldUntil']
  readonly quotesWamid: string | null
  readonly quotedId: NonNullable<Bubble['quotes']>['messageId']
  readonly quotedContent: string | null
  readonly wamid: string | null
  readonly referral: string | null
  readonly toldState: Bubble['state'] | null
  readonly editedAt: Bubble['at'] | null
  readonly firstContent: string | null
  /** The file of the message as it is now, as JSON. */
  readonly media: string | null
}

/** Reads whole messages. */
export const selectMessages = (where: Sql): Sql => sql`
  select m.seq, m.message_id as messageId, c.customer_id as customerId, m.direction, m.content, m.local_state as localState, m.local_reason as localReason,
    s.state as sendState, s.reason as sendReason, s.meta_code as metaCode, m.at, coalesce(m.sent_by, m.noted_by) as sentBy, m.noted_by as notedBy, b.name as broadcastName, m.about_product as aboutProduct,
    m.held_until as heldUntil, m.quotes_wamid as quotesWamid, q.message_id as quotedId, q.content as quotedContent,
    m.wamid, m.forwarded, m.referral, m.origin, m.told_state as toldState, m.edited_at as editedAt, m.first_content as firstContent,
    m.withdrawn_at as withdrawnAt, mm.file as media
  from message m join customer c on c.seq = m.customer_seq
  left join send s on s.send_id = m.send_id
  left join broadcast b on b.broadcast_id = m.broadcast_id
  left join message_media mm on mm.message_seq = m.seq
  left join message q on q.wamid = m.quotes_wamid and q.customer_seq = m.customer_seq
  where ${where}`

/** A reaction stands on its message; only where that is not here, it is a bubble of its own. */
const isOwnBubble = sql`(m.target_wamid is null or not exists (select 1 from message t where t.wamid = m.target_wamid))`

type Asking = Pick<ParsedInput<'inbox.messages'>, 'before' | 'after' | 'around' | 'limit'>
type Position = { readonly at: number; readonly seq: number }
type Page = { readonly shown: readonly Stored[]; readonly olderCursor: string | null; readonly newerCursor: string | null }

const cursorOf = ({ at, seq }: Position): string => `${at}.${seq}`

/** The place that a cursor names; null for one that is not ours. */
function placeOf(cursor: string): Position | null {
  const position = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor)
  return position === null ? null : { at: Number(position[1]), seq: Number(position[2]) }
}

/** The page that was asked for, oldest first. Errors: message-missing, input-refused for a cursor that is not ours. */
export function readPage(db: ReadHandle, customerSeq: number, { before, after, around, limit }: Asking): Result<Page> {
  if (around !== undefined) return readAround(db, customerSeq, { around, limit })
  if (after !== undefined) return readAfter(db, customerSeq, { after, limit })
  if (before !== undefined) return readBefore(db, customerSeq, { before, limit })
  return ok({ ...readOlder(db, customerSeq, { place: null, isInclusive: false, limit }), newerCursor: null })
}

function readAfter(
  db: ReadHandle,
  customerSeq: number,
  { after, limit }: { readonly after: string; readonly limit: number },
): Result<Page> {
  const place = placeOf(after)
  if (place === null) return fail('input-refused', { field: 'after' })
  const newer = readNewer(db, customerSeq, { place, limit })
  const first = newer.shown[0]
  return ok({ ...newer, olderCursor: first === undefined ? after : cursorOf(first) })
}

function readBefore(
  db: ReadHandle,
  customerSeq: number,
  { before, limit }: { readonly before: string; readonly limit: number },
): Result<Page> {
  const place = placeOf(before)
  if (place === null) return fail('input-refused', { field: 'before' })
  const older = readOlder(db, customerSeq, { place, isInclusive: false, limit })
  const last = older.shown.at(-1)
  return ok({ ...older, newerCursor: last === undefined ? before : cursorOf(last) })
}

/** Half a page up to a message, itself included, and half a page after it. */
function readAround(
  db: ReadHandle,
  customerSeq: number,
  { around, limit }: { readonly around: string; readonly limit: number },
): Result<Page> {
  const place = db.get<Position>(sql`select at, seq from message where message_id = ${around} and customer_seq = ${customerSeq}`)
  if (place === undefined) return fail('message-missing')
  const olderLimit = Math.ceil(limit / 2)
  const older = readOlder(db, customerSeq, { place, isInclusive: true, limit: olderLimit })
  const newer = readNewer(db, customerSeq, { place, limit: Math.max(1, limit - olderLimit) })
  return ok({ shown: [...older.shown, ...newer.shown], olderCursor: older.olderCursor, newerCursor: newer.newerCursor })
}

const isShown = (customerSeq: number): Sql =>
  sql`m.customer_seq = ${customerSeq} and (m.local_state is null or m.local_state <> 'taken-back') and ${isOwnBubble}`

type Older = { readonly place: Position | null; readonly isInclusive: boolean; readonly limit: number }

function readOlder(db: ReadHandle, customerSeq: number, { place, isInclusive, limit }: Older): Pick<Page, 'shown' | 'olderCursor'> {
  const upTo = place === null ? sql`true` : sql`(m.at, m.seq) < (${place.at}, ${place.seq + (isInclusive ? 1 : 0)})`
  const stored = db.all<Stored>(sql`
    ${selectMessages(sql`${isShown(customerSeq)} and ${upTo}`)} order by m.at desc, m.seq desc limit ${limit + 1}`)
  const shown = stored.slice(0, limit).reverse()
  return { shown, olderCursor: stored.length > limit && shown[0] !== undefined ? cursorOf(shown[0]) : null }
}

function readNewer(
  db: ReadHandle,
  customerSeq: number,
  { place, limit }: { readonly place: Position; readonly limit: number },
): Pick<Page, 'shown' | 'newerCursor'> {
  const stored = db.all<Stored>(sql`
    ${selectMessages(sql`${isShown(customerSeq)} and (m.at, m.seq) > (${place.at}, ${place.seq})`)} order by m.at, m.seq limit ${limit + 1}`)
  const shown = stored.slice(0, limit)
  const last = shown.at(-1)
  return { shown, newerCursor: stored.length > limit && last !== undefined ? cursorOf(last) : null }
}
