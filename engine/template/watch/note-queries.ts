import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

/** What events told about a template beside its texts. */
export type NoteRow = {
  readonly templateId: string
  readonly refusedReason: string | null
  readonly refusedDetail: string | null
  readonly refusedAdvice: string | null
  readonly refusedAt: number | null
  readonly pauseKind: string | null
  readonly pausedAt: number | null
  readonly pausedUntil: number | null
  readonly categoryKind: 'announced' | 'done' | null
  readonly categoryFrom: string | null
  readonly categoryTo: string | null
  readonly categoryAt: number | null
}

const columns = sql`
  template_id as templateId, refused_reason as refusedReason, refused_detail as refusedDetail, refused_advice as refusedAdvice,
  refused_at as refusedAt, pause_kind as pauseKind, paused_at as pausedAt, paused_until as pausedUntil, category_kind as categoryKind,
  category_from as categoryFrom, category_to as categoryTo, category_at as categoryAt`

export const findNote = (db: ReadHandle, templateId: string): NoteRow | undefined =>
  db.get<NoteRow>(sql`select ${columns} from template_note where template_id = ${templateId}`)

export const allNotes = (db: ReadHandle): ReadonlyMap<string, NoteRow> =>
  new Map(db.all<NoteRow>(sql`select ${columns} from template_note`).map((row) => [row.templateId, row]))

export type RefusalNote = {
  readonly reason: string | null
  readonly detail: string | null
  readonly advice: string | null
  readonly at: number | null
}

/** Writes down a refusal; all null when there is none any more. */
export const noteRefusal = (db: WriteHandle, templateId: string, note: RefusalNote) =>
  db.run(sql`
    insert into template_note (template_id, refused_reason, refused_detail, refused_advice, refused_at)
    values (${templateId}, ${note.reason}, ${note.detail}, ${note.advice}, ${note.at})
    on conflict (template_id) do update set refused_reason = excluded.refused_reason, refused_detail = excluded.refused_detail,
      refused_advice = excluded.refused_advice, refused_at = excluded.refused_at`)

export type PauseNote = { readonly kind: string | null; readonly at: number | null; readonly until: number | null }

export const notePause = (db: WriteHandle, templateId: string, note: PauseNote) =>
  db.run(sql`
    insert into template_note (template_id, pause_kind, paused_at, paused_until)
    values (${templateId}, ${note.kind}, ${note.at}, ${note.until})
    on conflict (template_id) do update set pause_kind = excluded.pause_kind, paused_at = excluded.paused_at,
      paused_until = excluded.paused_until`)

export type CategoryNote = {
  readonly kind: 'announced' | 'done'
  readonly from: string
  readonly to: string
  readonly at: number | null
}

export const noteCategory = (db: WriteHandle, templateId: string, note: CategoryNote) =>
  db.run(sql`
    insert into template_note (template_id, category_kind, category_from, category_to, category_at)
    values (${templateId}, ${note.kind}, ${note.from}, ${note.to}, ${note.at})
    on conflict (template_id) do update set category_kind = excluded.category_kind, category_from = excluded.category_from,
      category_to = excluded.category_to, category_at = excluded.category_at`)

/** Forgets what was known about templates that Meta does not list any more. */
export function dropOrphanNotes(db: WriteHandle): void {
  for (const table of [sql`template_note`, sql`template_edit`, sql`template_insight`])
    db.run(sql`delete from ${table} where template_id not in (select template_id from template)`)
}

export const noteEdit = (db: WriteHandle, templateId: string, at: number) =>
  db.run(sql`insert or ignore into template_edit (template_id, at) values (${templateId}, ${at})`)

/** Times of the changes of an approved template since a moment, oldest first. */
export const editsSince = (db: ReadHandle, templateId: string, since: number): number[] =>
  db
    .all<{ at: number }>(sql`select at from template_edit where template_id = ${templateId} and at > ${since} order by at`)
    .map(({ at }) => at)
