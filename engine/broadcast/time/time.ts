import type { BroadcastDeps } from '../deps.ts'
import { readTemplateAgain } from '../seal/approve.ts'
import type { Leftovers } from '../seal/leftovers.ts'
import { NO_SERIES, type SeriesTimes } from './coming.ts'
import { beginPlanned, markMissed, missLate } from './plan.ts'
import { beginsAwake, plannedBroadcasts, runningBroadcasts } from './queries.ts'
import { AWAKE_BEFORE_MS, judgePlan } from './rules.ts'
import { createWatch } from './watch.ts'

/** What begins by itself. One watch has the clock for plans and series alike. */
export type TimeKeeper = {
  /** Series are told from now on. */
  meet(series: SeriesTimes): void
  /** Turns plans of an old copy into missed ones and begins to look; call it before the ledger begins, which pauses their runs. */
  begin(): void
  /** Something about plans changed, or the computer woke up. */
  nudge(): void
  isAwake(): boolean
  series(): SeriesTimes
  stop(): Promise<void>
}

/**
 * Makes the keeper of times; nothing begins before `begin`.
 * @param leftovers is waited for before each look
 */
export function createTimeKeeper(deps: BroadcastDeps, leftovers: Pick<Leftovers, 'done'>): TimeKeeper {
  const { vault, clock, ledger, announcer } = deps
  let series = NO_SERIES
  let isAwake = false
  let isStopped = false
  let hasBegun = false

  const tellAwake = (): void => {
    if (isStopped) return
    const now = mustBeAwake(deps, series)
    if (now === isAwake) return
    isAwake = now
    announcer.announce('broadcast.awake', { awake: now })
  }
  const look = async (): Promise<number | null> => {
    // A series may want to discard or approve what is being taken apart.
    await leftovers.done()
    for (const plan of plannedBroadcasts(vault.store.read)) {
      if (isStopped) return null
      await lookAt(deps, plan, () => isStopped)
    }
    const seriesAt = isStopped ? null : await series.look()
    if (isStopped) return null
    tellAwake()
    const planAt = plannedBroadcasts(vault.store.read)[0]?.plannedAt ?? null
    return earliest(planAt, seriesAt)
  }
  const watch = createWatch(deps, look)
  ledger.watchRuns((runId) => {
    if (isStopped) return
    missLate(deps, runId)
    tellAwake()
  })
  return {
    meet(told) {
      series = told
    },
    begin() {
      hasBegun = true
      if (vault.restoredCopy) for (const plan of plannedBroadcasts(vault.store.read)) markMissed(deps, plan)
      watch.nudge()
    },
    nudge() {
      if (!hasBegun || isStopped) return
      watch.nudge()
      // Whoever planned something for the next minutes sees at once that the laptop stays awake.
      clock.after(0, tellAwake)
    },
    isAwake: () => isAwake,
    series: () => series,
    stop() {
      isStopped = true
      return watch.stop()
    },
  }
}

type Due = { readonly broadcastId: string; readonly plannedAt: number; readonly latestAt: number | null }

async function lookAt(deps: BroadcastDeps, plan: Due, isStopped: () => boolean): Promise<void> {
  const verdict = judgePlan(plan, deps.clock.now())
  if (verdict === 'wait') return
  if (verdict === 'missed') {
    markMissed(deps, plan)
    return
  }
  // Begun without a way out, it would wait for the network longer than the grace allows, and then leave by itself.
  if (!hasWayOut(deps)) return
  await readTemplateAgain(deps, plan.broadcastId)
  if (!isStopped()) beginPlanned(deps, plan.broadcastId)
}

/** Whether messages may get out now, as far as anybody knows. */
export const hasWayOut = ({ link }: Pick<BroadcastDeps, 'link'>): boolean => {
  const state = link()
  return state === 'online' || state === 'unknown'
}

function mustBeAwake({ vault, clock }: BroadcastDeps, series: SeriesTimes): boolean {
  const db = vault.store.read
  const soon = clock.now() + AWAKE_BEFORE_MS
  if (runningBroadcasts(db).some(({ keepsAwake }) => keepsAwake !== 0) || beginsAwake(db, soon)) return true
  return series.comingTimes({ from: clock.now(), to: soon }).some(({ keepsAwake }) => keepsAwake)
}

const earliest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)
