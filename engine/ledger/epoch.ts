import { sql, type ReadHandle } from '../store/index.ts'
import { attemptsLeftBehind, setAttemptState } from './attempts.ts'
import type { Tx } from './context.ts'
import { findSendBySeq, readFact, runningRuns, runsPausedFor, writeFact } from './queries.ts'
import { finishIfDone, setRunState } from './runs.ts'
import { moveSend } from './sends.ts'

/** Fact of the vault that the vault room raises at each opening: which life of the engine may send. */
export const EPOCH = 'send-epoch'
/** When the ledger last looked while a run was running (ms since epoch). */
export const LAST_ALIVE = 'ledger-last-alive'

/**
 * Says how everything stands after a start, before anything is claimed: what a dead engine left under way is in doubt;
 * in a copy from another day or computer every run waits for a person, because who stands as planned may have the message
 * already; otherwise runs go on, unless they were interrupted for too long.
 */
export function takeOver(tx: Tx): void {
  const { context, db } = tx
  if (readFact(db, EPOCH) === null) writeFact(db, EPOCH, String(context.deps.vault.epoch))
  sweep(tx)
  if (context.deps.vault.restoredCopy) pauseEverything(tx)
  else reviveRuns(tx)
  writeFact(db, LAST_ALIVE, String(context.time.now()))
}

function pauseEverything(tx: Tx): void {
  const { context, db } = tx
  context.deps.logger.warn('restored-copy')
  const runs = db.all<{ run_id: string; owner: string }>(sql`select run_id, owner from run where state in ('ready', 'running', 'paused')`)
  for (const run of runs) {
    if (run.owner === 'broadcast') askFirst(tx, run.run_id)
    else skipOldReplies(tx, run.run_id)
  }
}

/** Who is planned here may have been written to by files that are newer; their rows say so until they are tried. */
function askFirst(tx: Tx, runId: string): void {
  setRunState(tx, { runId, state: 'paused', reason: 'restored-copy' })
  tx.db.run(sql`update send set reason = 'may-be-sent' where run_id = ${runId} and state = 'planned' and reason is null`)
}

// A conversation goes on, so its run can't wait for anybody; but what was waiting then may have arrived long ago.
function skipOldReplies(tx: Tx, runId: string): void {
  const { context, db } = tx
  const now = context.deps.clock.now()
  for (const { seq } of db.all<{ seq: number }>(sql`select seq from send where run_id = ${runId} and state = 'planned'`)) {
    const send = findSendBySeq(db, seq)
    if (send !== undefined) moveSend(tx, { send, to: 'skipped', at: now, patch: { reason: 'restored-copy' } })
  }
}

/** Puts in doubt what an engine that no longer runs left under way; without events, such a message is unconfirmed at once. */
function sweep(tx: Tx): void {
  const { context, db } = tx
  const now = context.deps.clock.now()
  const to = (context.deps.receives?.() ?? true) ? 'in_doubt' : 'unconfirmed'
  const mark = Number(readFact(db, 'ledger-connected-ms') ?? 0)
  for (const attempt of attemptsLeftBehind(db, context.deps.vault.epoch)) {
    setAttemptState(db, attempt.attempt_id, to)
    db.run(sql`update attempt set ended_at = ${now}, doubt_mark_ms = ${mark} where attempt_id = ${attempt.attempt_id}`)
    const send = findSendBySeq(db, attempt.send_seq)
    if (send === undefined || send.state !== 'sending') continue
    moveSend(tx, { send, to, at: now })
    finishIfDone(tx, send.run_id)
  }
}

const revivable = (db: ReadHandle) => [...runningRuns(db), ...runsPausedFor(db, 'offline')]

// What waited for the network is tried again. What was interrupted for longer than the grace asks first, because an offer
// for the morning may be wrong in the evening.
function reviveRuns(tx: Tx): void {
  const { context, db } = tx
  const lastAlive = Number(readFact(db, LAST_ALIVE) ?? context.deps.clock.now())
  const isLate = context.deps.clock.now() - lastAlive > context.settings.graceMs
  const { isBehind } = context.time
  if (isBehind && !revivable(db).some((run) => run.owner === 'broadcast')) context.time.trust()
  for (const run of revivable(db)) {
    if (run.owner !== 'broadcast') continue
    if (isBehind) setRunState(tx, { runId: run.run_id, state: 'paused', reason: 'clock-changed' })
    else if (isLate) setRunState(tx, { runId: run.run_id, state: 'paused', reason: 'engine-restarted' })
    else if (run.state === 'paused') setRunState(tx, { runId: run.run_id, state: 'running' })
    finishIfDone(tx, run.run_id)
  }
}
