import { BroadcastContent } from '#contract/ipc/broadcast-content.ts'
import { SeriesRule } from '#contract/ipc/series.ts'
import type { ParsedInput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { Rule } from './recurrence.ts'
import type { PauseReason, SeriesView } from './rules.ts'

export type Content = ParsedInput<'series.save'>['content']
export type SeriesState = SeriesView['state']

type Stored = {
  readonly seriesId: string
  readonly content: string
  readonly rule: string
  readonly startsAt: number
  readonly endsAt: number | null
  readonly mostTimes: number | null
  readonly skipIfOrdered: number
  readonly skipIfReplied: number
  readonly budgetEachMicros: number
  readonly ifMissed: 'ask' | 'skip'
  readonly state: SeriesState
  readonly pauseReason: PauseReason | null
  readonly nextAt: number | null
  readonly savedBy: string
  readonly approvedAt: number | null
  readonly approvedBy: string | null
  readonly approvedCategory: string | null
  /** Times that became a broadcast. */
  readonly times: number
}

/** A series as it is kept. */
export type SeriesRow = Omit<Stored, 'content' | 'rule' | 'skipIfOrdered' | 'skipIfReplied'> & {
  readonly content: Content
  readonly rule: Rule
  readonly skipIf: { readonly ordered: boolean; readonly replied: boolean }
}

const columns = sql`
  s.series_id as seriesId, s.content, s.rule, s.starts_at as startsAt, s.ends_at as endsAt, s.most_times as mostTimes,
  s.skip_if_ordered as skipIfOrdered, s.skip_if_replied as skipIfReplied, s.budget_each_micros as budgetEachMicros, s.if_missed as ifMissed,
  s.state, s.pause_reason as pauseReason, s.next_at as nextAt, s.saved_by as savedBy, s.approved_at as approvedAt,
  s.approved_by as approvedBy, s.approved_category as approvedCategory,
  (select count(*) from series_time t where t.series_id = s.series_id and t.state in ('open', 'sent', 'asks')) as times`

const read = ({ content, rule, skipIfOrdered, skipIfReplied, ...row }: Stored): SeriesRow => ({
  ...row,
  content: BroadcastContent.parse(JSON.parse(content)),
  rule: SeriesRule.parse(JSON.parse(rule)),
  skipIf: { ordered: skipIfOrdered !== 0, replied: skipIfReplied !== 0 },
})

export function findSeries(db: ReadHandle, seriesId: string): SeriesRow | undefined {
  const row = db.get<Stored>(sql`select ${columns} from series s where s.series_id = ${seriesId}`)
  return row === undefined ? undefined : read(row)
}

/** All series: those that are on first, then the newest. */
export const allSeries = (db: ReadHandle): SeriesRow[] =>
  db.all<Stored>(sql`select ${columns} from series s order by s.state <> 'on', s.created_at desc, s.series_id desc`).map(read)

export const seriesThatAreOn = (db: ReadHandle): SeriesRow[] =>
  db.all<Stored>(sql`select ${columns} from series s where s.state = 'on' order by s.next_at, s.series_id`).map(read)

export type NewSeries = Pick<
  SeriesRow,
  'seriesId' | 'content' | 'rule' | 'startsAt' | 'endsAt' | 'mostTimes' | 'skipIf' | 'budgetEachMicros' | 'ifMissed' | 'savedBy'
>

/** Writes a series, new or anew. It is a draft then and comes round no more until it is approved. */
export const saveSeries = (db: WriteHandle, series: NewSeries, at: number) =>
  db.run(sql`
    insert into series (series_id, content, rule, starts_at, ends_at, most_times, skip_if_ordered, skip_if_replied, budget_each_micros,
      if_missed, state, created_at, saved_by)
    values (${series.seriesId}, ${JSON.stringify(series.content)}, ${JSON.stringify(series.rule)}, ${series.startsAt}, ${series.endsAt},
      ${series.mostTimes}, ${Number(series.skipIf.ordered)}, ${Number(series.skipIf.replied)}, ${series.budgetEachMicros},
      ${series.ifMissed}, 'draft', ${at}, ${series.savedBy})
    on conflict (series_id) do update set content = excluded.content, rule = excluded.rule, starts_at = excluded.starts_at,
      ends_at = excluded.ends_at, most_times = excluded.most_times, skip_if_ordered = excluded.skip_if_ordered,
      skip_if_replied = excluded.skip_if_replied, budget_each_micros = excluded.budget_each_micros, if_missed = excluded.if_missed,
      state = 'draft', pause_reason = null, next_at = null, saved_by = excluded.saved_by, approved_at = null, approved_by = null,
      approved_category = null`)

export const setState = (
  db: WriteHandle,
  change: { readonly seriesId: string; readonly state: SeriesState; readonly reason?: PauseReason; readonly nextAt?: number | null },
) =>
  db.run(sql`
    update series set state = ${change.state}, pause_reason = ${change.reason ?? null}, next_at = ${change.nextAt ?? null}
    where series_id = ${change.seriesId}`)

export const setNext = (db: WriteHandle, seriesId: string, nextAt: number | null) =>
  db.run(sql`update series set next_at = ${nextAt} where series_id = ${seriesId}`)

export const markApproved = (
  db: WriteHandle,
  approval: { readonly seriesId: string; readonly at: number; readonly by: string; readonly category: string },
) =>
  db.run(sql`
    update series set approved_at = ${approval.at}, approved_by = ${approval.by}, approved_category = ${approval.category}
    where series_id = ${approval.seriesId}`)

export const deleteSeries = (db: WriteHandle, seriesId: string) => db.run(sql`delete from series where series_id = ${seriesId}`)

type TimeState = 'open' | 'sent' | 'asks' | 'passed' | 'nobody'
export type TimeRow = { readonly seriesId: string; readonly at: number; readonly state: TimeState; readonly broadcastId: string | null }

/** Notes that a time came; it is noted once, however often it seems to come. */
export const noteTime = (db: WriteHandle, time: Pick<TimeRow, 'seriesId' | 'at'>) =>
  db.run(sql`
    insert into series_time (series_id, at, state) values (${time.seriesId}, ${time.at}, 'open')
    on conflict (series_id, at) do nothing`)

export const findTime = (db: ReadHandle, seriesId: string, at: number): TimeRow | undefined =>
  db.get<TimeRow>(sql`
    select series_id as seriesId, at, state, broadcast_id as broadcastId from series_time where series_id = ${seriesId} and at = ${at}`)

export const openTimes = (db: ReadHandle, seriesId: string): TimeRow[] =>
  db.all<TimeRow>(sql`
    select series_id as seriesId, at, state, broadcast_id as broadcastId
    from series_time where series_id = ${seriesId} and state = 'open' order by at`)

export const giveBroadcast = (db: WriteHandle, time: Pick<TimeRow, 'seriesId' | 'at'>, broadcastId: string) =>
  db.run(sql`update series_time set broadcast_id = ${broadcastId} where series_id = ${time.seriesId} and at = ${time.at}`)

export const endTime = (db: WriteHandle, time: Pick<TimeRow, 'seriesId' | 'at'>, state: Exclude<TimeState, 'open'>) =>
  db.run(sql`update series_time set state = ${state} where series_id = ${time.seriesId} and at = ${time.at}`)

/** The latest broadcasts of a series, newest first. */
export const broadcastsOf = (db: ReadHandle, seriesId: string): string[] =>
  db
    .all<{ broadcastId: string }>(sql`
      select broadcast_id as broadcastId from series_time
      where series_id = ${seriesId} and broadcast_id is not null order by at desc limit 50`)
    .map((row) => row.broadcastId)
