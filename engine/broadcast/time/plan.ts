import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { ParsedInput } from '#contract/ipc/index.ts'
import type { BroadcastId, TimestampMs } from '#contract/kernel/values.ts'
import type { RunState } from '../../ledger/index.ts'
import type { WriteHandle } from '../../store/index.ts'
import { otherMonthRefusal } from '../approval/other-month.ts'
import type { BroadcastDeps } from '../deps.ts'
import { stateOf } from '../draft.ts'
import { contentOf, findBroadcast, type BroadcastRow } from '../queries.ts'
import { forbidding } from '../run/forbidding.ts'
import { progressOf, type Progress } from '../run/progress.ts'
import { changeTime, dropPlan, endPlan, keepPlan, missPlan } from './queries.ts'
import { judgePlan, latestOf, paceOf } from './rules.ts'

type State = Progress['state']
const refused = (state: State): Result<never> => fail('broadcast-state-refused', { state })

const tellChange = ({ announcer }: BroadcastDeps, db: WriteHandle, broadcastId: string): void =>
  db.afterCommit(() => announcer.announce('broadcast.changed', { broadcastId: broadcastId as BroadcastId }))

const stateNow = ({ ledger, vault }: BroadcastDeps, row: BroadcastRow): State =>
  stateOf(row, row.approved === 0 ? undefined : ledger.run(vault.store.read, row.broadcastId))

/**
 * Starts what was approved, or plans it when its time is later; with `now` a person starts it whatever the plan says. What
 * missed its time starts by `now` alone, and nothing starts after its latest time.
 * @returns broadcast-missing, broadcast-state-refused (params: state), plan-time-passed, account-restricted,
 * coupon-ends-before (params: endsAt), month-budget-spent (where it was approved under another one's)
 */
export function startBroadcast(deps: BroadcastDeps, { broadcastId, now }: ParsedInput<'broadcast.start'>): Result<Progress> {
  const row = findBroadcast(deps.vault.store.read, broadcastId)
  if (row === undefined) return fail('broadcast-missing')
  const state = stateNow(deps, row)
  if (state === 'draft' || state === 'asked') return refused(state)
  if (state === 'missed' && !now) return refused(state)
  const done = (state === 'planned' && !now) || planLater(deps, row, { state, now }) ? ok(undefined) : beginRun(deps, row, 'person')
  return done.ok ? progressOf(deps, broadcastId) : done
}

function planLater(deps: BroadcastDeps, row: BroadcastRow, { state, now }: { readonly state: State; readonly now: boolean }): boolean {
  const { time } = contentOf(row)
  if (now || state !== 'approved' || time.kind !== 'at' || time.at <= deps.clock.now()) return false
  deps.vault.store.write((db) => {
    keepPlan(db, row.broadcastId, { state: 'planned', plannedAt: time.at, latestAt: time.latestAt })
    tellChange(deps, db, row.broadcastId)
  })
  return true
}

/** Starts the run with its pace and latest time; a run that a person took out of an old copy goes on. */
export function beginRun(deps: BroadcastDeps, row: BroadcastRow, by: 'person' | 'plan'): Result<RunState> {
  const { ledger, vault, clock } = deps
  const { broadcastId } = row
  const content = contentOf(row)
  const latestAt = latestOf(content)
  const run = ledger.run(vault.store.read, broadcastId)
  const isFresh = run?.startedAt === null
  const forbidden = forbidding(deps, row)
  if (forbidden !== null) return forbidden
  if (isFresh && latestAt !== null && latestAt <= clock.now()) return fail('plan-time-passed')
  const tooLateOrDear = isFresh && by === 'person' ? timeRefusal(deps, row, clock.now()) : null
  if (tooLateOrDear !== null) return tooLateOrDear
  return vault.store.write((db) => {
    if (isFresh) {
      const people = ledger.counts(db, broadcastId).planned
      const planned = ledger.setPlan(broadcastId, { latestAt, pacePerSecond: paceOf(content, people) })
      if (!planned.ok) return planned
    }
    const started = isFresh && run.state === 'paused' ? ledger.resume(broadcastId) : ledger.start(broadcastId)
    if (!started.ok) return started
    if (by === 'plan') endPlan(db, broadcastId)
    else if (isFresh) dropPlan(db, broadcastId, latestAt)
    tellChange(deps, db, broadcastId)
    return started
  })
}

/** Why an offer that is sealed can't begin at a moment: its coupon is over by then, or the month's budget. */
function timeRefusal(deps: BroadcastDeps, row: BroadcastRow, at: number): Result<never> | null {
  const endsAt = deps.coupon.endOf(deps.vault.store.read, row.broadcastId)
  return endsAt !== null && endsAt <= at ? fail('coupon-ends-before', { endsAt }) : otherMonthRefusal(deps, row, at)
}

const CHANGEABLE: readonly State[] = ['approved', 'planned', 'missed']

/**
 * Gives another time. Without one (`now`) it waits for a person, who starts it.
 * @returns broadcast-missing, broadcast-state-refused (params: state), plan-time-passed, coupon-ends-before (params: endsAt), month-budget-spent
 */
export function replanBroadcast(deps: BroadcastDeps, { broadcastId, time }: ParsedInput<'broadcast.replan'>): Result<Progress> {
  const { vault, ledger } = deps
  const row = findBroadcast(vault.store.read, broadcastId)
  if (row === undefined) return fail('broadcast-missing')
  const state = stateNow(deps, row)
  const run = ledger.run(vault.store.read, broadcastId)
  // Out of an old copy, or too late with its first message.
  const stoodStill = run?.state === 'paused' && run.startedAt === null
  if (!CHANGEABLE.includes(state) && !stoodStill) return refused(state)
  const wrongTime = replanRefusal(deps, row, time)
  if (wrongTime !== null) return wrongTime
  vault.store.write((db) => {
    changeTime(db, broadcastId, time)
    if (time.kind === 'now') dropPlan(db, broadcastId, null)
    else keepPlan(db, broadcastId, { state: 'planned', plannedAt: time.at, latestAt: time.latestAt })
    // A person answered for what held it, so the plan may begin it; until then the run stays where it is.
    if (stoodStill) ledger.pause(broadcastId, 'by-hand')
    tellChange(deps, db, broadcastId)
  })
  return progressOf(deps, broadcastId)
}

/** Why another time is no time to begin at. */
function replanRefusal(deps: BroadcastDeps, row: BroadcastRow, time: ParsedInput<'broadcast.replan'>['time']): Result<never> | null {
  const now = deps.clock.now()
  // Taking a plan back starts nothing, so a coupon that is over is no reason against it.
  if (time.kind === 'now') return otherMonthRefusal(deps, row, now)
  if (time.at <= now || (time.latestAt ?? Infinity) <= time.at) return fail('plan-time-passed')
  return timeRefusal(deps, row, time.at)
}

/** What stands in the way of pausing or resuming: a plan can only be started, moved or stopped. */
export const planRefusal = (deps: BroadcastDeps, row: BroadcastRow): Result<never> | null => {
  const state = stateNow(deps, row)
  return state === 'planned' || state === 'missed' ? refused(state) : null
}

/** Says that the time passed while nothing could be sent; from now on only a person starts it. False where it waited no more. */
export function markMissed(deps: BroadcastDeps, { broadcastId, plannedAt }: { readonly broadcastId: string; readonly plannedAt: number }) {
  const { vault, announcer, logger } = deps
  return vault.store.write((db) => {
    if (!missPlan(db, broadcastId)) return false
    logger.info('plan-missed', { broadcastId })
    tellChange(deps, db, broadcastId)
    const told = { broadcastId: broadcastId as BroadcastId, plannedAt: plannedAt as TimestampMs }
    db.afterCommit(() => announcer.announce('broadcast.missed', told))
    return true
  })
}

/** Lets a run of which nothing left by its latest time ask like a plan that was missed: another time is what helps it. */
export function missLate(deps: BroadcastDeps, broadcastId: string): void {
  const { vault, ledger } = deps
  const run = ledger.run(vault.store.read, broadcastId)
  if (run?.pauseReason !== 'too-late' || run.startedAt !== null) return
  const row = findBroadcast(vault.store.read, broadcastId)
  if (row === undefined || row.planState !== null) return
  const plannedAt = row.plannedAt ?? row.latestAt ?? deps.clock.now()
  vault.store.write((db) => {
    keepPlan(db, broadcastId, { state: 'planned', plannedAt, latestAt: row.latestAt })
    markMissed(deps, { broadcastId, plannedAt })
  })
}

/** Begins what is due, when it still is: a person may have moved or started it since it was found. */
export function beginPlanned(deps: BroadcastDeps, broadcastId: string): void {
  const { vault, ledger, clock, logger } = deps
  const row = findBroadcast(vault.store.read, broadcastId)
  if (row === undefined || row.planState !== 'planned' || row.plannedAt === null) return
  const times = { plannedAt: row.plannedAt, latestAt: row.latestAt }
  const verdict = judgePlan(times, clock.now())
  if (verdict === 'wait') return
  // In a copy from elsewhere the message may have gone out already; that is for a person to say.
  const isOldCopy = ledger.run(vault.store.read, broadcastId)?.pauseReason === 'restored-copy'
  if (verdict === 'missed' || isOldCopy) {
    markMissed(deps, { broadcastId, plannedAt: row.plannedAt })
    return
  }
  const begun = beginRun(deps, row, 'plan')
  if (!begun.ok) logger.warn('plan-not-begun', { broadcastId, code: begun.error.code })
}
