import type { CallOutput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { keptOf, rowById, viewOf, type FileRow } from './queries.ts'
import type { Kept } from './shelf.ts'

type Attached = CallOutput<'media.attach'>

/** A file that the shop keeps for itself, in no chat. */
const shopFileById = (db: ReadHandle, mediaFileId: string): FileRow | undefined =>
  db.get<FileRow>(sql`
    select media_file_id as mediaFileId, 'shop' as origin, kind, 'here' as state, null as reason, mime_type as mimeType, shown_as as shownAs,
      is_risky as isRisky, name, size_bytes as sizeBytes, sha256, stored_name as storedName, file_key as fileKey,
      meta_id as metaId, meta_number as metaNumber, meta_until as metaUntil, since
    from shop_file where media_file_id = ${mediaFileId}`)

/** A file of a chat or of the shop. */
export const fileById = (db: ReadHandle, mediaFileId: string): FileRow | undefined =>
  rowById(db, mediaFileId) ?? shopFileById(db, mediaFileId)

/** What can be told of a file of the shop; undefined for what is none. */
export function shopFile(db: ReadHandle, mediaFileId: string): Attached | undefined {
  const row = shopFileById(db, mediaFileId)
  return row === undefined || keptOf(row) === null ? undefined : { file: viewOf(row), as: row.kind }
}

type NewShopFile = Pick<FileRow, 'kind' | 'mimeType' | 'shownAs' | 'name' | 'since'> & {
  readonly mediaFileId: string
  readonly isRisky: boolean
  readonly kept: Kept & { readonly sha256: string }
}

/** Keeps a file for the shop. */
export function insertShopFile(db: WriteHandle, { kept, ...row }: NewShopFile): void {
  db.run(sql`
    insert into shop_file (media_file_id, kind, mime_type, shown_as, is_risky, name, size_bytes, sha256, stored_name, file_key, since)
    values (${row.mediaFileId}, ${row.kind}, ${row.mimeType}, ${row.shownAs}, ${row.isRisky ? 1 : 0}, ${row.name}, ${kept.sizeBytes},
      ${kept.sha256}, ${kept.storedName}, ${kept.key}, ${row.since})`)
}

const DAY_MS = 86_400_000

/** Removes what no quick reply carries any more. A reply that still waits to leave keeps its file, and so does a dialog that is open. */
export const dropUnused = (db: WriteHandle, now: number): void =>
  void db.run(sql`
    delete from shop_file where since < ${now - DAY_MS}
      and not exists (select 1 from quick_reply q, json_each(q.files) j where j.value = shop_file.media_file_id)
      and not exists (select 1 from message m where m.local_state = 'held' and m.outgoing ->> '$.mediaFileId' = shop_file.media_file_id)`)

/** Lets a message carry a file of the shop: a row of its own for the chat, the same sealed bytes. */
export function lendTo(
  db: WriteHandle,
  lending: { readonly mediaFileId: string; readonly newId: string; readonly messageSeq: number },
): void {
  db.run(sql`
    insert into media_file (media_file_id, customer_seq, message_seq, origin, kind, state, mime_type, shown_as, is_risky, name, size_bytes, sha256,
      stored_name, file_key, meta_id, meta_number, meta_until, since)
    select ${lending.newId}, m.customer_seq, m.seq, 'shop', s.kind, 'here', s.mime_type, s.shown_as, s.is_risky, s.name, s.size_bytes, s.sha256,
      s.stored_name, s.file_key, s.meta_id, s.meta_number, s.meta_until, m.at
    from shop_file s, message m where s.media_file_id = ${lending.mediaFileId} and m.seq = ${lending.messageSeq}
    on conflict (message_seq) do nothing`)
}
