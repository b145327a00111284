import { sql, type WriteHandle } from '../store/index.ts'
import type { Tx } from './context.ts'
import type { StatusFact } from './face.ts'
import { isTriedAgain, planHeldBack } from './held-back.ts'
import { findRun, type SendRecord } from './queries.ts'
import { advance, countsAgainstRun, judgeRefusal } from './rules.ts'
import { pauseAll, pauseRun } from './runs.ts'
import { moveSend } from './sends.ts'

type StatusEvent = Pick<StatusFact, 'status' | 'at' | 'metaCode'>

/** Moves a message forward by one event; returns the record as it stands after it. */
export function moveByEvent(tx: Tx, send: SendRecord, event: StatusEvent): SendRecord {
  const to = advance(send.state, event.status)
  if (to === send.state) return send
  const metaCode = to === 'failed' ? event.metaCode : null
  const patch = { metaCode, ...(to === 'delivered' || to === 'read' ? { deliveredAt: event.at } : {}) }
  if (!moveSend(tx, { send, to, at: event.at, patch })) return send
  const moved: SendRecord = { ...send, state: to, meta_code: metaCode }
  if (to !== 'failed') return moved
  noteFailure(tx, send, metaCode)
  return isTriedAgain(tx, moved, { metaCode, at: event.at }) ? planHeldBack(tx, moved, event.at) : moved
}

/** Applies what was heard of a message before we knew that it is ours. */
export function applyEarlierEvents(tx: Tx, accepted: SendRecord): void {
  const { db } = tx
  const events = db.all<{ status: StatusFact['status']; at: number; meta_code: number | null; pricing: string | null }>(sql`
    select status, at, meta_code, pricing from status_event where wamid = ${accepted.wamid} order by at`)
  let send = accepted
  for (const event of events) {
    storePricing(db, send, event.pricing === null ? null : (JSON.parse(event.pricing) as StatusFact['pricing']))
    send = moveByEvent(tx, send, { status: event.status, at: event.at, metaCode: event.meta_code })
    // Back in line after Meta held it back: what else was heard of that try says nothing of the next.
    if (send.state === 'planned') return
  }
}

/** Keeps how Meta priced a message, as it reports it in its events. */
export function storePricing(db: WriteHandle, send: SendRecord, pricing: StatusFact['pricing']): void {
  if (pricing === null) return
  db.run(sql`update send set priced_category = ${pricing.category}, priced_type = ${pricing.type} where seq = ${send.seq}`)
}

/** Some troubles are told only after acceptance; they stop the run all the same. */
function noteFailure(tx: Tx, send: SendRecord, metaCode: number | null): void {
  const { context, db } = tx
  const run = findRun(db, send.run_id)
  if (run === undefined) return
  const refusal = judgeRefusal(metaCode ?? 0)
  if (refusal.stops === 'all') pauseAll(tx, refusal.pause)
  if (refusal.stops === 'run') pauseRun(tx, run, refusal.pause)
  if (countsAgainstRun(metaCode) && context.tallies.turnBad(send.run_id)) pauseRun(tx, run, 'too-many-failures')
}
