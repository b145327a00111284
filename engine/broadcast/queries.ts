import { BroadcastContent } from '#contract/ipc/broadcast-content.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { thawTemplate, usesKey, type Template } from '../template/index.ts'
import type { Content } from './message/rules.ts'

/** A broadcast as stored; `state` of an approved one is that of its run. */
export type BroadcastRow = {
  readonly broadcastId: string
  readonly name: string
  readonly content: string
  readonly approved: number
  readonly sealHash: string | null
  readonly template: string | null
  readonly estimateMicros: number | null
  readonly currency: string | null
  readonly createdAt: number
  readonly savedAt: number
  readonly approvedAt: number | null
  /** When it begins by itself, or should have begun. */
  readonly plannedAt: number | null
  readonly latestAt: number | null
  readonly planState: 'planned' | 'missed' | null
  readonly seriesId: string | null
}

const columns = sql`
  broadcast_id as broadcastId, name, content, approved, seal_hash as sealHash, template, estimate_micros as estimateMicros, currency,
  created_at as createdAt, saved_at as savedAt, approved_at as approvedAt,
  planned_at as plannedAt, latest_at as latestAt, plan_state as planState, series_id as seriesId`

export const findBroadcast = (db: ReadHandle, broadcastId: string): BroadcastRow | undefined =>
  db.get<BroadcastRow>(sql`select ${columns} from broadcast where broadcast_id = ${broadcastId}`)

export const allBroadcasts = (db: ReadHandle): BroadcastRow[] =>
  db.all<BroadcastRow>(sql`select ${columns} from broadcast order by created_at desc, broadcast_id desc`)

/** The content as it was saved; what an older version left out gets its default. */
export const contentOf = (row: BroadcastRow): Content => BroadcastContent.parse(JSON.parse(row.content))

/** The template as it was approved. */
export const frozenTemplate = (row: BroadcastRow): Template | null => (row.template === null ? null : thawTemplate(row.template))

export const insertDraft = (db: WriteHandle, draft: { readonly broadcastId: string; readonly content: Content; readonly at: number }) =>
  db.run(sql`
    insert into broadcast (broadcast_id, name, content, created_at, saved_at)
    values (${draft.broadcastId}, ${draft.content.name}, ${JSON.stringify(draft.content)}, ${draft.at}, ${draft.at})`)

export const updateDraft = (db: WriteHandle, draft: { readonly broadcastId: string; readonly content: Content; readonly at: number }) =>
  db.run(sql`
    update broadcast set name = ${draft.content.name}, content = ${JSON.stringify(draft.content)}, saved_at = ${draft.at}
    where broadcast_id = ${draft.broadcastId} and approved = 0`)

export const deleteDraft = (db: WriteHandle, broadcastId: string) =>
  db.run(sql`delete from broadcast where broadcast_id = ${broadcastId} and approved = 0`)

export type Approval = {
  readonly broadcastId: string
  readonly sealHash: string
  readonly template: Template
  readonly estimateMicros: number
  readonly currency: string
  readonly at: number
}

export const markApproved = (db: WriteHandle, approval: Approval) =>
  db.run(sql`
    update broadcast set approved = 1, seal_hash = ${approval.sealHash}, template = ${JSON.stringify(approval.template)},
      estimate_micros = ${approval.estimateMicros}, currency = ${approval.currency}, approved_at = ${approval.at}
    where broadcast_id = ${approval.broadcastId} and approved = 0`)

export const insertLeftOut = (db: WriteHandle, broadcastId: string, person: { readonly seq: number; readonly reason: string }) =>
  db.run(sql`insert into broadcast_left_out (broadcast_id, customer_seq, reason) values (${broadcastId}, ${person.seq}, ${person.reason})`)

export const countLeftOut = (db: ReadHandle, broadcastId: string): number =>
  db.get<{ count: number }>(sql`select count(*) as count from broadcast_left_out where broadcast_id = ${broadcastId}`)?.count ?? 0

/** Goes up with every row that this connection writes: tells whether anything at all was written meanwhile. */
export const changeCount = (db: ReadHandle): number => db.get<{ count: number }>(sql`select total_changes() as count`)?.count ?? 0

type Use = { readonly name: string; readonly language: string; readonly count: number }

/** How many approved broadcasts used each template, by `usesKey`. */
export const countUses = (db: ReadHandle): ReadonlyMap<string, number> =>
  new Map(
    db
      .all<Use>(sql`
        select content ->> '$.template.name' as name, content ->> '$.template.language' as language, count(*) as count
        from broadcast where approved = 1 group by 1, 2`)
      .map((use) => [usesKey(use), use.count]),
  )
