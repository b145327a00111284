import type { TemplateNode, TemplatePart } from '#contract/cloud-api/answer-template.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { readTemplate } from './read-template.ts'
import type { Template } from './rules.ts'

type TemplateRow = {
  readonly template_id: string
  readonly name: string
  readonly language: string
  readonly category: string
  readonly status: string
  readonly quality: string
  readonly rejected_reason: string | null
  readonly parameter_format: string
  readonly components: string
  readonly synced_at: number
}

const columns = sql`template_id, name, language, category, status, quality, rejected_reason, parameter_format, components, synced_at`

const toTemplate = (row: TemplateRow): Template => {
  const node: TemplateNode = {
    id: row.template_id,
    name: row.name,
    language: row.language,
    status: row.status,
    category: row.category,
    parameter_format: row.parameter_format,
    quality_score: { score: row.quality },
    ...(row.rejected_reason === null ? {} : { rejected_reason: row.rejected_reason }),
    components: JSON.parse(row.components) as TemplatePart[],
  }
  return readTemplate(node, row.synced_at)
}

/** The template of that name in that language, whatever its state. */
export function findTemplate(db: ReadHandle, name: string, language: string): Template | undefined {
  const row = db.get<TemplateRow>(sql`select ${columns} from template where name = ${name} and language = ${language}`)
  return row === undefined ? undefined : toTemplate(row)
}

/** State and category alone, for checks that run once per message. */
export const templateState = (db: ReadHandle, name: string, language: string): Pick<Template, 'status' | 'category'> | undefined =>
  db.get<Pick<Template, 'status' | 'category'>>(sql`select status, category from template where name = ${name} and language = ${language}`)

/** All templates by name and language. */
export const allTemplates = (db: ReadHandle): Template[] =>
  db.all<TemplateRow>(sql`select ${columns} from template order by name, language`).map(toTemplate)

/** When templates were last read; null when never. */
export const lastSync = (db: ReadHandle): number | null =>
  Number(db.get<{ value: string }>(sql`select value from setting where name = 'template.synced-at'`)?.value ?? 0) || null

/** What is compared to tell whether Meta changed a template. */
export const storedFacts = (db: ReadHandle): Map<string, string> =>
  new Map(
    db
      .all<TemplateRow>(sql`select ${columns} from template`)
      .map((row) => [
        row.template_id,
        JSON.stringify([
          row.name,
          row.language,
          row.category,
          row.status,
          row.quality,
          row.rejected_reason,
          row.parameter_format,
          row.components,
        ]),
      ]),
  )

/** A template as read, with Meta's parts as text. */
export type ReadTemplate = { readonly template: Template; readonly components: string }

const insertTemplate = (db: WriteHandle, { template, components }: ReadTemplate) =>
  db.run(sql`
    insert into template (template_id, name, language, category, status, quality, rejected_reason, parameter_format, components, synced_at)
    values (${template.templateId}, ${template.name}, ${template.language}, ${template.category}, ${template.status}, ${template.quality},
      ${template.rejectedReason}, ${template.parameterFormat}, ${components}, ${template.syncedAt})`)

/** Replaces everything known about templates by what was read now. */
export function replaceTemplates(db: WriteHandle, templates: readonly ReadTemplate[], at: number): void {
  db.run(sql`delete from template`)
  for (const one of templates) insertTemplate(db, one)
  db.run(sql`
    insert into setting (name, value, changed_at) values ('template.synced-at', ${String(at)}, ${at})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`)
}

/** Finds a template by Meta's id, else by name and language ("en-US" in events is "en_US" in lists). */
export const findForEvent = (
  db: ReadHandle,
  event: { readonly id: string; readonly name: string; readonly language: string },
): { readonly templateId: string; readonly status: Template['status'] } | undefined =>
  db.get(sql`
    select template_id as templateId, status from template
    where template_id = ${event.id} or (name = ${event.name} and language = ${event.language.replace('-', '_')})
    order by template_id = ${event.id} desc limit 1`)

/** Changes what an event changed. */
export const setStatus = (db: WriteHandle, templateId: string, change: { readonly status: string; readonly reason: string | null }) =>
  db.run(sql`update template set status = ${change.status}, rejected_reason = ${change.reason} where template_id = ${templateId}`)

export const setCategory = (db: WriteHandle, templateId: string, category: string) =>
  db.run(sql`update template set category = ${category} where template_id = ${templateId}`)

export const setQuality = (db: WriteHandle, templateId: string, quality: string) =>
  db.run(sql`update template set quality = ${quality} where template_id = ${templateId}`)

/** The template with that id of Meta's, whatever its state. */
export function templateById(db: ReadHandle, templateId: string): Template | undefined {
  const row = db.get<TemplateRow>(sql`select ${columns} from template where template_id = ${templateId}`)
  return row === undefined ? undefined : toTemplate(row)
}

/** Meta's parts of a template as they came. */
export const partsOfTemplate = (db: ReadHandle, templateId: string): readonly TemplatePart[] =>
  JSON.parse(
    db.get<{ components: string }>(sql`select components from template where template_id = ${templateId}`)?.components ?? '[]',
  ) as readonly TemplatePart[]

/** Whether anything waits for Meta's decision. */
export const isAnythingInReview = (db: ReadHandle): boolean =>
  db.get(sql`select 1 from template where status in ('PENDING', 'IN_APPEAL') limit 1`) !== undefined

/** Takes what was read of one name in place of what was known of it. */
export function replaceNamed(db: WriteHandle, name: string, fresh: readonly ReadTemplate[]): void {
  db.run(sql`delete from template where name = ${name}`)
  for (const one of fresh) insertTemplate(db, one)
}

export const deleteTemplate = (db: WriteHandle, templateId: string) => db.run(sql`delete from template where template_id = ${templateId}`)
