import type { Notice } from '#contract/ipc/integration-tool.ts'
import type { NoticeId } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

export type NoticeView = z.infer<typeof Notice>

type Row = Omit<NoticeView, 'state' | 'createdAt' | 'changedAt' | 'notBefore'> & {
  readonly seq: number
  readonly sendState: string
  readonly createdAt: number
  readonly changedAt: number
  readonly notBefore: number | null
  readonly fileSeq: number | null
  readonly tool: string
  readonly customerName: string
}

const columns = sql`
  n.seq, n.notice_id as noticeId, n.tool, n.reference, n.kind, n.template, n.language, n.created_at as createdAt, n.file_seq as fileSeq,
  s.state as sendState, s.reason, s.meta_code as metaCode, s.changed_at as changedAt, coalesce(c.name, '') as customerName,
  iif(s.state = 'planned', nullif(max(coalesce(s.not_before, 0), coalesce(n.not_before, 0)), 0), null) as notBefore`
const tables = sql`tool_notice n join send s on s.send_id = n.send_id left join customer c on c.seq = n.customer_seq`

const STATES: Readonly<Record<string, NoticeView['state']>> = {
  planned: 'waiting',
  sending: 'sending',
  in_doubt: 'sending',
  accepted: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  skipped: 'refused',
  failed: 'failed',
  rejected: 'failed',
  unconfirmed: 'unconfirmed',
}

export function viewOf({ seq: _seq, sendState, fileSeq: _fileSeq, tool: _tool, customerName: _name, ...row }: Row): NoticeView {
  const state = STATES[sendState] ?? 'unconfirmed'
  return { ...row, state, reason: state === 'waiting' ? null : row.reason } as NoticeView
}

export const noticeById = (db: ReadHandle, noticeId: string): Row | undefined =>
  db.get<Row>(sql`select ${columns} from ${tables} where n.notice_id = ${noticeId}`)

export const noticeByKey = (db: ReadHandle, referenceKey: string): Row | undefined =>
  db.get<Row>(sql`select ${columns} from ${tables} where n.reference_key = ${referenceKey}`)

/** Newest first. */
export const noticePage = (db: ReadHandle, before: number, most: number): Row[] =>
  db.all<Row>(sql`select ${columns} from ${tables} where n.seq < ${before} order by n.seq desc limit ${most}`)

/** What the guards ask at the moment of sending. */
export const dueFacts = (
  db: ReadHandle,
  sendId: string,
): { readonly notBefore: number | null; readonly latest: number | null } | undefined =>
  db.get(sql`select not_before as notBefore, latest from tool_notice where send_id = ${sendId}`)

export const noticeIdOf = (db: ReadHandle, sendId: string): NoticeId | undefined =>
  db.get<{ noticeId: NoticeId }>(sql`select notice_id as noticeId from tool_notice where send_id = ${sendId}`)?.noticeId

export type NewNotice = {
  readonly noticeId: string
  readonly tool: string
  readonly referenceKey: string
  readonly reference: string
  readonly kind: string
  readonly customerSeq: number
  readonly template: string
  readonly language: string
  readonly notBefore: number | null
  readonly latest: number | null
  readonly sendId: string
  readonly fileSeq: number | null
  readonly at: number
}

export function insertNotice(db: WriteHandle, row: NewNotice): void {
  db.run(sql`
    insert into tool_notice (notice_id, tool, reference_key, reference, kind, customer_seq, template, language, not_before, latest, send_id, file_seq, created_at)
    values (${row.noticeId}, ${row.tool}, ${row.referenceKey}, ${row.reference}, ${row.kind}, ${row.customerSeq}, ${row.template}, ${row.language},
      ${row.notBefore}, ${row.latest}, ${row.sendId}, ${row.fileSeq}, ${row.at})`)
}
