import { sql, type WriteHandle } from '../store/index.ts'
import type { LedgerContext } from './context.ts'
import type { StatusFact } from './face.ts'
import { findRun, type SendRecord } from './queries.ts'
import { advance, judgeRefusal } from './rules.ts'
import { pauseAll, pauseRun } from './runs.ts'
import { moveSend } from './sends.ts'

type StatusEvent = Pick<StatusFact, 'status' | 'at' | 'metaCode'>

/** Moves a message forward by one event; returns the record as it stands after it. */
export function moveByEvent(context: LedgerContext, db: WriteHandle, send: SendRecord, event: StatusEvent): SendRecord {
  const to = advance(send.state, event.status)
  if (to === send.state) return send
  const metaCode = to === 'failed' ? event.metaCode : null
  const patch = { metaCode, ...(to === 'delivered' || to === 'read' ? { deliveredAt: event.at } : {}) }
  if (!moveSend(context, db, { send, to, at: event.at, patch })) return send
  if (to === 'failed') noteFailure(context, db, send, metaCode)
  return { ...send, state: to, meta_code: metaCode }
}

/** Applies what was heard of a message before we knew that it is ours. */
export function applyEarlierEvents(context: LedgerContext, db: WriteHandle, accepted: SendRecord): void {
  const events = db.all<{ status: StatusFact['status']; at: number; meta_code: number | null; pricing: string | null }>(sql`
    select status, at, meta_code, pricing from status_event where wamid = ${accepted.wamid} order by at`)
  let send = accepted
  for (const event of events) {
    storePricing(db, send, event.pricing === null ? null : (JSON.parse(event.pricing) as StatusFact['pricing']))
    send = moveByEvent(context, db, send, { status: event.status, at: event.at, metaCode: event.meta_code })
  }
}

/** Keeps how Meta priced a message, as it reports it in its events. */
export function storePricing(db: WriteHandle, send: SendRecord, pricing: StatusFact['pricing']): void {
  if (pricing === null) return
  db.run(sql`update send set priced_category = ${pricing.category}, priced_type = ${pricing.type} where seq = ${send.seq}`)
}

/** Some troubles are told only after acceptance; they stop the run all the same. */
function noteFailure(context: LedgerContext, db: WriteHandle, send: SendRecord, metaCode: number | null): void {
  const run = findRun(db, send.run_id)
  if (run === undefined) return
  const refusal = judgeRefusal(metaCode ?? 0)
  if (refusal.stops === 'all') pauseAll(context, db, refusal.pause)
  if (refusal.stops === 'run') pauseRun(context, db, run, refusal.pause)
  if (context.tallies.turnBad(send.run_id)) pauseRun(context, db, run, 'too-many-failures')
}
