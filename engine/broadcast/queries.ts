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
  /** Who wrote it last, who asked for approval when, and who approved; null in what is older than these facts. */
  readonly savedBy: string | null
  readonly askedAt: number | null
  readonly askedBy: string | null
  readonly approvedBy: string | null
  readonly approvedAt: number | null
  /** When it begins by itself, or should have begun. */
  readonly plannedAt: number | null
  readonly latestAt: number | null
  readonly planState: 'planned' | 'missed' | null
  readonly seriesId: string | null
}

const columns = sql`
  broadcast_id as broadcastId, name, content, approved, seal_hash as sealHash, template, estimate_micros as estimateMicros, currency,
  created_at as createdAt, saved_at as savedAt, saved_by as savedBy, asked_at as askedAt, asked_by as askedBy, approved_by as approvedBy,
  approved_at as approvedAt,
  planned_at as plannedAt, latest_at as latestAt, plan_state as planState, series_id as seriesId`

export const findBroadcast = (db: ReadHandle, broadcastId: string): BroadcastRow | undefined =>
  db.get<BroadcastRow>(sql`select ${columns} from broadcast where broadcast_id = ${broadcastId}`)

export const allBroadcasts = (db: ReadHandle): BroadcastRow[] =>
  db.all<BroadcastRow>(sql`select ${columns} from broadcast order by created_at desc, broadcast_id desc`)

/** The content as it was saved; what an older version left out gets its default. */
export const contentOf = (row: BroadcastRow): Content => BroadcastContent.parse(JSON.parse(row.content))

/** The template as it was approved, in the language that stands for the broadcast. */
export const frozenTemplate = (row: BroadcastRow): Template | null => (row.template === null ? null : thawTemplate(row.template))

/** The template as it was approved in one language; older broadcasts have but one. */
export function frozenVersion(db: ReadHandle, row: BroadcastRow, language: string): Template | null {
  const found = db.get<{ template: string }>(
    sql`select template from broadcast_template where broadcast_id = ${row.broadcastId} and language = ${language}`,
  )
  return found === undefined ? frozenTemplate(row) : thawTemplate(found.template)
}

type Draft = { readonly broadcastId: string; readonly content: Content; readonly at: number; readonly by: string }

export const insertDraft = (db: WriteHandle, { broadcastId, content, at, by }: Draft) =>
  db.run(sql`
    insert into broadcast (broadcast_id, name, content, created_at, saved_at, saved_by)
    values (${broadcastId}, ${content.name}, ${JSON.stringify(content)}, ${at}, ${at}, ${by})`)

/** Whoever asked for approval asked for what stood there then, so a change takes the question back. */
export const updateDraft = (db: WriteHandle, { broadcastId, content, at, by }: Draft) =>
  db.run(sql`
    update broadcast set name = ${content.name}, content = ${JSON.stringify(content)}, saved_at = ${at}, saved_by = ${by},
      asked_at = null, asked_by = null
    where broadcast_id = ${broadcastId} and approved = 0`)

export const markAsked = (db: WriteHandle, asked: { readonly broadcastId: string; readonly at: number; readonly by: string }) =>
  db.run(
    sql`update broadcast set asked_at = ${asked.at}, asked_by = ${asked.by} where broadcast_id = ${asked.broadcastId} and approved = 0`,
  )

export const deleteDraft = (db: WriteHandle, broadcastId: string) =>
  db.run(sql`delete from broadcast where broadcast_id = ${broadcastId} and approved = 0`)

export type Approval = {
  readonly broadcastId: string
  readonly sealHash: string
  /** The template in every language in which somebody gets it; the one that stands for the broadcast first. */
  readonly templates: readonly [Template, ...Template[]]
  readonly estimateMicros: number
  readonly currency: string
  readonly at: number
  readonly by: string
}

/** Makes a draft a sealed broadcast; changes nothing when it is one already. */
export function markApproved(db: WriteHandle, approval: Approval): { readonly changes: number } {
  const { broadcastId, templates, at, by } = approval
  const marked = db.run(sql`
    update broadcast set approved = 1, seal_hash = ${approval.sealHash}, template = ${JSON.stringify(templates[0])},
      estimate_micros = ${approval.estimateMicros}, currency = ${approval.currency}, approved_at = ${at}, approved_by = ${by}
    where broadcast_id = ${broadcastId} and approved = 0`)
  for (const template of templates)
    db.run(sql`
      insert into broadcast_template (broadcast_id, language, template)
      values (${broadcastId}, ${template.language}, ${JSON.stringify(template)})`)
  return marked
}

export const insertLeftOut = (db: WriteHandle, broadcastId: string, person: { readonly seq: number; readonly reason: string }) =>
  db.run(sql`insert into broadcast_left_out (broadcast_id, customer_seq, reason) values (${broadcastId}, ${person.seq}, ${person.reason})`)

/** Forgets up to so many of those left out; whether there are more. */
export const removeLeftOut = (db: WriteHandle, broadcastId: string, most: number): boolean =>
  db.run(
    sql`delete from broadcast_left_out where seq in (select seq from broadcast_left_out where broadcast_id = ${broadcastId} limit ${most})`,
  ).changes === most

/** Drafts with a run: an engine died while it sealed them. */
export const halfSealed = (db: ReadHandle): string[] =>
  db
    .all<{ broadcastId: string }>(
      sql`select b.broadcast_id as broadcastId from broadcast b join run r on r.run_id = b.broadcast_id where b.approved = 0`,
    )
    .map(({ broadcastId }) => broadcastId)

export const countLeftOut = (db: ReadHandle, broadcastId: string): number =>
  db.get<{ count: number }>(sql`select coalesce(sum(rows), 0) as count from broadcast_left_out_count where broadcast_id = ${broadcastId}`)
    ?.count ?? 0

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
