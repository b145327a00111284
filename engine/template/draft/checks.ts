import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { ReadHandle } from '../../store/index.ts'
import { checkDraft } from '../check/check.ts'
import { allTemplates } from '../queries.ts'
import { findDraft, languagesOf, type DraftRow } from './draft-queries.ts'
import { nameOfDraft } from './states.ts'

type Checked = CallOutput<'template.check'>

/** Meta compares texts with templates that live. */
const alive = new Set(['APPROVED', 'PENDING', 'PAUSED', 'IN_APPEAL'])

/** Checks a draft against everything else that is known. */
export function checkKept(db: ReadHandle, draft: Pick<DraftRow, 'draftId' | 'content'>): Checked {
  const name = nameOfDraft(db, draft)
  const own = new Set(languagesOf(db, draft.draftId).flatMap(({ templateId }) => templateId ?? []))
  const others = allTemplates(db).filter((template) => !own.has(template.templateId))
  return checkDraft(draft.content, {
    name,
    takenLanguages: others.filter((template) => template.name === name).map(({ language }) => language),
    others: others
      .filter(({ status }) => alive.has(status))
      .map(({ language, body, footer, name: other }) => ({ language, body, footer: footer ?? '', name: other })),
  })
}

/** Checks what stands on screen, kept or not. @returns template-draft-missing */
export const checkOnScreen = (db: ReadHandle, { draftId, content }: ParsedInput<'template.check'>): Result<Checked> =>
  findDraft(db, draftId) === undefined ? fail('template-draft-missing') : ok(checkKept(db, { draftId, content }))
