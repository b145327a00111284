import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { Content } from './rules.ts'

type Exported = {
  readonly at: number
  readonly direction: string
  readonly content: string
  readonly sentBy: string | null
  readonly broadcast: string | null
  readonly state: string | null
  readonly aboutProduct: string | null
  readonly forwarded: string | null
  readonly cameFrom: string | null
  readonly origin: string | null
  readonly stateOnPhone: string | null
  readonly reactsTo: string | null
  readonly editedAt: number | null
  readonly firstContent: string | null
  readonly withdrawnAt: number | null
  readonly fileId: string | null
  readonly fileType: string | null
  readonly fileSha256: string | null
}

const messagesOf = (db: ReadHandle, customerId: string): Exported[] =>
  db.all<Exported>(sql`
    select m.at, m.direction, m.content, coalesce(m.sent_by, m.noted_by) as sentBy, b.name as broadcast, coalesce(m.local_state, s.state) as state, m.about_product as aboutProduct,
      m.forwarded, m.referral as cameFrom, m.origin, m.told_state as stateOnPhone, m.target_wamid as reactsTo, m.edited_at as editedAt,
      m.first_content as firstContent, m.withdrawn_at as withdrawnAt, f.media_id as fileId, f.mime_type as fileType, f.sha256 as fileSha256
    from message m join customer c on c.seq = m.customer_seq left join send s on s.send_id = m.send_id left join broadcast b on b.broadcast_id = m.broadcast_id
      left join message_file f on f.seq = m.seq
    where c.customer_id = ${customerId} order by m.at, m.seq`)

const seqOf = (db: ReadHandle, customerId: string): number | null =>
  db.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`)?.seq ?? null

/** Everything said in the chat, with the words that the search keeps. */
export const messagesOfPerson: PersonalDataSource = {
  kind: 'messages',
  tables: ['message', 'message_words', 'message_search', 'message_file'],
  count: (db, customerId) => messagesOf(db, customerId).length,
  collect: (db, customerId) => ({
    items: messagesOf(db, customerId).map((message) => ({
      ...message,
      content: JSON.parse(message.content) as Content,
      firstContent: message.firstContent === null ? null : (JSON.parse(message.firstContent) as Content),
      cameFrom: message.cameFrom === null ? null : (JSON.parse(message.cameFrom) as unknown),
    })),
    files: [],
  }),
  erase(db, customerId) {
    const customerSeq = seqOf(db, customerId)
    if (customerSeq === null) return 0
    db.run(sql`delete from message_words where seq in (select seq from message where customer_seq = ${customerSeq})`)
    return forgotten(db, db.run(sql`delete from message where customer_seq = ${customerSeq}`).changes)
  },
}

const changesOf = (db: ReadHandle, customerId: string): { readonly kind: string; readonly change: string; readonly at: number }[] =>
  db.all(sql`
    select h.kind, h.change, h.at from message_change h join customer c on c.seq = h.customer_seq where c.customer_id = ${customerId} order by h.at`)

/** Edits and withdrawals whose messages have not come. */
export const changesOfPerson: PersonalDataSource = {
  kind: 'message changes',
  tables: ['message_change'],
  count: (db, customerId) => changesOf(db, customerId).length,
  collect: (db, customerId) => ({
    items: changesOf(db, customerId).map(({ kind, change, at }) => ({
      kind,
      at,
      change: change === '' ? null : (JSON.parse(change) as unknown),
    })),
    files: [],
  }),
  erase: (db, customerId) => forgotten(db, db.run(sql`delete from message_change where customer_seq = ${seqOf(db, customerId)}`).changes),
}

type Thread = {
  readonly draft: string
  readonly closed: number
  readonly unread: number
  readonly lastAt: number
  readonly lastText: string
  readonly snoozedUntil: number | null
  readonly waitingSince: number | null
  /** Whose it is. */
  readonly assignedTo: string | null
}

/** The conversation itself: its last line, draft and state. */
export const conversationOfPerson: PersonalDataSource = {
  kind: 'conversations',
  tables: ['conversation'],
  count: (db, customerId) => threadOf(db, customerId).length,
  collect: (db, customerId) => ({ items: threadOf(db, customerId), files: [] }),
  erase: (db, customerId) => forgotten(db, db.run(sql`delete from conversation where customer_seq = ${seqOf(db, customerId)}`).changes),
}

const threadOf = (db: ReadHandle, customerId: string): Thread[] =>
  db.all<Thread>(sql`
    select v.draft, v.closed, v.unread, v.last_at as lastAt, v.last_text as lastText, v.snoozed_until as snoozedUntil, v.waiting_since as waitingSince,
      s.name as assignedTo
    from conversation v join customer c on c.seq = v.customer_seq left join staff s on s.seq = v.assigned_to where c.customer_id = ${customerId}`)

function forgotten(db: WriteHandle, changes: number): number {
  if (changes > 0) db.forgetSoon()
  return changes
}
