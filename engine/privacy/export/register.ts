import type { CallOutput } from '#contract/ipc/index.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import { sql, type ReadHandle, type Sql, type WriteHandle } from '../../store/index.ts'

export type ExportedFile = CallOutput<'privacy.exports'>['exports'][number]

/** After this long Shopbell asks whether a file is still needed (SECURITY G-04). */
export const ASKED_AFTER_MS = 7 * 86_400_000

const select = (rest: Sql): Sql => sql`
  select seq as exportId, at, by_whom as by, kind, file_name as fileName, people, ask_at as deleteBy, gone_at as goneAt from exported_file ${rest}`

/** A file that was just written. `customerSeq` only where one person alone stands in it. */
export type NewFile = Pick<ExportedFile, 'kind' | 'fileName' | 'people' | 'by'> & {
  readonly at: number
  readonly customerSeq: number | null
}

export const noteFile = (db: WriteHandle, file: NewFile) =>
  db.run(sql`
    insert into exported_file (at, by_whom, kind, file_name, people, ask_at, customer_seq)
    values (${file.at}, ${file.by}, ${file.kind}, ${file.fileName}, ${file.people}, ${file.at + ASKED_AFTER_MS}, ${file.customerSeq})`)

export const listFiles = (db: ReadHandle, since = 0): ExportedFile[] =>
  db.all<ExportedFile>(select(sql`where at >= ${since} order by at desc, seq desc`))

export const findFile = (db: ReadHandle, exportId: number): ExportedFile | undefined =>
  db.get<ExportedFile>(select(sql`where seq = ${exportId}`))

/** The file was deleted, or is needed for another week. */
export const answerFile = (db: WriteHandle, exportId: number, answer: { readonly goneAt: TimestampMs } | { readonly askAt: number }) =>
  db.run(
    'goneAt' in answer
      ? sql`update exported_file set gone_at = ${answer.goneAt} where seq = ${exportId}`
      : sql`update exported_file set ask_at = ${answer.askAt} where seq = ${exportId}`,
  )

/** A file that holds somebody, or may: then it was not noted whom it holds. */
export type FileHolding = { readonly at: TimestampMs; readonly fileName: string; readonly isSure: boolean }

/**
 * Files that hold this person and were not called deleted: those of them alone, those of everybody since they are known,
 * lists of people that they stood in, whose names are not tied to a file, and since they are known reports, logs and lists
 * that may hold them.
 */
export const filesHolding = (db: ReadHandle, customerId: string): FileHolding[] =>
  db
    .all<Omit<FileHolding, 'isSure'> & { readonly isSure: number }>(holding(customerId))
    .map((file) => ({ ...file, isSure: file.isSure === 1 }))

const holding = (customerId: string): Sql => sql`
    select at, file_name as fileName, kind in ('person', 'everyone') as isSure from exported_file
    where gone_at is null and (customer_seq = (select seq from customer where customer_id = ${customerId})
      or (kind in ('everyone', 'report', 'audit', 'other') and at >= (select created_at from customer where customer_id = ${customerId})))
    union all
    select e.at, coalesce((select f.file_name from exported_file f where f.at = e.at and f.kind = 'customers' limit 1), ''), 1 from export_record e
    where e.customer_seq = (select seq from customer where customer_id = ${customerId})
      and not exists (select 1 from exported_file f where f.at = e.at and (f.customer_seq = e.customer_seq or f.kind = 'everyone'))
      and not exists (select 1 from exported_file f where f.at = e.at and f.kind = 'customers' and f.gone_at is not null)
    order by 1`
