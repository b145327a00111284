import { DraftContent } from '#contract/ipc/template-draft.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import type { Content } from '../check/finding.ts'

export type DraftRow = { readonly draftId: string; readonly content: Content; readonly changedAt: number }

/** Where one language of a draft stands; `sending` outside a running request means that it was cut off. */
export type LanguageRow = {
  readonly draftId: string
  readonly language: string
  readonly state: 'draft' | 'sending' | 'sent' | 'failed' | 'cut-off'
  readonly name: string
  readonly templateId: string | null
  readonly sentHash: string | null
  readonly error: string | null
  readonly at: number
}

type StoredDraft = { readonly draftId: string; readonly content: string; readonly changedAt: number }

const draftColumns = sql`draft_id as draftId, content, changed_at as changedAt`
const languageColumns = sql`
  draft_id as draftId, language, state, name, template_id as templateId, sent_hash as sentHash, error, at`

/** The content as it was kept; what an older version left out gets its default. */
const toDraft = ({ draftId, content, changedAt }: StoredDraft): DraftRow => ({
  draftId,
  content: DraftContent.parse(JSON.parse(content)),
  changedAt,
})

export function findDraft(db: ReadHandle, draftId: string): DraftRow | undefined {
  const row = db.get<StoredDraft>(sql`select ${draftColumns} from template_draft where draft_id = ${draftId}`)
  return row === undefined ? undefined : toDraft(row)
}

/** All drafts, the latest change first. */
export const allDrafts = (db: ReadHandle): DraftRow[] =>
  db.all<StoredDraft>(sql`select ${draftColumns} from template_draft order by changed_at desc, draft_id`).map(toDraft)

/** Keeps a draft; the time moves only when something changed. */
export const keepDraft = (db: WriteHandle, draftId: string, { content, at }: { readonly content: Content; readonly at: number }) =>
  db.run(sql`
    insert into template_draft (draft_id, content, made_at, changed_at) values (${draftId}, ${JSON.stringify(content)}, ${at}, ${at})
    on conflict (draft_id) do update set content = excluded.content, changed_at = excluded.changed_at
    where template_draft.content <> excluded.content`)

export const removeDraft = (db: WriteHandle, draftId: string) => db.run(sql`delete from template_draft where draft_id = ${draftId}`)

export const languagesOf = (db: ReadHandle, draftId: string): LanguageRow[] =>
  db.all<LanguageRow>(sql`select ${languageColumns} from template_draft_language where draft_id = ${draftId} order by at, language`)

/** The draft that Meta's template came from, or that changes it. */
export const languageOfTemplate = (db: ReadHandle, templateId: string): LanguageRow | undefined =>
  db.get<LanguageRow>(
    sql`select ${languageColumns} from template_draft_language where template_id = ${templateId} order by at desc limit 1`,
  )

/** Languages of which nobody knows whether Meta has them. */
export const openLanguages = (db: ReadHandle): LanguageRow[] =>
  db.all<LanguageRow>(sql`select ${languageColumns} from template_draft_language where state in ('sending', 'cut-off')`)

/** Keeps where a language stands; nothing where its draft was thrown away meanwhile (`changes` is 0 then). */
export const keepLanguage = (db: WriteHandle, row: LanguageRow) =>
  db.run(sql`
    insert into template_draft_language (draft_id, language, state, name, template_id, sent_hash, error, at)
    select ${row.draftId}, ${row.language}, ${row.state}, ${row.name}, ${row.templateId}, ${row.sentHash}, ${row.error}, ${row.at}
    where exists (select 1 from template_draft where draft_id = ${row.draftId})
    on conflict (draft_id, language) do update set state = excluded.state, name = excluded.name, template_id = excluded.template_id,
      sent_hash = excluded.sent_hash, error = excluded.error, at = excluded.at`)

/** What was deleted at Meta is a draft again. */
export const forgetTemplate = (db: WriteHandle, templateId: string) =>
  db.run(sql`delete from template_draft_language where template_id = ${templateId}`)
