import { assert } from '#contract/kernel/assert.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import { GRACE_MS } from '../broadcast/index.ts'
import type { WriteHandle } from '../store/index.ts'
import type { SeriesDeps } from './deps.ts'
import { endTime, findSeries, findTime, giveBroadcast, setState, type Content, type SeriesRow, type TimeRow } from './queries.ts'
import { askedDay } from './recurrence.ts'
import { isMissed, judgeReview, type PauseReason } from './rules.ts'
import { tellChange } from './service.ts'

/** Between two looks at a review something may change that often before a person has to look. */
const MOST_TRIES = 3

type Review = CallOutput<'broadcast.review'>
type Open = Pick<TimeRow, 'seriesId' | 'at'>

/**
 * Carries out one time of a series: a draft, its review, the seal, and the start. Each step is one transaction that notes
 * how far it came, and begins by looking at what is there: after a kill between any two of them the same time goes on where
 * it was, and nobody gets it twice.
 * @param isStopped asked after each wait: the vault may close meanwhile
 */
export async function carryOut(deps: SeriesDeps, open: Open, isStopped: () => boolean): Promise<void> {
  const { occasions } = deps.broadcast
  const broadcastId = draftOf(deps, open)
  if (broadcastId === null) return
  const state = occasions.state(broadcastId)
  if (state === 'draft' || state === 'asked') {
    if (isLate(deps, open) ? isSkipped(deps, open, broadcastId) : !occasions.mayLeave(broadcastId)) return
    if (!(await seal(deps, open, { broadcastId, isStopped }))) return
  }
  if (!isStopped()) finish(deps, open, broadcastId)
}

const isLate = ({ clock }: SeriesDeps, { at }: Open): boolean => isMissed(at, { now: clock.now(), graceMs: GRACE_MS })

/** Lets a time pass that came too late, where the series wants that. */
function isSkipped(deps: SeriesDeps, open: Open, broadcastId: string): boolean {
  if (current(deps, open)?.series.ifMissed !== 'skip') return false
  letPass(deps, open, { broadcastId, state: 'passed' })
  return true
}

/** What is open now; null where a person changed the series meanwhile. */
function current({ vault }: SeriesDeps, { seriesId, at }: Open): { readonly series: SeriesRow; readonly time: TimeRow } | null {
  const series = findSeries(vault.store.read, seriesId)
  const time = findTime(vault.store.read, seriesId, at)
  return series === undefined || time?.state !== 'open' || series.state !== 'on' ? null : { series, time }
}

function draftOf(deps: SeriesDeps, open: Open): string | null {
  const found = current(deps, open)
  if (found === null) return null
  if (found.time.broadcastId !== null) return found.time.broadcastId
  const { series } = found
  return deps.vault.store.write((db) => {
    const content = contentOf(series, { at: open.at, timeZone: deps.vault.shop.timeZone })
    const drafted = deps.broadcast.occasions.draft(db, { content, seriesId: open.seriesId, writtenBy: series.savedBy })
    assert(drafted.ok, 'a new draft is always taken')
    giveBroadcast(db, open, drafted.value.broadcastId)
    tellChange(deps, db, open.seriesId)
    return drafted.value.broadcastId
  })
}

/** The content of one time: whom it asks is narrowed, and the lock on its money is the one that was approved. */
function contentOf({ content, rule, skipIf, seriesId, budgetEachMicros }: SeriesRow, when: { at: number; timeZone: string }): Content {
  const date = rule.kind === 'customer-date' ? { name: rule.date, on: askedDay(rule, when.at, when.timeZone) } : null
  const seriesTime = { seriesId: seriesId as NonNullable<Content['audience']['seriesTime']>['seriesId'], date, skipIf }
  const isNarrowed = date !== null || skipIf.ordered || skipIf.replied
  return {
    ...content,
    budgetMicros: Math.min(content.budgetMicros ?? budgetEachMicros, budgetEachMicros),
    audience: isNarrowed ? { ...content.audience, seriesTime } : content.audience,
  }
}

type Sealing = { readonly broadcastId: string; readonly isStopped: () => boolean }

/** Reviews and seals; false where there is nothing to start now. */
async function seal(deps: SeriesDeps, open: Open, sealing: Sealing): Promise<boolean> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const found = current(deps, open)
    const person = found?.series.approvedBy ?? null
    const done = person === null ? 'left' : await sealOnce(deps, open, { ...sealing, person })
    if (done !== 'changed') return done === 'sealed'
  }
  return leaveToPerson(deps, open, 'review-stopped')
}

async function sealOnce(
  deps: SeriesDeps,
  open: Open,
  { broadcastId, isStopped, person }: Sealing & { readonly person: string },
): Promise<'sealed' | 'changed' | 'left'> {
  const { occasions } = deps.broadcast
  const isAlive = (): boolean => !isStopped() && current(deps, open) !== null
  const reviewed = await occasions.review(broadcastId, person)
  const series = isAlive() ? current(deps, open)?.series : undefined
  if (series === undefined || !mayGo(deps, open, { broadcastId, reviewed, series }) || !reviewed.ok) return 'left'
  const approved = await occasions.approve({ broadcastId, reviewHash: reviewed.value.reviewHash, person })
  if (!isAlive()) return 'left'
  if (approved.ok) return 'sealed'
  if (approved.error.code === 'broadcast-review-changed') return 'changed'
  leaveToPerson(deps, open, 'review-stopped')
  return 'left'
}

type Reviewed = { readonly broadcastId: string; readonly reviewed: Result<Review>; readonly series: SeriesRow }

/** Holds the review against what was approved for every time; what differs is left to a person. */
function mayGo(deps: SeriesDeps, open: Open, { broadcastId, reviewed, series }: Reviewed): boolean {
  if (!reviewed.ok) return leaveToPerson(deps, open, 'review-stopped')
  const verdict = isAsApproved(deps, series) ? judgeReview(reviewed.value, series.budgetEachMicros) : OTHER_TEMPLATE
  switch (verdict.kind) {
    case 'go':
      return true
    case 'nobody':
      return letPass(deps, open, { broadcastId, state: 'nobody' })
    case 'ask':
      return leaveToPerson(deps, open, verdict.reason)
  }
}

const OTHER_TEMPLATE = { kind: 'ask', reason: 'template-not-sendable' } as const

/** The same words in another category cost another price, which nobody approved. */
function isAsApproved({ template, vault }: SeriesDeps, { content, approvedCategory }: SeriesRow): boolean {
  const state = template.state(vault.store.read, content.template.name, content.template.language)
  return state?.status === 'APPROVED' && state.category === approvedCategory
}

/** The draft waits for a person, and so does the series. */
function leaveToPerson(deps: SeriesDeps, open: Open, reason: PauseReason): false {
  deps.logger.info('series-paused', { seriesId: open.seriesId, reason })
  deps.vault.store.write((db) => {
    endTime(db, open, 'asks')
    setState(db, { seriesId: open.seriesId, state: 'paused', reason })
    tellChange(deps, db, open.seriesId)
  })
  return false
}

function letPass(
  deps: SeriesDeps,
  open: Open,
  { broadcastId, state }: { readonly broadcastId: string; readonly state: 'passed' | 'nobody' },
): false {
  deps.vault.store.write((db) => {
    endTime(db, open, state)
    deps.broadcast.occasions.discard(db, broadcastId)
    tellChange(deps, db, open.seriesId)
  })
  return false
}

/** What is sealed begins, or asks where its time is too long ago. What can not begin now is tried again. */
function finish(deps: SeriesDeps, open: Open, broadcastId: string): void {
  const { occasions } = deps.broadcast
  const found = current(deps, open)
  if (found === null) return
  const sealed = occasions.state(broadcastId)
  const isLateNow = isLate(deps, open)
  if (sealed === 'approved' && !isLateNow && !occasions.mayLeave(broadcastId)) return
  deps.vault.store.write((db) => {
    endTime(db, open, sealed === 'approved' ? begin(deps, db, { open, broadcastId, isLateNow, series: found.series }) : 'sent')
    tellChange(deps, db, open.seriesId)
  })
}

type Begin = { readonly open: Open; readonly broadcastId: string; readonly isLateNow: boolean; readonly series: SeriesRow }

function begin(deps: SeriesDeps, db: WriteHandle, { open, broadcastId, isLateNow, series }: Begin): 'sent' | 'asks' | 'passed' {
  const { occasions } = deps.broadcast
  if (!isLateNow) {
    const started = occasions.start(db, broadcastId)
    if (started.ok) return 'sent'
    deps.logger.warn('series-not-begun', { seriesId: open.seriesId, broadcastId, code: started.error.code })
  } else if (series.ifMissed === 'skip') {
    occasions.stop(db, broadcastId)
    return 'passed'
  }
  occasions.miss(db, broadcastId, open.at)
  return 'asks'
}
