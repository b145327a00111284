import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { BroadcastId, SeriesId, TimestampMs } from '#contract/kernel/values.ts'
import { newId } from '../kernel/index.ts'
import type { WriteHandle } from '../store/index.ts'
import { approvalHashOf } from './approval-hash.ts'
import type { SeriesDeps } from './deps.ts'
import {
  allSeries,
  broadcastsOf,
  deleteSeries,
  findSeries,
  findTime,
  markApproved,
  saveSeries,
  setState,
  type Content,
  type SeriesRow,
} from './queries.ts'
import { instantsAfter, type RuleSpan } from './recurrence.ts'
import { closeOpenTimes } from './open-times.ts'
import type { SeriesView } from './rules.ts'

/** From when to when a series comes round, in the shop's zone. */
export const spanOf = ({ vault }: Pick<SeriesDeps, 'vault'>, series: Pick<SeriesRow, 'startsAt' | 'endsAt'>): RuleSpan => ({
  startsAt: series.startsAt,
  endsAt: series.endsAt,
  timeZone: vault.shop.timeZone,
})

/** The first time after one that never came before, whatever the clock said then; null where none does. */
export function nextTimeOf(deps: Pick<SeriesDeps, 'vault'>, series: SeriesRow, after: number): number | null {
  for (const at of instantsAfter(series.rule, spanOf(deps, series), after))
    if (findTime(deps.vault.store.read, series.seriesId, at) === undefined) return at
  return null
}

export const tellChange = ({ announcer }: SeriesDeps, db: WriteHandle, seriesId: string): void =>
  db.afterCommit(() => announcer.announce('series.changed', { seriesId: seriesId as SeriesId }))

function viewOf(deps: SeriesDeps, row: SeriesRow): SeriesView {
  return {
    seriesId: row.seriesId as SeriesId,
    name: row.content.name,
    content: row.content,
    rule: row.rule,
    startsAt: row.startsAt as TimestampMs,
    endsAt: row.endsAt as TimestampMs | null,
    mostTimes: row.mostTimes,
    skipIf: row.skipIf,
    budgetEachMicros: row.budgetEachMicros,
    ifMissed: row.ifMissed,
    state: row.state,
    pauseReason: row.pauseReason,
    nextAt: row.nextAt as TimestampMs | null,
    times: row.times,
    approvedAt: row.approvedAt as TimestampMs | null,
    approvedBy: row.approvedBy,
    approvalHash: approvalHashOf(deps, row),
    broadcastIds: broadcastsOf(deps.vault.store.read, row.seriesId) as BroadcastId[],
  }
}

/** All series, those that are on first. */
export const listSeries = (deps: SeriesDeps): Result<CallOutput<'series.list'>> =>
  ok({ series: allSeries(deps.vault.store.read).map((row) => viewOf(deps, row)) })

/** One series with its latest broadcasts. @returns series-missing */
export function getSeries(deps: SeriesDeps, seriesId: string): Result<SeriesView> {
  const row = findSeries(deps.vault.store.read, seriesId)
  return row === undefined ? fail('series-missing') : ok(viewOf(deps, row))
}

// When each time begins is the rule's to say, and whom it asks beyond the audience is decided anew each time.
function ownContent({ audience, ...content }: Content): Content {
  const whole = Object.fromEntries(Object.entries(audience).filter(([key]) => key !== 'seriesTime')) as Content['audience']
  return { ...content, audience: whole, time: { kind: 'now' } }
}

/** Saves a series, new without an id. Whatever was approved before is not any more. @returns series-missing */
export function saveOne(deps: SeriesDeps, input: ParsedInput<'series.save'>, person: string): Result<SeriesView> {
  const { vault, clock, random } = deps
  const at = clock.now()
  const known = input.seriesId === undefined ? undefined : findSeries(vault.store.read, input.seriesId)
  if (input.seriesId !== undefined && known === undefined) return fail('series-missing')
  const seriesId = input.seriesId ?? newId('ser', random, at)
  vault.store.write((db) => {
    closeOpenTimes(deps, db, seriesId)
    const { rule, endsAt, mostTimes, skipIf, budgetEachMicros, ifMissed } = input
    const content = ownContent(input.content)
    const startsAt = input.startsAt ?? known?.startsAt ?? at
    saveSeries(db, { seriesId, content, rule, startsAt, endsAt, mostTimes, skipIf, budgetEachMicros, ifMissed, savedBy: person }, at)
    tellChange(deps, db, seriesId)
  })
  deps.broadcast.nudge()
  return getSeries(deps, seriesId)
}

/**
 * Switches a series on: from its next time on, each is sealed and sent without asking, as long as it stays as approved.
 * @returns series-missing, series-state-refused, series-never-comes, broadcast-blocked (params: issue), broadcast-review-changed (it is
 * not any more what the hash was made of)
 */
export function approveSeries(
  deps: SeriesDeps,
  { seriesId, approvalHash }: ParsedInput<'series.approve'>,
  person: string,
): Result<SeriesView> {
  const { vault, clock, template } = deps
  const row = findSeries(vault.store.read, seriesId)
  if (row === undefined) return fail('series-missing')
  if (row.state !== 'draft') return row.state === 'on' ? ok(viewOf(deps, row)) : fail('series-state-refused', { state: row.state })
  if (approvalHash !== undefined && approvalHash !== approvalHashOf(deps, row)) return fail('broadcast-review-changed', undefined, 'now')
  const { name, language } = row.content.template
  const words = template.state(vault.store.read, name, language)
  if (words?.status !== 'APPROVED') return fail('broadcast-blocked', { issue: 'template-not-sendable', name, language })
  const nextAt = comesAgain(row) ? nextTimeOf(deps, row, clock.now()) : null
  if (nextAt === null) return fail('series-never-comes')
  vault.store.write((db) => {
    markApproved(db, { seriesId, at: clock.now(), by: person, category: words.category })
    setState(db, { seriesId, state: 'on', nextAt })
    tellChange(deps, db, seriesId)
  })
  deps.broadcast.nudge()
  return getSeries(deps, seriesId)
}

/** Whether a series has times left. */
const comesAgain = ({ mostTimes, times }: SeriesRow): boolean => mostTimes === null || times < mostTimes

/** Lets a series rest; what runs goes on, what was only begun is left to a person. @returns series-missing, series-state-refused */
export function pauseSeries(deps: SeriesDeps, seriesId: string): Result<SeriesView> {
  const row = findSeries(deps.vault.store.read, seriesId)
  if (row === undefined) return fail('series-missing')
  if (row.state !== 'on' && row.state !== 'paused') return fail('series-state-refused', { state: row.state })
  if (row.state === 'on')
    deps.vault.store.write((db) => {
      closeOpenTimes(deps, db, seriesId)
      setState(db, { seriesId, state: 'paused', reason: 'by-hand' })
      tellChange(deps, db, seriesId)
    })
  deps.broadcast.nudge()
  return getSeries(deps, seriesId)
}

/** Goes on with the next time to come. @returns series-missing, series-state-refused, series-never-comes */
export function resumeSeries(deps: SeriesDeps, seriesId: string): Result<SeriesView> {
  const { vault, clock } = deps
  const row = findSeries(vault.store.read, seriesId)
  if (row === undefined) return fail('series-missing')
  if (row.state !== 'paused') return row.state === 'on' ? ok(viewOf(deps, row)) : fail('series-state-refused', { state: row.state })
  const nextAt = nextTimeOf(deps, row, clock.now())
  if (nextAt === null) return fail('series-never-comes')
  vault.store.write((db) => {
    setState(db, { seriesId, state: 'on', nextAt })
    tellChange(deps, db, seriesId)
  })
  deps.broadcast.nudge()
  return getSeries(deps, seriesId)
}

/** Removes a series; its broadcasts stay. @returns series-missing */
export function removeSeries(deps: SeriesDeps, seriesId: string): Result<CallOutput<'series.remove'>> {
  if (findSeries(deps.vault.store.read, seriesId) === undefined) return fail('series-missing')
  deps.vault.store.write((db) => {
    closeOpenTimes(deps, db, seriesId)
    deps.broadcast.occasions.leaveSeries(db, seriesId)
    deleteSeries(db, seriesId)
    tellChange(deps, db, seriesId)
  })
  deps.broadcast.nudge()
  return ok({})
}

/** The next times of a rule before it is saved, and how many people of its audience would get it if it came now. */
export async function nextTimes(deps: SeriesDeps, input: ParsedInput<'series.nextTimes'>): Promise<Result<CallOutput<'series.nextTimes'>>> {
  const counted = input.audience === undefined ? ok(null) : await deps.broadcast.occasions.countPeople(input.audience)
  if (!counted.ok) return counted
  const now = deps.clock.now()
  const span = spanOf(deps, { startsAt: input.startsAt ?? now, endsAt: input.endsAt })
  const times: TimestampMs[] = []
  for (const at of instantsAfter(input.rule, span, now)) {
    times.push(at as TimestampMs)
    if (times.length >= input.count) break
  }
  return ok({ times, timeZone: span.timeZone, people: counted.value })
}
