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
  /** For replies that may still be taken back. */
  readonly held?: { readonly until: number; readonly outgoing: string } | null
}

/** Keeps a message; null when one with the same id of Meta, or of the same send, is there already. */
export function insertMessage(db: WriteHandle, message: NewMessage): number | null {
  const { held = null, sendId = null, sentBy = null, broadcastId = null, quotesWamid = null, aboutProduct = null } = message
  const [localState, heldUntil, outgoing] = held === null ? [null, null, null] : ['held', held.until, held.outgoing]
  const inserted = db.run(sql`
    insert into message (message_id, customer_seq, direction, content, wamid, send_id, local_state, held_until, outgoing, at, received_at, sent_by, broadcast_id, quotes_wamid, about_product)
    values (${message.messageId}, ${message.customerSeq}, ${message.direction}, ${JSON.stringify(message.content)}, ${message.wamid}, ${sendId},
      ${localState}, ${heldUntil}, ${outgoing}, ${message.at}, ${message.receivedAt}, ${sentBy}, ${broadcastId}, ${quotesWamid}, ${aboutProduct})
    on conflict do nothing`)
  return inserted.changes === 0 ? null : inserted.lastRowId
}

/** Makes a message findable by its words. */
export function indexMessage(db: WriteHandle, seq: number, words: string): void {
  const terms = messageTerms(words)
  if (terms !== '') db.run(sql`insert into message_words (seq, words) values (${seq}, ${terms})`)
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
}

/** Moves a conversation on; an older message that comes late changes neither the last line nor the window. */
export function touchConversation(db: WriteHandle, customerSeq: number, change: ConversationChange): void {
  const inboundAt = change.opensWindow ? change.at : null
  const inboundWamid = change.direction === 'in' ? change.wamid : null
  db.run(sql`
    insert into conversation (customer_seq, unread, last_text, last_at, last_direction, last_inbound_at, last_inbound_wamid)
    values (${customerSeq}, ${change.unread}, ${previewOf(change.content)}, ${change.at}, ${change.direction}, ${inboundAt}, ${inboundWamid})
    on conflict (customer_seq) do update set
      unread = unread + excluded.unread,
      closed = case when excluded.unread > 0 or excluded.last_direction = 'out' then 0 else closed end,
      last_text = case when excluded.last_at >= last_at then excluded.last_text else last_text end,
      last_direction = case when excluded.last_at >= last_at then excluded.last_direction else last_direction end,
      last_inbound_wamid = case when excluded.last_inbound_wamid is not null and excluded.last_at >= coalesce(last_inbound_at, 0) then excluded.last_inbound_wamid else last_inbound_wamid end,
      last_inbound_at = case when excluded.last_inbound_at is null then last_inbound_at else max(excluded.last_inbound_at, coalesce(last_inbound_at, 0)) end,
      last_at = max(excluded.last_at, last_at)`)
}

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
