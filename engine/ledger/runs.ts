import { createHash } from 'node:crypto'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { sql } from '../store/index.ts'
import { liveAttempt, setAttemptState } from './attempts.ts'
import type { PauseWord, Tx } from './context.ts'
import type { NewRun, NewSend, RunPlan, RunState } from './face.ts'
import { findRun, findSendById, hasOpenSends, insertRun, insertSend, plannedOf, runningRuns, type RunRecord } from './queries.ts'
import { reloadPeople } from './reload-people.ts'
import { isSealableBody } from './rules.ts'
import { moveSend } from './sends.ts'

/** Moves a run to another state inside the caller's transaction; who watches runs hears of it after the commit. */
export function setRunState(
  tx: Tx,
  change: { readonly runId: string; readonly state: RunState; readonly reason?: PauseWord | null },
): void {
  const { context, db } = tx
  const now = context.deps.clock.now()
  const startedAt = change.state === 'running' ? now : null
  const finishedAt = change.state === 'finished' || change.state === 'stopped' ? now : null
  db.run(sql`
    update run set state = ${change.state}, pause_reason = ${change.reason ?? null}, started_at = coalesce(started_at, ${startedAt}), finished_at = ${finishedAt}
    where run_id = ${change.runId}`)
  context.deps.logger.info('run-state', { runId: change.runId, state: change.state, reason: change.reason ?? null })
  db.afterCommit(() => {
    if (change.state !== 'running') context.speeds.forget(change.runId)
    for (const listener of context.runListeners) listener(change.runId)
  })
}

/** Pauses a run if it is running, or changes the reason of a pause that would have ended by itself. Replies and tests never stand still. */
export function pauseRun(tx: Tx, run: Pick<RunRecord, 'run_id' | 'owner'>, reason: PauseWord): void {
  const { db } = tx
  if (run.owner !== 'broadcast') return
  const current = findRun(db, run.run_id)
  if (current === undefined || (current.state !== 'running' && current.pause_reason !== 'offline')) return
  setRunState(tx, { runId: run.run_id, state: 'paused', reason })
}

/** Pauses every run of broadcasts; what stops one number stops them all. */
export function pauseAll(tx: Tx, reason: PauseWord): void {
  const { db } = tx
  for (const run of runningRuns(db)) pauseRun(tx, run, reason)
}

/** Ends a run when nothing of it is open any more: by looking at the rows, never by counting. */
export function finishIfDone(tx: Tx, runId: string): void {
  const { db } = tx
  const run = findRun(db, runId)
  if (run === undefined || run.owner !== 'broadcast' || (run.state !== 'running' && run.state !== 'paused')) return
  if (!hasOpenSends(db, runId)) setRunState(tx, { runId, state: 'finished' })
}

/** Writes a run with its sends; returns how many. */
export function seal(tx: Tx, run: NewRun, sends: Iterable<NewSend>): number {
  const { context, db } = tx
  insertRun(db, run, context.deps.clock.now())
  let count = 0
  for (const send of sends) {
    addSend(tx, run.runId, send)
    count += 1
  }
  return count
}

/** Writes one planned send of a run. */
export function addSend(tx: Tx, runId: string, send: NewSend): void {
  const { context, db } = tx
  assert(isSealableBody(send.body), 'rooms hand over one JSON object without an attempt id of its own')
  insertSend(db, { ...send, runId, bodySha256: createHash('sha256').update(send.body).digest('hex'), now: context.deps.clock.now() })
}

/** The hash over all messages of a broadcast comes last of all; a run without it was never approved. */
export const NOT_SEALED = ''

/** Whether the messages of a run are still being written, or were left half written by an engine that died. */
export const isUnsealed = ({ owner, seal_hash }: Pick<RunRecord, 'owner' | 'seal_hash'>): boolean =>
  owner === 'broadcast' && seal_hash === NOT_SEALED

const missing = (): Result<never> => fail('broadcast-missing')
const refused = (state: RunState): Result<never> => fail('broadcast-state-refused', { state })

/** Starts a run that is ready, or goes on with one that is paused. Says the state when that is not possible. */
export function startRun(tx: Tx, runId: string, from: readonly RunState[]): Result<RunState> {
  const { context, db } = tx
  const run = findRun(db, runId)
  if (run === undefined) return missing()
  if (run.state === 'running') return ok('running')
  if (!from.includes(run.state) || isUnsealed(run)) return refused(run.state)
  context.tallies.forget(runId)
  if (run.pause_reason === 'clock-changed') {
    context.time.trust()
    reloadPeople(tx)
  }
  setRunState(tx, { runId, state: 'running' })
  finishIfDone(tx, runId)
  db.afterCommit(context.wake)
  return ok(findRun(db, runId)?.state ?? 'running')
}

/** Pauses by hand; a pause that would have ended by itself now stays. */
export function pauseByHand(tx: Tx, runId: string, reason: PauseWord): Result<RunState> {
  const run = findRun(tx.db, runId)
  if (run === undefined) return missing()
  if (run.state !== 'running' && run.state !== 'paused') return refused(run.state)
  if (run.state === 'running' || run.pause_reason !== reason) setRunState(tx, { runId, state: 'paused', reason })
  return ok('paused')
}

/** Changes until when and how fast a run goes that has not ended. */
export function setPlan(tx: Tx, runId: string, plan: RunPlan): Result<RunState> {
  const { context, db } = tx
  const run = findRun(db, runId)
  if (run === undefined) return missing()
  if (run.state === 'stopped' || run.state === 'finished') return refused(run.state)
  db.run(sql`update run set latest_at = ${plan.latestAt}, pace_per_second = ${plan.pacePerSecond} where run_id = ${runId}`)
  db.afterCommit(context.wake)
  return ok(run.state)
}

/**
 * Ends a run for good: nothing of it leaves from now on. What is planned is skipped, of many people the rest after this
 * transaction; what is under way is still written down when its answer comes.
 */
export function stopRun(tx: Tx, runId: string): Result<RunState> {
  const run = findRun(tx.db, runId)
  if (run === undefined) return missing()
  if (run.state === 'stopped' || run.state === 'finished') return ok(run.state)
  setRunState(tx, { runId, state: 'stopped' })
  if (skipStopped(tx, runId)) tx.db.afterCommit(() => tx.context.skipLater(runId))
  return ok('stopped')
}

/** Few enough for one transaction to hold up nobody. */
const SKIPPED_AT_ONCE = 150

/** Skips some of the people of a stopped run who are still planned; whether there may be more. */
export function skipStopped(tx: Tx, runId: string): boolean {
  // Somebody may have put it to work again meanwhile.
  if (findRun(tx.db, runId)?.state !== 'stopped') return false
  const now = tx.context.deps.clock.now()
  const page = plannedOf(tx.db, runId, SKIPPED_AT_ONCE)
  for (const send of page) moveSend(tx, { send, to: 'skipped', at: now, patch: { reason: 'stopped-by-hand' } })
  return page.length === SKIPPED_AT_ONCE
}

/** Withdraws one send that has not left yet. */
export function withdraw(tx: Tx, sendId: string, reason: string): boolean {
  const { context, db } = tx
  const send = findSendById(db, sendId)
  if (send === undefined || send.state !== 'planned') return false
  const done = moveSend(tx, { send, to: 'skipped', at: context.deps.clock.now(), patch: { reason } })
  finishIfDone(tx, send.run_id)
  return done
}

/** Puts unconfirmed sends back in line, by a person's decision; the old attempt keeps its trace as superseded. */
export function sendAgain(tx: Tx, runId: string, sendIds: readonly string[]): number {
  const { context, db } = tx
  // Whoever was to be skipped must not leave because somebody else goes out again.
  for (let isMore = true; isMore;) isMore = skipStopped(tx, runId)
  const count = [...new Set(sendIds)].filter((sendId) => planAgain(tx, runId, sendId)).length
  if (count === 0) return 0
  const state = findRun(db, runId)?.state
  if (state === 'finished' || state === 'stopped') setRunState(tx, { runId, state: 'running' })
  db.afterCommit(context.wake)
  return count
}

function planAgain(tx: Tx, runId: string, sendId: string): boolean {
  const { context, db } = tx
  const send = findSendById(db, sendId)
  if (send === undefined || send.run_id !== runId || send.state !== 'unconfirmed') return false
  const attempt = liveAttempt(db, send.seq)
  if (attempt !== undefined) setAttemptState(db, attempt.attempt_id, 'superseded')
  return moveSend(tx, { send, to: 'planned', at: context.deps.clock.now(), patch: { reason: null } })
}
