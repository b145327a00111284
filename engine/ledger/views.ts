import type { z } from 'zod'
import type { BroadcastCounts } from '#contract/ipc/broadcast-summary.ts'
import type { ReadHandle } from '../store/index.ts'
import type { LedgerContext } from './context.ts'
import type { RunFacts, SendState } from './face.ts'
import { costs, countByState, findRun, nextDueAt } from './queries.ts'
import type { WayOut } from './way-out.ts'

type Counts = z.infer<typeof BroadcastCounts>

/** A disk that takes nothing more, or one that can't be believed any more. */
export type Standstill = 'disk-full' | 'disk-failed'

/**
 * How a run stands; undefined when there is none.
 * @param standstill why nothing leaves though the rows can't say so, because nothing can be written, or nothing that would be believed
 */
export function runFacts(db: ReadHandle, runId: string, standstill: Standstill | null): RunFacts | undefined {
  const run = findRun(db, runId)
  if (run === undefined) return undefined
  const cost = costs(db, runId)
  const held = run.state === 'running' && run.owner === 'broadcast' ? standstill : null
  return {
    runId,
    state: held === null ? run.state : 'paused',
    pauseReason: held ?? (run.pause_reason as RunFacts['pauseReason']),
    startedAt: run.started_at,
    finishedAt: run.finished_at,
    costSoFarMicros: cost.so_far,
    costAtMostMicros: cost.at_most,
  }
}

/** People of a run by state, counted from the rows. */
export function countsOf(db: ReadHandle, runId: string): Counts {
  const found = new Map<SendState, number>(countByState(db, runId).map((row) => [row.state, row.count]))
  const of = (state: SendState): number => found.get(state) ?? 0
  return {
    matched: [...found.values()].reduce((sum, count) => sum + count, 0),
    planned: of('planned'),
    skipped: of('skipped'),
    sending: of('sending'),
    inDoubt: of('in_doubt'),
    accepted: of('accepted'),
    sent: of('sent'),
    delivered: of('delivered'),
    read: of('read'),
    failed: of('failed'),
    rejected: of('rejected'),
    unconfirmed: of('unconfirmed'),
  }
}

/** How fast a run goes, when it will be done at that speed, and when somebody who waits is tried next. */
export function speedOf(
  context: LedgerContext,
  way: WayOut,
  runId: string,
): { perSecond: number; endsAt: number | null; nextTryAt: number | null } {
  const { clock, vault } = context.deps
  const db = vault.store.read
  const perSecond = context.speeds.perSecond(runId, clock.monotonic())
  const isRunning = findRun(db, runId)?.state === 'running'
  const left = isRunning && perSecond > 0 ? countsOf(db, runId).planned : 0
  const dueAt = nextDueAt(db, runId)
  const waitsUntil = dueAt === null ? null : Math.max(dueAt, way.opensAtWallTime() ?? 0)
  return {
    perSecond,
    endsAt: left === 0 ? null : Math.round(clock.now() + (left / perSecond) * 1000),
    nextTryAt: waitsUntil !== null && waitsUntil > clock.now() ? waitsUntil : null,
  }
}
