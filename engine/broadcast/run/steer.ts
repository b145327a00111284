import { fail, type Result } from '#contract/kernel/result.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { ok } from '#contract/kernel/result.ts'
import type { RunState } from '../../ledger/index.ts'
import type { BroadcastDeps } from '../deps.ts'
import { findBroadcast, type BroadcastRow } from '../queries.ts'
import { beginRun, planRefusal } from '../time/plan.ts'
import { endPlan } from '../time/queries.ts'
import { forbidding } from './forbidding.ts'
import { progressOf, type Progress } from './progress.ts'

/**
 * Pauses, resumes or stops an approved broadcast; answers with where it stands then. Nothing goes on while Meta forbids it.
 * Stopping one that waits for its time takes the plan away.
 */
export function steer(deps: BroadcastDeps, broadcastId: string, act: 'pause' | 'resume' | 'stop'): Result<Progress> {
  const row = findBroadcast(deps.vault.store.read, broadcastId)
  if (row === undefined) return fail('broadcast-missing')
  if (row.approved === 0) return fail('broadcast-state-refused', { state: 'draft' })
  const refused = act === 'stop' ? null : planRefusal(deps, row)
  if (refused !== null) return refused
  const done = command(deps, row, act)
  return done.ok ? progressOf(deps, broadcastId) : done
}

function command(deps: BroadcastDeps, row: BroadcastRow, act: 'pause' | 'resume' | 'stop'): Result<RunState> {
  const { ledger, vault } = deps
  const { broadcastId } = row
  switch (act) {
    case 'pause':
      return ledger.pause(broadcastId, 'by-hand')
    case 'resume':
      return resume(deps, row)
    case 'stop':
      return vault.store.write((db) => {
        endPlan(db, broadcastId)
        return ledger.stop(broadcastId)
      })
  }
}

// What stands still since before its first message (an old copy) begins like any other: with its pace and its latest time.
function resume(deps: BroadcastDeps, row: BroadcastRow): Result<RunState> {
  const run = deps.ledger.run(deps.vault.store.read, row.broadcastId)
  if (run?.state === 'paused' && run.startedAt === null) return beginRun(deps, row, 'person')
  return forbidding(deps, row) ?? deps.ledger.resume(row.broadcastId)
}

/**
 * Puts unconfirmed people back in line by a person's own decision; their coupon codes stay theirs. Whoever of a stopped run still
 * waits to be skipped is skipped before, some at a time.
 */
export async function sendAgain(
  deps: BroadcastDeps,
  { broadcastId, sendIds }: ParsedInput<'broadcast.sendAgain'>,
): Promise<Result<CallOutput<'broadcast.sendAgain'>>> {
  await deps.ledger.stopped(broadcastId)
  return deps.vault.store.write((db) => {
    if (findBroadcast(db, broadcastId) === undefined) return fail('broadcast-missing')
    deps.coupon.takeAgain(db, sendIds)
    return ok({ planned: deps.ledger.sendAgain(db, broadcastId, sendIds) })
  })
}
