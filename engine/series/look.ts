import { GRACE_MS, type ComingTime } from '../broadcast/index.ts'
import { carryOut } from './carry-out.ts'
import type { SeriesDeps } from './deps.ts'
import { findSeries, findTime, noteTime, openTimes, seriesThatAreOn, setNext, setState, type SeriesRow } from './queries.ts'
import { instantsAfter } from './recurrence.ts'
import { closeOpenTimes } from './open-times.ts'
import { decideRound } from './rules.ts'
import { nextTimeOf, spanOf, tellChange } from './service.ts'

/** So many times of one series are told ahead. */
const MOST_AHEAD = 400

/** Looks at every series that is on; answers when the next time of any comes (ms). */
export async function lookAtSeries(deps: SeriesDeps, isStopped: () => boolean): Promise<number | null> {
  const { store } = deps.vault
  for (const { seriesId } of seriesThatAreOn(store.read)) {
    if (isStopped()) return null
    noteComing(deps, seriesId)
    for (const open of openTimes(store.read, seriesId)) {
      await carryOut(deps, open, isStopped)
      if (isStopped()) return null
    }
    endIfOver(deps, seriesId)
  }
  const left = seriesThatAreOn(store.read)
  const isWaiting = left.some(({ seriesId }) => openTimes(store.read, seriesId).length > 0)
  const coming = left.flatMap(({ nextAt }) => nextAt ?? [])
  if (isWaiting) return deps.clock.now()
  return coming.length === 0 ? null : Math.min(...coming)
}

const hasTimesLeft = ({ mostTimes, times }: SeriesRow): boolean => mostTimes === null || times < mostTimes

/** Notes the times that have come, in one transaction with when the next one does. */
function noteComing(deps: SeriesDeps, seriesId: string): void {
  const { clock, vault } = deps
  vault.store.write((db) => {
    const series = findSeries(db, seriesId)
    if (series === undefined || series.state !== 'on') return
    const now = clock.now()
    if (series.nextAt !== null && series.nextAt <= now && hasTimesLeft(series)) {
      const at = decideRound(dueTimes(deps, series, now), { now, graceMs: GRACE_MS, ifMissed: series.ifMissed })
      if (at !== null) noteTime(db, { seriesId, at })
      tellChange(deps, db, seriesId)
    }
    // Reckoned from now each time: a clock that was wrong for a while does not leave the series waiting for years.
    const nextAt = nextTimeOf(deps, series, now)
    if (nextAt !== series.nextAt) setNext(db, seriesId, nextAt)
  })
}

function dueTimes(deps: SeriesDeps, series: SeriesRow, now: number): number[] {
  const due: number[] = []
  for (const at of instantsAfter(series.rule, spanOf(deps, series), (series.nextAt ?? now) - 1)) {
    if (at > now) break
    if (findTime(deps.vault.store.read, series.seriesId, at) === undefined) due.push(at)
  }
  return due
}

function endIfOver(deps: SeriesDeps, seriesId: string): void {
  const { store } = deps.vault
  const series = findSeries(store.read, seriesId)
  if (series === undefined || series.state !== 'on' || openTimes(store.read, seriesId).length > 0) return
  if (series.nextAt !== null && hasTimesLeft(series)) return
  store.write((db) => {
    setState(db, { seriesId, state: 'over' })
    tellChange(deps, db, seriesId)
  })
}

/** In a copy from another day or computer every time may have come already: all series wait for a person. */
export function pauseOldCopy(deps: SeriesDeps): void {
  deps.vault.store.write((db) => {
    for (const { seriesId } of seriesThatAreOn(db)) {
      closeOpenTimes(deps, db, seriesId)
      setState(db, { seriesId, state: 'paused', reason: 'restored-copy' })
      tellChange(deps, db, seriesId)
    }
  })
}

/** Times to come within a span, in order. */
export function comingTimes(deps: SeriesDeps, { from, to }: { readonly from: number; readonly to: number }): ComingTime[] {
  return seriesThatAreOn(deps.vault.store.read)
    .flatMap((series) => timesOf(deps, series, { from, to }))
    .toSorted((one, other) => one.at - other.at)
}

function timesOf(deps: SeriesDeps, series: SeriesRow, { from, to }: { readonly from: number; readonly to: number }): ComingTime[] {
  const { seriesId, nextAt, content } = series
  const left = series.mostTimes === null ? MOST_AHEAD : Math.min(MOST_AHEAD, series.mostTimes - series.times)
  const found: ComingTime[] = []
  if (nextAt === null || nextAt > to) return found
  let ahead = 0
  for (const at of instantsAfter(series.rule, spanOf(deps, series), nextAt - 1)) {
    ahead += 1
    if (at > to || ahead > left) break
    if (at >= from) found.push({ seriesId, name: content.name, at, keepsAwake: content.keepAwake })
  }
  return found
}
