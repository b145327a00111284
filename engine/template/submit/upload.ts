import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { DraftText } from '../check/finding.ts'
import type { TemplateApi, TemplateDeps } from '../deps.ts'
import type { Handles } from '../draft/to-meta.ts'
import { findSample, keepHandle } from '../draft/sample-queries.ts'

/** Meta keeps uploaded bytes for about a day; an hour is safe for several languages and a second try. */
const HANDLE_LASTS_MS = 3_600_000

/** The example files that a language shows, each once. */
export const sampleIdsOf = ({ header, carousel }: DraftText): string[] => {
  const ofHeader = ['IMAGE', 'VIDEO', 'DOCUMENT'].includes(header.format) ? [header.sampleId] : []
  const ofCards = carousel === null || carousel.kind === 'PRODUCT' ? [] : carousel.cards.map((card) => card.sampleId)
  return [...new Set([...ofHeader, ...ofCards])].filter((id) => id !== null)
}

/** Uploads what a language needs and Meta does not have yet. The bytes leave only here, and only to Meta. */
export async function uploadSamples(deps: TemplateDeps, api: TemplateApi, text: DraftText): Promise<Result<Handles>> {
  const handles = new Map<string, string>()
  for (const sampleId of sampleIdsOf(text)) {
    const sample = findSample(deps.vault.store.read, sampleId)
    if (sample === undefined) return fail('template-draft-unfinished', { language: text.language, rule: 'file-missing' })
    const isFresh = sample.handleAt !== null && deps.clock.now() - sample.handleAt < HANDLE_LASTS_MS
    if (sample.handle !== null && isFresh) {
      handles.set(sampleId, sample.handle)
      continue
    }
    const { fileName, mime, bytes } = sample
    const uploaded = await api.media.uploadSample({ fileName, mime, bytes })
    if (!uploaded.ok) return uploaded
    deps.vault.store.write((db) => keepHandle(db, sampleId, { handle: uploaded.value, at: deps.clock.now() }))
    handles.set(sampleId, uploaded.value)
  }
  return ok((sampleId) => handles.get(sampleId ?? '') ?? '')
}
