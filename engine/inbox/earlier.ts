import { newId, type Clock, type Random } from '../kernel/index.ts'
import { inList, sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { Content } from './rules.ts'
import { indexContent, insertMessage, refreshConversation, touchConversation } from './write-message.ts'

/** A message that another place kept, from before it was in Shopbell. */
export type EarlierMessage = {
  readonly customerSeq: number
  readonly direction: 'in' | 'out'
  readonly content: Content
  readonly at: number
}

/**
 * Keeps messages from before in the caller's transaction, in their order. They open no window, ask for no reading, are told
 * to no other room and count in no report.
 * @returns the number of each inside the database
 */
export function keepEarlier(
  deps: { readonly clock: Clock; readonly random: Random },
  db: WriteHandle,
  messages: readonly EarlierMessage[],
): number[] {
  const receivedAt = deps.clock.now()
  return messages.map((message) => {
    const messageId = newId('msg', deps.random, message.at)
    const seq = insertMessage(db, { ...message, messageId, wamid: null, receivedAt, origin: 'before' })
    if (seq === null) throw new Error('a message without an id of Meta is always new')
    indexContent(db, seq, message.content)
    touchConversation(db, message.customerSeq, { ...message, unread: 0, opensWindow: false, wamid: null, reopens: false })
    return seq
  })
}

/** The texts and times of what is kept of a chat between two moments, for finding what is there already. */
export const saidBetween = (db: ReadHandle, customerSeq: number, span: { readonly from: number; readonly to: number }) =>
  db.all<{ at: number; direction: 'in' | 'out'; text: string; kind: string }>(sql`
    select at, direction, coalesce(content ->> '$.text', content ->> '$.caption', '') as text, content ->> '$.kind' as kind
    from message where customer_seq = ${customerSeq} and at >= ${span.from} and at < ${span.to} order by at, seq`)

/** Takes such messages away again, with their words; a conversation that has nothing else goes too. */
export function forgetEarlier(db: WriteHandle, customerSeq: number, seqs: readonly number[]): void {
  db.forgetSoon()
  db.run(sql`delete from message_words where seq in ${inList(seqs)}`)
  db.run(sql`delete from message where origin = 'before' and seq in ${inList(seqs)}`)
  const left = db.get(sql`select 1 from message where customer_seq = ${customerSeq} limit 1`)
  if (left === undefined) db.run(sql`delete from conversation where customer_seq = ${customerSeq} and draft = '' and closed = 0`)
  else refreshConversation(db, customerSeq)
}
