import { createHash } from 'node:crypto'
import type { CallOutput } from '#contract/ipc/index.ts'
import type { ReadHandle } from '../../store/index.ts'
import type { Content, DraftText } from '../check/finding.ts'
import { allTemplates, findTemplate, templateById } from '../queries.ts'
import { languagesOf, type DraftRow, type LanguageRow } from './draft-queries.ts'
import { nameFromTitle } from './name.ts'

export type DraftState = CallOutput<'template.draft'>['states'][number]

/** Tells whether the words of a language are still those that Meta has. */
export const hashOf = (text: DraftText, purpose: Content['purpose']): string =>
  createHash('sha256')
    .update(
      JSON.stringify([purpose, text.language, text.header, text.body, text.footer, text.buttons, text.carousel, text.offer, text.samples]),
    )
    .digest('hex')

/** Where each language of a draft stands, in the order of the draft. */
export function statesOf(db: ReadHandle, draft: Pick<DraftRow, 'draftId' | 'content'>): DraftState[] {
  const rows = new Map(languagesOf(db, draft.draftId).map((row) => [row.language, row]))
  return draft.content.texts.map((text) => stateOf(db, rows.get(text.language), { text, purpose: draft.content.purpose }))
}

type Words = { readonly text: DraftText; readonly purpose: Content['purpose'] }

function stateOf(db: ReadHandle, row: LanguageRow | undefined, { text, purpose }: Words): DraftState {
  const { language } = text
  if (row === undefined) return { language, state: 'draft', templateId: null, isChanged: true, status: null, at: null, error: null }
  const template = row.templateId === null ? findTemplate(db, row.name, language) : templateById(db, row.templateId)
  return {
    language,
    state: row.state === 'sending' ? 'cut-off' : row.state,
    templateId: row.templateId,
    isChanged: row.sentHash !== hashOf(text, purpose),
    status: row.templateId === null ? null : (template?.status ?? 'PENDING'),
    at: row.at as DraftState['at'],
    error: row.error === null ? null : (JSON.parse(row.error) as NonNullable<DraftState['error']>),
  }
}

/** Whether a draft has words that Meta does not have. */
export const isOpen = (states: readonly DraftState[]): boolean => states.some(({ state, isChanged }) => state !== 'sent' || isChanged)

/**
 * The name under which Meta has a draft, or will have it. From the first submission on it stays what it was: an
 * unanswered one is looked for by its name.
 */
export function nameOfDraft(db: ReadHandle, { draftId, content }: Pick<DraftRow, 'draftId' | 'content'>): string {
  const rows = languagesOf(db, draftId)
  const bound = rows.find((row) => row.templateId !== null || row.state === 'cut-off' || row.state === 'sending')
  if (bound !== undefined) return bound.name
  if (content.ownName !== null && content.ownName !== '') return content.ownName
  return nameFromTitle(content.title, new Set(allTemplates(db).map(({ name }) => name)))
}
