import type { CallOutput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'

/** A quick reply as it is kept; of its files only which they are. */
export type StoredReply = Omit<CallOutput<'quickReply.save'>, 'files'> & { readonly mediaFileIds: readonly string[] }

type InJson = 'translations' | 'retailerIds' | 'mediaFileIds'
type Row = Omit<StoredReply, InJson> & { readonly [K in InJson]: string }

const columns = sql`
  quick_reply_id as quickReplyId, shortcut, title, text, language, translations, retailer_ids as retailerIds, files as mediaFileIds,
  times_used as timesUsed`

/** Those of before languages were kept are in the shop's. */
const read = (row: Row, shopLanguage: string): StoredReply => ({
  ...row,
  language: row.language === '' ? shopLanguage : row.language,
  translations: JSON.parse(row.translations) as StoredReply['translations'],
  retailerIds: JSON.parse(row.retailerIds) as StoredReply['retailerIds'],
  mediaFileIds: JSON.parse(row.mediaFileIds) as StoredReply['mediaFileIds'],
})

/** All quick replies, most used first. */
export const allReplies = (db: ReadHandle, shopLanguage: string): StoredReply[] =>
  db.all<Row>(sql`select ${columns} from quick_reply order by times_used desc, shortcut`).map((row) => read(row, shopLanguage))

export function findReply(db: ReadHandle, quickReplyId: string, shopLanguage: string): StoredReply | undefined {
  const row = db.get<Row>(sql`select ${columns} from quick_reply where quick_reply_id = ${quickReplyId}`)
  return row === undefined ? undefined : read(row, shopLanguage)
}

export const ownerOfShortcut = (db: ReadHandle, shortcut: string): string | undefined =>
  db.get<{ id: string }>(sql`select quick_reply_id as id from quick_reply where lower(shortcut) = lower(${shortcut})`)?.id

/** Writes a quick reply; its count of uses stays. */
export function saveReply(db: WriteHandle, reply: Omit<StoredReply, 'timesUsed'>, now: number): void {
  const { quickReplyId, shortcut, title, text, language } = reply
  db.run(sql`
    insert into quick_reply (quick_reply_id, shortcut, title, text, language, translations, retailer_ids, files, changed_at)
    values (${quickReplyId}, ${shortcut}, ${title}, ${text}, ${language}, ${JSON.stringify(reply.translations)},
      ${JSON.stringify(reply.retailerIds)}, ${JSON.stringify(reply.mediaFileIds)}, ${now})
    on conflict (quick_reply_id) do update set shortcut = excluded.shortcut, title = excluded.title, text = excluded.text,
      language = excluded.language, translations = excluded.translations, retailer_ids = excluded.retailer_ids,
      files = excluded.files, changed_at = excluded.changed_at`)
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

/** Who is written to, as far as a text needs to know. */
export type Reader = {
  readonly customerSeq: number
  readonly name: string
  readonly addressAs: string
  readonly language: string | null
  readonly phone: string | null
}

const readerColumns = sql`c.seq as customerSeq, c.name, c.address_as as addressAs, c.language, c.phone`

export const readerOf = (db: ReadHandle, customerId: string): Reader | undefined =>
  db.get(sql`select ${readerColumns} from customer c where c.customer_id = ${customerId}`)

/** Who wrote last and has a name. */
export const latestReader = (db: ReadHandle): Reader | undefined =>
  db.get(sql`
    select ${readerColumns} from conversation v join customer c on c.seq = v.customer_seq where c.name <> ''
    order by v.last_at desc limit 1`)

/** Meta's id of a message of this customer; null when it can't be quoted. */
export const quotedWamid = (db: ReadHandle, customerSeq: number, messageId: string): string | null =>
  db.get<{ wamid: string | null }>(sql`select wamid from message where message_id = ${messageId} and customer_seq = ${customerSeq}`)
    ?.wamid ?? null
