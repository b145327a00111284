import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { messageTerms } from './search-terms.ts'
import { previewOf, wordsOf, type Content } from './rules.ts'

/** A message about to be kept. */
export type NewMessage = {
  readonly messageId: string
  readonly customerSeq: number
  readonly direction: 'in' | 'out'
  readonly content: Content
  readonly wamid: string | null
  readonly sendId?: string | null
  readonly at: number
  readonly receivedAt: number
  readonly sentBy?: string | null
  readonly broadcastId?: string | null
  readonly quotesWamid?: string | null
  readonly aboutProduct?: string | null
  readonly forwarded?: 'once' | 'often' | null
  /** The advertisement that the customer came from, as JSON. */
  readonly referral?: string | null
  readonly origin?: 'phone' | 'before' | null
  /** How far a message of the shop's own phone came. */
  readonly toldState?: string | null
  /** For reactions: Meta's id of the message that they belong to. */
  readonly targetWamid?: string | null
  /** For replies that may still be taken back. */
  readonly held?: { readonly until: number; readonly outgoing: string } | null
  /** Who wrote it, where it is a note for the staff. */
  readonly notedBy?: string | null
}

const nothingMore = {
  notedBy: null,
  held: null,
  sendId: null,
  sentBy: null,
  broadcastId: null,
  quotesWamid: null,
  aboutProduct: null,
  forwarded: null,
  referral: null,
  origin: null,
  toldState: null,
  targetWamid: null,
} as const

/** Keeps a message; null when one with the same id of Meta, or of the same send, is there already. */
export function insertMessage(db: WriteHandle, message: NewMessage): number | null {
  const row = { ...nothingMore, ...message }
  const [localState, heldUntil, outgoing] = row.held === null ? [null, null, null] : ['held', row.held.until, row.held.outgoing]
  const inserted = db.run(sql`
    insert into message (message_id, customer_seq, direction, content, wamid, send_id, local_state, held_until, outgoing, at, received_at,
      sent_by, broadcast_id, quotes_wamid, about_product, forwarded, referral, origin, told_state, target_wamid, noted_by)
    values (${row.messageId}, ${row.customerSeq}, ${row.direction}, ${JSON.stringify(row.content)}, ${row.wamid}, ${row.sendId},
      ${localState}, ${heldUntil}, ${outgoing}, ${row.at}, ${row.receivedAt}, ${row.sentBy}, ${row.broadcastId}, ${row.quotesWamid},
      ${row.aboutProduct}, ${row.forwarded}, ${row.referral}, ${row.origin}, ${row.toldState}, ${row.targetWamid}, ${row.notedBy})
    on conflict do nothing`)
  return inserted.changes === 0 ? null : inserted.lastRowId
}

/** Makes a message findable by its words. */
export function indexMessage(db: WriteHandle, seq: number, words: string): void {
  const terms = messageTerms(words)
  if (terms !== '') db.run(sql`insert into message_words (seq, words) values (${seq}, ${terms})`)
}

/** Makes a message findable by other words than before. */
export function reindexContent(db: WriteHandle, seq: number, content: Content): void {
  db.run(sql`delete from message_words where seq = ${seq}`)
  indexContent(db, seq, content)
}

export const indexContent = (db: WriteHandle, seq: number, content: Content): void => indexMessage(db, seq, wordsOf(content))

/** What a message changes about its conversation. */
export type ConversationChange = {
  readonly content: Content
  readonly at: number
  readonly direction: 'in' | 'out'
  readonly unread: number
  /** Set for messages of the customer that open the window. */
  readonly opensWindow: boolean
  readonly wamid: string | null
  /** Left out, whatever is unread or goes out takes a conversation back from the ended ones. */
  readonly reopens?: boolean
  /** What it does to the waiting: the customer's message begins it, an answer ends it, anything else leaves it. */
  readonly waiting?: 'begins' | 'ends'
}

/** Moves a conversation on; an older message that comes late changes neither the last line nor the window. */
export function touchConversation(db: WriteHandle, customerSeq: number, change: ConversationChange): void {
  const inboundAt = change.opensWindow ? change.at : null
  const reopens = change.reopens ?? (change.unread > 0 || change.direction === 'out')
  const inboundWamid = change.direction === 'in' ? change.wamid : null
  const wakes = reopens && change.direction === 'in'
  const waitingSince = change.waiting === 'begins' ? change.at : null
  db.run(sql`
    insert into conversation (customer_seq, unread, last_text, last_at, last_direction, last_inbound_at, last_inbound_wamid, waiting_since)
    values (${customerSeq}, ${change.unread}, ${previewOf(change.content)}, ${change.at}, ${change.direction}, ${inboundAt}, ${inboundWamid}, ${waitingSince})
    on conflict (customer_seq) do update set
      unread = unread + excluded.unread,
      waiting_since = case when ${change.waiting === 'ends' ? 1 : 0} then null when excluded.waiting_since is null then waiting_since
        else min(excluded.waiting_since, coalesce(waiting_since, excluded.waiting_since)) end,
      snoozed_until = case when ${wakes ? 1 : 0} then null else snoozed_until end,
      closed = case when ${reopens ? 1 : 0} then 0 else closed end,
      last_text = case when excluded.last_at >= last_at then excluded.last_text else last_text end,
      last_direction = case when excluded.last_at >= last_at then excluded.last_direction else last_direction end,
      last_inbound_wamid = case when excluded.last_inbound_wamid is not null and excluded.last_at >= coalesce(last_inbound_at, 0) then excluded.last_inbound_wamid else last_inbound_wamid end,
      last_inbound_at = case when excluded.last_inbound_at is null then last_inbound_at else max(excluded.last_inbound_at, coalesce(last_inbound_at, 0)) end,
      last_at = max(excluded.last_at, last_at)`)
}

/** Writes the conversation's last line anew when the message of this time is the one it shows. */
export function showLatest(db: WriteHandle, customerSeq: number, latest: { readonly at: number; readonly content: Content | null }): void {
  const line = latest.content === null ? WITHDRAWN_SIGN : previewOf(latest.content)
  db.run(sql`update conversation set last_text = ${line} where customer_seq = ${customerSeq} and last_at = ${latest.at}`)
}

/** Needs no language. */
const WITHDRAWN_SIGN = '🚫'

/** Makes the conversation's last line again from its messages, after one was taken back. */
export function refreshConversation(db: WriteHandle, customerSeq: number): void {
  const last = db.get<{ content: string; at: number; direction: string }>(sql`
    select content, at, direction from message
    where customer_seq = ${customerSeq} and broadcast_id is null and (local_state is null or local_state <> 'taken-back') order by at desc, seq desc limit 1`)
  if (last === undefined) db.run(sql`update conversation set last_text = '' where customer_seq = ${customerSeq}`)
  else
    db.run(
      sql`update conversation set last_text = ${previewOf(JSON.parse(last.content) as Content)}, last_at = ${last.at}, last_direction = ${last.direction} where customer_seq = ${customerSeq}`,
    )
}

/** Our id of a message by Meta's. */
export const messageIdOf = (db: ReadHandle, wamid: string): string | undefined =>
  db.get<{ messageId: string }>(sql`select message_id as messageId from message where wamid = ${wamid}`)?.messageId
