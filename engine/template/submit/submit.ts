import type { CreateTemplateRequest, EditTemplateRequest } from '#contract/cloud-api/manage-template.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type AppError, type Result } from '#contract/kernel/result.ts'
import { formatOf } from '../check/fields.ts'
import type { Content, DraftText } from '../check/finding.ts'
import { requestOf } from '../check/meta-rules.ts'
import type { TemplateApi, TemplateDeps } from '../deps.ts'
import { checkKept } from '../draft/checks.ts'
import { findDraft, keepLanguage, languagesOf, type DraftRow, type LanguageRow } from '../draft/draft-queries.ts'
import { hashOf, nameOfDraft, statesOf } from '../draft/states.ts'
import { partsOf, type Handles } from '../draft/to-meta.ts'
import { templateById } from '../queries.ts'
import { readNamed } from '../watch/reading.ts'
import { editsSince, noteCategory, noteEdit } from '../watch/note-queries.ts'
import { allowanceOf, EDITS_COUNT_MS } from './edits.ts'
import { settled } from './settle.ts'
import { uploadSamples } from './upload.ts'

type Submitted = CallOutput<'template.submit'>

/** One language on its way to Meta. */
type Job = {
  readonly deps: TemplateDeps
  readonly api: TemplateApi
  readonly draft: DraftRow
  readonly name: string
  readonly text: DraftText
  readonly row: LanguageRow
}

/**
 * Hands languages in, one after the other; each is written down before its request leaves. A refusal concerns its
 * language alone; when the network fails, the rest stays a draft.
 * @returns template-draft-missing, connection-missing, template-draft-unfinished (params: language, rule)
 */
export async function submitDraft(deps: TemplateDeps, input: ParsedInput<'template.submit'>): Promise<Result<Submitted>> {
  const { vault, api } = deps
  const db = vault.store.read
  const draft = findDraft(db, input.draftId)
  if (draft === undefined) return fail('template-draft-missing')
  const client = api()
  if (client === null) return fail('connection-missing')
  const stopping = checkKept(db, draft).findings.find(
    ({ level, language }) => level === 'error' && (language === null || input.languages.includes(language)),
  )
  if (stopping !== undefined) return fail('template-draft-unfinished', { language: stopping.language ?? '', rule: stopping.rule })
  const name = nameOfDraft(db, draft)
  for (const text of draft.content.texts.filter(({ language }) => input.languages.includes(language))) {
    const row = languagesOf(db, draft.draftId).find(({ language }) => language === text.language) ?? firstRow(draft, text, name)
    const goesOn = await submitLanguage({ deps, api: client, draft, name, text, row })
    if (!goesOn) break
  }
  const read = await readNamed(deps, name)
  if (!read.ok) deps.logger.warn('template-reading-failed', { code: read.error.code })
  deps.announcer.announce('template.changed', { templateId: null })
  return findDraft(db, draft.draftId) === undefined ? fail('template-draft-missing') : ok({ states: statesOf(db, draft) })
}

const firstRow = ({ draftId }: DraftRow, { language }: DraftText, name: string): LanguageRow => ({
  draftId,
  language,
  state: 'draft',
  name,
  templateId: null,
  sentHash: null,
  error: null,
  at: 0,
})

/** Whether the next language may be tried. */
async function submitLanguage(job: Job): Promise<boolean> {
  const open = job.row.state === 'cut-off' || job.row.state === 'sending' ? await lookUp(job, job.row) : job.row
  if (open === null) return false
  const hash = hashOf(job.text, job.draft.content.purpose)
  if (open.state === 'sent' && open.sentHash === hash) return true
  const early = tooEarly(job, open)
  if (early !== null) return keepFailure(job, open, early)
  const handles = await uploadSamples(job.deps, job.api, job.text)
  if (!handles.ok) return keepFailure(job, open, handles.error)
  const sending: LanguageRow = { ...open, state: 'sending', name: job.name, sentHash: hash, error: null, at: job.deps.clock.now() }
  // Thrown away while its files were uploaded: then nothing leaves any more.
  return keep(job, sending) && handIn(job, { open, sending, handles: handles.value })
}

type Leaving = { readonly open: LanguageRow; readonly sending: LanguageRow; readonly handles: Handles }

/** The request itself, once it is written down. */
async function handIn(job: Job, { open, sending, handles }: Leaving): Promise<boolean> {
  const answer = open.templateId === null ? await create(job, handles) : await change(job, open.templateId, handles)
  if (!answer.ok) return takeRefusal(job, { before: { ...open, name: job.name }, sending, error: answer.error })
  keep(job, { ...sending, state: 'sent', templateId: answer.value })
  return true
}

type Refused = { readonly before: LanguageRow; readonly sending: LanguageRow; readonly error: AppError }

/** What a failed request means: certain refusals are written down, for everything else Meta's list decides. */
async function takeRefusal(job: Job, { before, sending, error }: Refused): Promise<boolean> {
  if (isUnclear(error)) return (await lookUp(job, { ...sending, state: 'cut-off' }))?.state === 'sent'
  const twin = error.params?.['metaSubcode'] === NAME_IS_THERE ? await findTwin(job) : null
  if (twin === null) return keepFailure(job, before, error)
  keep(job, { ...sending, state: 'sent', templateId: twin })
  return true
}

/** Meta has content of this name and language. @source error-codes.json */
const NAME_IS_THERE = 2_388_024

/** A submission of ours that the list did not show yet when it was asked: same name, language and words. */
async function findTwin({ deps, name, text }: Job): Promise<string | null> {
  const read = await readNamed(deps, name)
  if (!read.ok) return null
  const twin = read.value.find(
    (template) =>
      template.language === text.language && template.body === text.body.trim() && (template.footer ?? '') === text.footer.trim(),
  )
  return twin?.templateId ?? null
}

/** False when the draft is gone. */
const keep = ({ deps }: Job, row: LanguageRow): boolean => deps.vault.store.write((db) => keepLanguage(db, row)).changes > 0

/** Writes a certain refusal down; the words that Meta has stay known. */
function keepFailure(job: Job, row: LanguageRow, error: AppError): boolean {
  const { code, params = {} } = error
  keep(job, { ...row, state: 'failed', error: JSON.stringify({ code, params }), at: job.deps.clock.now() })
  return code === 'meta-refused' || code === 'template-edits-used-up' || code === 'input-refused'
}

const isUnclear = ({ code, retry }: AppError): boolean =>
  code === 'network-unreachable' ||
  code === 'network-timeout' ||
  code === 'meta-answer-unreadable' ||
  (code === 'meta-refused' && retry === 'now')

/** Asks the list by name what became of a submission; null while that can't be told. */
async function lookUp(job: Job, row: LanguageRow): Promise<LanguageRow | null> {
  keep(job, { ...row, state: 'cut-off' })
  const read = await readNamed(job.deps, row.name)
  if (!read.ok) return null
  return job.deps.vault.store.write((db) => {
    const now = settled(db, { ...row, state: 'cut-off' }, job.deps.clock.now())
    keepLanguage(db, now)
    return now
  })
}

function tooEarly({ deps }: Job, { templateId }: LanguageRow): AppError | null {
  const db = deps.vault.store.read
  if (templateId === null || templateById(db, templateId)?.status !== 'APPROVED') return null
  const now = deps.clock.now()
  const { nextAt } = allowanceOf(editsSince(db, templateId, now - EDITS_COUNT_MS), now)
  return nextAt === null ? null : { code: 'template-edits-used-up', params: { nextAt }, retry: { at: nextAt } }
}

async function create({ deps, api, draft, name, text }: Job, handles: Handles): Promise<Result<string>> {
  const request: CreateTemplateRequest = {
    ...requestOf(text, { name, purpose: draft.content.purpose }),
    components: partsOf(text, handles),
  }
  const answer = await api.templates.create(request)
  if (!answer.ok) return answer
  const { id, category } = answer.value
  if (category !== undefined) noteGivenCategory(deps, id, { asked: draft.content.purpose, given: category })
  return ok(id)
}

/** Meta may take a notice for an offer at once; the price follows. */
function noteGivenCategory(
  { vault, clock }: TemplateDeps,
  templateId: string,
  { asked, given }: { readonly asked: Content['purpose']; readonly given: string },
): void {
  const to = given.toUpperCase()
  if (to !== asked && (to === 'MARKETING' || to === 'UTILITY'))
    vault.store.write((db) => noteCategory(db, templateId, { kind: 'done', from: asked, to, at: clock.now() }))
}

async function change({ deps, api, draft, text }: Job, templateId: string, handles: Handles): Promise<Result<string>> {
  const template = templateById(deps.vault.store.read, templateId)
  const isApproved = template?.status === 'APPROVED'
  const isOtherCategory = template !== undefined && !isApproved && template.category !== draft.content.purpose
  const format = formatOf(text)
  const isOtherFormat = format !== undefined && template?.parameterFormat.toLowerCase() !== format
  const request: EditTemplateRequest = {
    components: partsOf(text, handles),
    ...(isOtherCategory ? { category: draft.content.purpose } : {}),
    ...(isOtherFormat ? { parameter_format: format } : {}),
  }
  const answer = await api.templates.edit(templateId, request)
  if (!answer.ok) return answer
  if (isApproved) deps.vault.store.write((db) => noteEdit(db, templateId, deps.clock.now()))
  return ok(templateId)
}
