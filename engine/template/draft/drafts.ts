import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { newId } from '../../kernel/index.ts'
import type { ReadHandle, WriteHandle } from '../../store/index.ts'
import type { Content } from '../check/finding.ts'
import type { TemplateDeps } from '../deps.ts'
import { templateById } from '../queries.ts'
import { allowanceOf, EDITS_COUNT_MS } from '../submit/edits.ts'
import { sampleIdsOf } from '../submit/upload.ts'
import { editsSince, findNote } from '../watch/note-queries.ts'
import { pricesOf } from '../watch/prices.ts'
import { refusedPlaces } from '../watch/refusal.ts'
import { allDrafts, findDraft, keepDraft, removeDraft, type DraftRow } from './draft-queries.ts'
import { dropUnusedSamples, findSample, insertSample, samplesOf } from './sample-queries.ts'
import { dataUrlOf, readSampleFile } from './samples.ts'
import { nameOfDraft, statesOf } from './states.ts'

type Draft = CallOutput<'template.draft'>

/** Writes a new draft and tells everybody. */
export function makeDraft(
  deps: TemplateDeps,
  content: Content,
  also: (db: WriteHandle, draftId: string) => void = () => undefined,
): string {
  const at = deps.clock.now()
  const draftId = newId('tpd', deps.random, at)
  deps.vault.store.write((db) => {
    keepDraft(db, draftId, { content, at })
    also(db, draftId)
    db.afterCommit(() => deps.announcer.announce('template.changed', { templateId: null }))
  })
  return draftId
}

/** A draft with where each language stands. @returns template-draft-missing */
export function getDraft(deps: TemplateDeps, { draftId }: ParsedInput<'template.draft'>): Result<Draft> {
  const db = deps.vault.store.read
  const draft = findDraft(db, draftId)
  if (draft === undefined) return fail('template-draft-missing')
  const now = deps.clock.now()
  const states = statesOf(db, draft)
  const known = states.flatMap(({ language, templateId }) => (templateId === null ? [] : [{ language, templateId }]))
  return ok({
    draftId: draftId,
    content: draft.content,
    name: nameOfDraft(db, draft),
    states,
    samples: samplesOf(db, draftId),
    refusals: known.flatMap(({ language, templateId }) => refusalOf(db, draft, { language, templateId })),
    edits: known
      .filter(({ templateId }) => templateById(db, templateId)?.status === 'APPROVED')
      .map(({ language, templateId }) => ({ language, ...allowanceOf(editsSince(db, templateId, now - EDITS_COUNT_MS), now) })),
    prices: pricesOf(deps),
    changedAt: draft.changedAt as Draft['changedAt'],
  })
}

/** What Meta said against a language, with the places in the words as they are now. */
function refusalOf(
  db: ReadHandle,
  { content }: DraftRow,
  { language, templateId }: { readonly language: string; readonly templateId: string },
): Draft['refusals'] {
  const note = findNote(db, templateId)
  const text = content.texts.find((one) => one.language === language)
  if (note === undefined || note.refusedReason === null || text === undefined) return []
  if (templateById(db, templateId)?.status !== 'REJECTED') return []
  return [
    {
      language,
      reason: note.refusedReason,
      detail: note.refusedDetail,
      recommendation: note.refusedAdvice,
      at: note.refusedAt as Draft['changedAt'] | null,
      places: refusedPlaces(text, content.purpose, note),
    },
  ]
}

/** Keeps what is on screen. Purpose and name of what Meta has stay as Meta has them. @returns template-draft-missing */
export function saveDraft(
  deps: TemplateDeps,
  { draftId, content }: ParsedInput<'template.saveDraft'>,
): Result<CallOutput<'template.saveDraft'>> {
  const at = deps.clock.now()
  return deps.vault.store.write((db) => {
    if (findDraft(db, draftId) === undefined) return fail('template-draft-missing')
    keepDraft(db, draftId, { content, at })
    const draft = findDraft(db, draftId)
    db.afterCommit(() => deps.announcer.announce('template.changed', { templateId: null }))
    return ok({ draftId, states: statesOf(db, { draftId, content }), changedAt: (draft?.changedAt ?? at) as Draft['changedAt'] })
  })
}

/** Forgets a draft with its files. @returns template-draft-missing */
export function deleteDraft(
  deps: TemplateDeps,
  { draftId }: ParsedInput<'template.deleteDraft'>,
): Result<CallOutput<'template.deleteDraft'>> {
  return deps.vault.store.write((db) => {
    if (removeDraft(db, draftId).changes === 0) return fail('template-draft-missing')
    // Files of the shop may show people: gone also from the write-ahead log.
    db.forgetSoon()
    db.afterCommit(() => deps.announcer.announce('template.changed', { templateId: null }))
    return ok({})
  })
}

/** Takes an example file into the vault. @returns template-draft-missing, and those of readSampleFile */
export async function addSample(
  deps: TemplateDeps,
  { draftId, file }: ParsedInput<'template.addSample'>,
): Promise<Result<CallOutput<'template.addSample'>>> {
  const { vault, clock, random } = deps
  if (findDraft(vault.store.read, draftId) === undefined) return fail('template-draft-missing')
  const read = await readSampleFile(file)
  if (!read.ok) return read
  const sampleId = newId('tps', random, clock.now()) as CallOutput<'template.addSample'>['sampleId']
  return vault.store.write((db) => {
    if (findDraft(db, draftId) === undefined) return fail('template-draft-missing')
    insertSample(db, { sampleId, draftId }, read.value)
    const { fileName, mime, bytes } = read.value
    return ok({ sampleId, fileName, mime, sizeBytes: bytes.byteLength })
  })
}

/**
 * Forgets files that no draft shows any more. Only while nobody writes, as when the vault opens: a file on its way onto the
 * screen is not in the kept draft yet.
 */
export function tidySamples({ vault }: Pick<TemplateDeps, 'vault'>): void {
  vault.store.write((db) => {
    for (const { draftId, content } of allDrafts(db)) dropUnusedSamples(db, draftId, new Set(content.texts.flatMap(sampleIdsOf)))
  })
}

/** An example to look at. @returns template-draft-missing when its draft is gone */
export function showSample(deps: TemplateDeps, { sampleId }: ParsedInput<'template.sample'>): Result<CallOutput<'template.sample'>> {
  const sample = findSample(deps.vault.store.read, sampleId)
  return sample === undefined ? fail('template-draft-missing') : ok({ dataUrl: dataUrlOf(sample) })
}
