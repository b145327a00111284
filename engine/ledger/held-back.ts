import { sql } from '../store/index.ts'
import { liveAttempt, setAttemptState } from './attempts.ts'
import type { Tx } from './context.ts'
import { findRun, type SendRecord } from './queries.ts'
import { setRunState } from './runs.ts'
import { HELD_BACK, moveSend } from './sends.ts'

export const HELD_BACK_WAIT_MS = 86_400_000

/** Whether a send that Meta held back is tried once more: where the run wants it, for the first time, and in time. */
export function isTriedAgain(tx: Tx, send: SendRecord, failure: { readonly metaCode: number | null; readonly at: number }): boolean {
  if (failure.metaCode !== HELD_BACK || send.held_back_times > 0 || send.rkey.startsWith('erased:')) return false
  const run = findRun(tx.db, send.run_id)
  if (run === undefined || run.retry_held_back === 0 || run.state === 'stopped') return false
  return run.latest_at === null || failure.at + HELD_BACK_WAIT_MS <= run.latest_at
}

/** Notes that Meta held the send back once more. */
export function noteHeldBack(tx: Tx, send: SendRecord): void {
  tx.db.run(sql`update send set held_back_times = held_back_times + 1 where seq = ${send.seq}`)
}

/**
 * Puts a message back in line that Meta took and then held back: Meta said that it did not deliver it. Its attempt keeps
 * its trace as superseded.
 * @param send as it stands: failed
 */
export function planHeldBack(tx: Tx, send: SendRecord, at: number): SendRecord {
  const { context, db } = tx
  const attempt = liveAttempt(db, send.seq)
  if (attempt !== undefined) setAttemptState(db, attempt.attempt_id, 'superseded')
  noteHeldBack(tx, send)
  db.run(sql`update send set wamid = null, accepted_at = null, delivered_at = null where seq = ${send.seq}`)
  const patch = { reason: 'held-back', metaCode: HELD_BACK, notBefore: at + HELD_BACK_WAIT_MS }
  const again: SendRecord = { ...send, wamid: null, held_back_times: send.held_back_times + 1 }
  moveSend(tx, { send: again, to: 'planned', at, patch })
  if (findRun(db, send.run_id)?.state === 'finished') setRunState(tx, { runId: send.run_id, state: 'running' })
  db.afterCommit(context.wake)
  return { ...again, state: 'planned', reason: 'held-back', meta_code: HELD_BACK }
}
