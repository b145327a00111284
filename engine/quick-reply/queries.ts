import type { CallOutput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'

export type StoredReply = CallOutput<'quickReply.save'>

const columns = sql`quick_reply_id as quickReplyId, shortcut, title, text, times_used as timesUsed`

/** All quick replies, most used first. */
export const allReplies = (db: ReadHandle): StoredReply[] =>
  db.all(sql`select ${columns} from quick_reply order by times_used desc, shortcut`)

export const findReply = (db: ReadHandle, quickReplyId: string): StoredReply | undefined =>
  db.get(sql`select ${columns} from quick_reply where quick_reply_id = ${quickReplyId}`)

export const ownerOfShortcut = (db: ReadHandle, shortcut: string): string | undefined =>
  db.get<{ id: string }>(sql`select quick_reply_id as id from quick_reply where lower(shortcut) = lower(${shortcut})`)?.id

/** Writes a quick reply; its count of uses stays. */
export function saveReply(db: WriteHandle, reply: Omit<StoredReply, 'timesUsed'>, now: number): void {
  db.run(sql`
    insert into quick_reply (quick_reply_id, shortcut, title, text, changed_at) values (${reply.quickReplyId}, ${reply.shortcut}, ${reply.title}, ${reply.text}, ${now})
    on conflict (quick_reply_id) do update set shortcut = excluded.shortcut, title = excluded.title, text = excluded.text, changed_at = excluded.changed_at`)
}

export const removeReply = (db: WriteHandle, quickReplyId: string): boolean =>
  db.run(sql`delete from quick_reply where quick_reply_id = ${quickReplyId}`).changes === 1

export const countUse = (db: WriteHandle, quickReplyId: string): boolean =>
  db.run(sql`update quick_reply set times_used = times_used + 1 where quick_reply_id = ${quickReplyId}`).changes === 1

const STARTED = 'quick-reply.started'

/** Whether the starters were ever laid out; a shop that removed them all does not get them back. */
export const hasStarted = (db: ReadHandle): boolean => db.get(sql`select 1 from setting where name = ${STARTED}`) !== undefined

export function noteStarted(db: WriteHandle, now: number): void {
  db.run(sql`insert into setting (name, value, changed_at) values (${STARTED}, 'yes', ${now}) on conflict do nothing`)
}

export const fieldsOf = (db: ReadHandle, customerId: string): { name: string; addressAs: string } | undefined =>
  db.get(sql`select name, address_as as addressAs from customer where customer_id = ${customerId}`)
