import { fail, type Result } from '#contract/kernel/result.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { ok } from '#contract/kernel/result.ts'
import type { RunState } from '../../ledger/index.ts'
import { reserveAgain } from '../coupon/queries.ts'
import type { BroadcastDeps } from '../deps.ts'
import { findBroadcast, frozenTemplate, type BroadcastRow } from '../queries.ts'
import { progressOf, type Progress } from './progress.ts'

/** Starts, pauses, resumes or stops an approved broadcast; answers with where it stands then. Nothing starts while Meta forbids it. */
export function steer(deps: BroadcastDeps, broadcastId: string, act: 'start' | 'pause' | 'resume' | 'stop'): Result<Progress> {
  const row = findBroadcast(deps.vault.store.read, broadcastId)
  if (row === undefined) return fail('broadcast-missing')
  if (row.approved === 0) return fail('broadcast-state-refused', { state: 'draft' })
  const refused = act === 'start' || act === 'resume' ? refusal(deps, row) : null
  if (refused !== null) return refused
  const done = command(deps, broadcastId, act)
  return done.ok ? progressOf(deps, broadcastId) : done
}

function refusal({ forbidden }: BroadcastDeps, row: BroadcastRow): Result<never> | null {
  const template = frozenTemplate(row)
  const found = template === null ? null : (forbidden?.(template) ?? null)
  if (found === null) return null
  return fail('account-restricted', found.until === null ? { type: found.type } : { type: found.type, until: found.until })
}

function command({ ledger }: BroadcastDeps, runId: string, act: 'start' | 'pause' | 'resume' | 'stop'): Result<RunState> {
  switch (act) {
    case 'start':
      return ledger.start(runId)
    case 'pause':
      return ledger.pause(runId, 'by-hand')
    case 'resume':
      return ledger.resume(runId)
    case 'stop':
      return ledger.stop(runId)
  }
}

/** Puts unconfirmed people back in line by a person's own decision; their coupon codes stay theirs. */
export function sendAgain(
  deps: BroadcastDeps,
  { broadcastId, sendIds }: ParsedInput<'broadcast.sendAgain'>,
): Result<CallOutput<'broadcast.sendAgain'>> {
  return deps.vault.store.write((db) => {
    if (findBroadcast(db, broadcastId) === undefined) return fail('broadcast-missing')
    reserveAgain(db, sendIds)
    return ok({ planned: deps.ledger.sendAgain(db, broadcastId, sendIds) })
  })
}
