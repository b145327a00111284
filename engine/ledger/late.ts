import { sql } from '../store/index.ts'
import type { Tx } from './context.ts'
import { hasBegun, plannedOf, type RunRecord } from './queries.ts'
import { finishIfDone, pauseRun } from './runs.ts'
import { moveSend } from './sends.ts'

/** Most sends that one transaction gives up, so that it stays short. */
const PAGE = 500

export const isLate = (run: RunRecord, now: number): boolean => run.latest_at !== null && now > run.latest_at && run.owner !== 'reply'

/**
 * Ends a run whose latest time has passed: who is still planned is left out as `too-late`. A run of which nothing went out
 * waits for a person instead, because then it is the whole broadcast that missed its time.
 * @returns whether there is more to give up
 */
export function giveUpLate(tx: Tx, run: RunRecord, now: number): boolean {
  if (!hasBegun(tx.db, run.run_id)) {
    pauseRun(tx, run, 'too-late')
    // It never began, so that it can be given another time like any other that did not.
    tx.db.run(sql`update run set started_at = null where run_id = ${run.run_id} and state = 'paused'`)
    return false
  }
  const page = plannedOf(tx.db, run.run_id, PAGE)
  for (const send of page) moveSend(tx, { send, to: 'skipped', at: now, patch: { reason: 'too-late' } })
  if (page.length === PAGE) return true
  finishIfDone(tx, run.run_id)
  return false
}
