import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import type { Content } from '../message/rules.ts'
import type { PlanTimes } from './rules.ts'

export type PlannedRow = PlanTimes & { readonly broadcastId: string; readonly name: string }

/** Broadcasts that wait for their time, the next one first. */
export const plannedBroadcasts = (db: ReadHandle): PlannedRow[] =>
  db.all<PlannedRow>(sql`
    select broadcast_id as broadcastId, name, planned_at as plannedAt, latest_at as latestAt
    from broadcast where plan_state = 'planned' order by planned_at, broadcast_id`)

/** Says when it begins by itself, or that its time passed. */
export const keepPlan = (db: WriteHandle, broadcastId: string, plan: PlanTimes & { readonly state: 'planned' | 'missed' }) =>
  db.run(sql`
    update broadcast set plan_state = ${plan.state}, planned_at = ${plan.plannedAt}, latest_at = ${plan.latestAt}
    where broadcast_id = ${broadcastId} and approved = 1`)

/** It waits for no time any more; the times themselves stay where it began by its plan. */
export const endPlan = (db: WriteHandle, broadcastId: string) =>
  db.run(sql`update broadcast set plan_state = null where broadcast_id = ${broadcastId}`)

/** A person starts it: no time of its own, and perhaps a latest one. */
export const dropPlan = (db: WriteHandle, broadcastId: string, latestAt: number | null) =>
  db.run(sql`update broadcast set plan_state = null, planned_at = null, latest_at = ${latestAt} where broadcast_id = ${broadcastId}`)

export const missPlan = (db: WriteHandle, broadcastId: string) =>
  db.run(sql`update broadcast set plan_state = 'missed' where broadcast_id = ${broadcastId} and plan_state = 'planned'`).changes > 0

/** Another time in the content itself, so that it tells the same as the plan. */
export const changeTime = (db: WriteHandle, broadcastId: string, time: Content['time']) =>
  db.run(sql`update broadcast set content = json_set(content, '$.time', json(${JSON.stringify(time)})) where broadcast_id = ${broadcastId}`)

/** Says of which series a draft is one time. */
export const joinSeries = (db: WriteHandle, broadcastId: string, seriesId: string) =>
  db.run(sql`update broadcast set series_id = ${seriesId} where broadcast_id = ${broadcastId}`)

/** The broadcasts of a series that is removed stay, as broadcasts of their own. */
export const leaveSeries = (db: WriteHandle, seriesId: string) =>
  db.run(sql`update broadcast set series_id = null where series_id = ${seriesId}`)

type Running = { readonly broadcastId: string; readonly name: string; readonly keepsAwake: number }

/** Broadcasts that hand messages over now. */
export const runningBroadcasts = (db: ReadHandle): Running[] =>
  db.all<Running>(sql`
    select b.broadcast_id as broadcastId, b.name, coalesce(b.content ->> '$.keepAwake', 1) as keepsAwake
    from run r join broadcast b on b.broadcast_id = r.run_id where r.state = 'running' order by r.created_at`)

/** Whether a planned broadcast that keeps the laptop awake begins before a time. */
export const beginsAwake = (db: ReadHandle, before: number): boolean =>
  db.get(sql`
    select 1 from broadcast
    where plan_state = 'planned' and planned_at <= ${before} and coalesce(content ->> '$.keepAwake', 1) = 1 limit 1`) !== undefined

type DatedRow = {
  readonly broadcastId: string
  readonly name: string
  readonly at: number
  readonly planState: 'planned' | 'missed' | null
}

/** Broadcasts that began, are planned, or should have begun between two times, in order. */
export const broadcastsBetween = (db: ReadHandle, from: number, to: number): DatedRow[] =>
  db.all<DatedRow>(sql`
    select b.broadcast_id as broadcastId, b.name, coalesce(r.started_at, b.planned_at) as at,
      iif(r.started_at is null, b.plan_state, null) as planState
    from broadcast b join run r on r.run_id = b.broadcast_id
    where coalesce(r.started_at, iif(b.plan_state is null, null, b.planned_at)) between ${from} and ${to}
    order by 3, 1`)
