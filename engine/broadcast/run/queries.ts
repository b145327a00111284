import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { countDid } from '../report/people.ts'

const WEEK_MS = 7 * 86_400_000

/** People who answered within seven days after the message was accepted; each counted once, as in the report. */
export const countReplies = (db: ReadHandle, broadcastId: string): number => countDid(db, broadcastId, 'replied')

/** Broadcasts of the last seven days that reached this customer. */
export const recentBroadcastsTo = (db: ReadHandle, customerSeq: number, at: number): string[] =>
  db
    .all<{ runId: string }>(sql`
      select distinct s.run_id as runId from send s join broadcast b on b.broadcast_id = s.run_id
      where s.customer_seq = ${customerSeq} and s.accepted_at >= ${at - WEEK_MS}`)
    .map((row) => row.runId)

/** What the customer is now, for the check before each send. */
export const customerNow = (db: ReadHandle, customerSeq: number) =>
  db.get<{ readonly offers: 'yes' | 'no' | 'stopped' | 'unknown'; readonly blocked: number; readonly unusableAt: number | null }>(
    sql`select offers, blocked, unusable_at as unusableAt from customer where seq = ${customerSeq}`,
  )

/** The frozen body of a send, and whether its bubble stands in the chat already. */
export const sentBody = (db: ReadHandle, sendId: string) =>
  db.get<{ readonly body: string; readonly isRecorded: number }>(
    sql`select body, exists (select 1 from message where message.send_id = send.send_id) as isRecorded from send where send_id = ${sendId}`,
  )

type Answer = { readonly broadcastId: string; readonly customerSeq: number; readonly kind: string }

/** Whether the person's tap on that kind of button of that broadcast was answered before. */
export const wasAnswered = (db: ReadHandle, { broadcastId, customerSeq, kind }: Answer): boolean =>
  db.get(sql`select 1 from broadcast_answer where broadcast_id = ${broadcastId} and customer_seq = ${customerSeq} and kind = ${kind}`) !==
  undefined

/** Notes the first tap of a person on that kind of button. */
export const noteAnswer = (db: WriteHandle, { broadcastId, customerSeq, kind, at }: Answer & { readonly at: number }) =>
  db.run(sql`
    insert into broadcast_answer (broadcast_id, customer_seq, kind, at)
    values (${broadcastId}, ${customerSeq}, ${kind}, ${at}) on conflict do nothing`)
