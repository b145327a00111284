import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { BroadcastId, SeriesId, TimestampMs } from '#contract/kernel/values.ts'
import type { BroadcastDeps } from '../deps.ts'
import { broadcastsBetween, plannedBroadcasts, runningBroadcasts } from './queries.ts'
import type { TimeKeeper } from './time.ts'

type Entry = CallOutput<'broadcast.calendar'>['entries'][number]
type Now = CallOutput<'broadcast.now'>

const NEXT_SPAN_MS = 366 * 86_400_000

/** What was sent, is planned or was missed, and when series come next, between two times (both included), in order. */
export function readCalendar(
  deps: BroadcastDeps,
  keeper: Pick<TimeKeeper, 'series'>,
  { from, to }: ParsedInput<'broadcast.calendar'>,
): Result<CallOutput<'broadcast.calendar'>> {
  const db = deps.vault.store.read
  const broadcasts = broadcastsBetween(db, from, to).map((row): Entry => ({
    at: row.at as TimestampMs,
    kind: row.planState ?? kindOf(deps, row.broadcastId),
    name: row.name,
    broadcastId: row.broadcastId as BroadcastId,
    seriesId: null,
    people: deps.ledger.counts(db, row.broadcastId).matched,
  }))
  const coming = keeper
    .series()
    .comingTimes({ from: Math.max(from, deps.clock.now()), to })
    .map(({ at, name, seriesId }): Entry => ({
      at: at as TimestampMs,
      kind: 'series',
      name,
      broadcastId: null,
      seriesId: seriesId as SeriesId,
      people: null,
    }))
  const entries = [...broadcasts, ...coming].toSorted((one, other) => one.at - other.at)
  return ok({ entries, timeZone: deps.vault.shop.timeZone })
}

function kindOf({ ledger, vault }: BroadcastDeps, broadcastId: string): 'running' | 'done' {
  const state = ledger.run(vault.store.read, broadcastId)?.state
  return state === 'running' || state === 'paused' ? 'running' : 'done'
}

/** What hands messages over now, and what begins by itself next. */
export function tellNow(deps: BroadcastDeps, keeper: TimeKeeper): Result<Now> {
  const { vault, ledger } = deps
  const db = vault.store.read
  keeper.nudge()
  const running = runningBroadcasts(db).map(({ broadcastId, name }) => {
    const counts = ledger.counts(db, broadcastId)
    return { broadcastId: broadcastId as BroadcastId, name, people: counts.matched, waiting: counts.planned + counts.sending }
  })
  return ok({ awake: keeper.isAwake(), running, next: nextOf(deps, keeper) })
}

function nextOf({ vault, clock }: BroadcastDeps, keeper: TimeKeeper): Now['next'] {
  const [plan] = plannedBroadcasts(vault.store.read)
  const [time] = keeper.series().comingTimes({ from: clock.now(), to: clock.now() + NEXT_SPAN_MS })
  if (plan !== undefined && (time === undefined || plan.plannedAt <= time.at))
    return { at: plan.plannedAt as TimestampMs, name: plan.name, broadcastId: plan.broadcastId as BroadcastId, seriesId: null }
  if (time === undefined) return null
  return { at: time.at as TimestampMs, name: time.name, broadcastId: null, seriesId: time.seriesId as SeriesId }
}
