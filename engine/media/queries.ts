import type { CustomerId } from '#contract/kernel/values.ts'
import { sql, type ReadHandle, type Sql, type WriteHandle } from '../store/index.ts'
import type { Kept } from './shelf.ts'
import type { MediaFile, SentAs } from './kinds.ts'

/** A row of the table of files. */
export type Row = {
  readonly seq: number
  readonly mediaFileId: MediaFile['mediaFileId']
  readonly customerId: CustomerId
  readonly customerSeq: number
  readonly messageSeq: number | null
  readonly origin: 'meta' | 'shop'
  readonly kind: SentAs
  readonly state: MediaFile['state']
  readonly reason: string | null
  readonly mimeType: string
  readonly shownAs: MediaFile['shownAs']
  readonly isRisky: 0 | 1
  readonly name: string
  readonly sizeBytes: number | null
  readonly sha256: string | null
  readonly storedName: string | null
  readonly fileKey: Uint8Array | null
  readonly isWanted: 0 | 1
  readonly tries: number
  readonly nextTryAt: number | null
  readonly metaId: string | null
  readonly metaNumber: string | null
  readonly metaUntil: number | null
  readonly since: number
}

/** What is known of a file and its bytes, whether it stands in a chat or not. */
export type FileRow = Omit<Row, 'seq' | 'customerId' | 'customerSeq' | 'messageSeq' | 'isWanted' | 'tries' | 'nextTryAt'>

const rows = (rest: Sql): Sql => sql`
  select f.seq, f.media_file_id as mediaFileId, c.customer_id as customerId, f.customer_seq as customerSeq, f.message_seq as messageSeq, f.origin,
    f.kind, f.state, f.reason, f.mime_type as mimeType, f.shown_as as shownAs, f.is_risky as isRisky, f.name, f.size_bytes as sizeBytes, f.sha256,
    f.stored_name as storedName, f.file_key as fileKey, f.is_wanted as isWanted, f.tries, f.next_try_at as nextTryAt,
    f.meta_id as metaId, f.meta_number as metaNumber, f.meta_until as metaUntil, f.since
  from media_file f join customer c on c.seq = f.customer_seq ${rest}`

export const rowById = (db: ReadHandle, mediaFileId: string): Row | undefined =>
  db.get<Row>(rows(sql`where f.media_file_id = ${mediaFileId}`))

export const rowsOfCustomer = (db: ReadHandle, customerId: string): Row[] =>
  db.all<Row>(rows(sql`where c.customer_id = ${customerId} order by f.since, f.seq`))

/** What was put to a conversation and not sent, oldest first. */
export const unsentRows = (db: ReadHandle, customerId: string): Row[] =>
  db.all<Row>(
    rows(sql`where c.customer_id = ${customerId} and f.origin = 'shop' and f.message_seq is null and f.is_evidence = 0 order by f.seq`),
  )

/** The files that may be fetched now, newest first: who just wrote is answered first. */
export const dueRows = (db: ReadHandle, now: number, limit: number): Row[] =>
  db.all<Row>(rows(sql`where f.state = 'loading' and f.next_try_at <= ${now} order by f.since desc, f.seq desc limit ${limit}`))

/** When the next file may be fetched; null when none waits. */
export const nextDueAt = (db: ReadHandle): number | null =>
  db.get<{ at: number | null }>(sql`select min(next_try_at) as at from media_file where state = 'loading'`)?.at ?? null

/** What the chat shows of a file. */
export const viewOf = (row: FileRow): MediaFile => ({
  mediaFileId: row.mediaFileId,
  state: row.state,
  mimeType: row.mimeType,
  sizeBytes: row.sizeBytes,
  shownAs: row.shownAs,
  isRisky: row.isRisky === 1,
  reason: row.reason,
  name: row.name,
})

/** Where the bytes lie; null while they are not here. */
export const keptOf = ({ storedName, fileKey, sizeBytes }: FileRow): Kept | null =>
  storedName === null || fileKey === null || sizeBytes === null ? null : { storedName, key: fileKey, sizeBytes }

export type NewRow = Pick<Row, 'customerSeq' | 'messageSeq' | 'origin' | 'kind' | 'mimeType' | 'shownAs' | 'name' | 'since'> & {
  readonly mediaFileId: string
  readonly isRisky: boolean
  /** Set for what is here already. */
  readonly kept?: Kept & { readonly sha256: string }
}

/** Adds a file: here, or to be fetched at once. Changes nothing where the message has one. */
export function insertRow(db: WriteHandle, row: NewRow): void {
  const [state, nextTryAt] = row.kept === undefined ? ['loading', 0] : ['here', null]
  const { sizeBytes, sha256, storedName, key } = row.kept ?? { sizeBytes: null, sha256: null, storedName: null, key: null }
  db.run(sql`
    insert into media_file (media_file_id, customer_seq, message_seq, origin, kind, state, mime_type, shown_as, is_risky, name, size_bytes, sha256,
      stored_name, file_key, next_try_at, since)
    values (${row.mediaFileId}, ${row.customerSeq}, ${row.messageSeq}, ${row.origin}, ${row.kind}, ${state}, ${row.mimeType}, ${row.shownAs},
      ${row.isRisky ? 1 : 0}, ${row.name}, ${sizeBytes}, ${sha256}, ${storedName},
      ${key}, ${nextTryAt}, ${row.since})
    on conflict (message_seq) do nothing`)
}

/** What Meta said of the file of a message: its id, and the checksum of its bytes where it named one. */
export const saidByMeta = (db: ReadHandle, messageSeq: number): { readonly mediaId: string; readonly sha256: string | null } | undefined =>
  db.get(sql`select media_id as mediaId, sha256 from message_file where seq = ${messageSeq}`)
