import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { ReadHandle } from '../store/index.ts'
import { usesKey, type TemplateDeps } from './deps.ts'
import { allDrafts } from './draft/draft-queries.ts'
import { textFromParts } from './draft/from-meta.ts'
import { isOpen, nameOfDraft, statesOf } from './draft/states.ts'
import { allTemplates, lastSync, partsOfTemplate, templateById } from './queries.ts'
import type { Template } from './rules.ts'
import { allowanceOf, EDITS_COUNT_MS } from './submit/edits.ts'
import { allNotes, editsSince, findNote, type NoteRow } from './watch/note-queries.ts'
import { pricesOf } from './watch/prices.ts'
import { refusedPlaces } from './watch/refusal.ts'

type Overview = CallOutput<'template.overview'>
type Detail = CallOutput<'template.detail'>

/** Templates with what needs a look, and drafts that Meta does not have as they are. */
export function overview(deps: TemplateDeps, input: ParsedInput<'template.overview'>): Result<Overview> {
  const db = deps.vault.store.read
  const search = input.search.trim().toLowerCase()
  const fits = (...words: readonly string[]) => search === '' || words.some((word) => word.toLowerCase().includes(search))
  const uses = deps.uses(db)
  const notes = allNotes(db)
  const now = deps.clock.now()
  return ok({
    templates: allTemplates(db)
      .filter(({ name, language, body }) => fits(name, language, body))
      .map((template) => ({
        template,
        timesUsed: uses.get(usesKey(template)) ?? 0,
        needsLook: lookOf(template, notes.get(template.templateId), now),
      })),
    drafts: draftsOf(db).filter(({ title, name }) => fits(title, name)),
    syncedAt: lastSync(db) as Overview['syncedAt'],
  })
}

function draftsOf(db: ReadHandle): Overview['drafts'] {
  return allDrafts(db).flatMap((draft) => {
    const states = statesOf(db, draft)
    if (!isOpen(states) && states.length > 0) return []
    const { title, purpose } = draft.content
    const { draftId, changedAt } = draft
    return [{ draftId, title, name: nameOfDraft(db, draft), purpose, states, changedAt } as Overview['drafts'][number]]
  })
}

/** A changed category is told for a month. */
const CATEGORY_NEWS_MS = 30 * 86_400_000

function lookOf(template: Template, note: NoteRow | undefined, now: number): Overview['templates'][number]['needsLook'] {
  if (template.status === 'REJECTED') return 'refused'
  if (template.status === 'PAUSED') return 'paused'
  if (note !== undefined && isCategoryNews(note, now)) return 'category'
  return template.quality === 'RED' && template.status === 'APPROVED' ? 'quality' : null
}

const isCategoryNews = ({ categoryKind, categoryAt }: NoteRow, now: number): boolean =>
  categoryKind === 'announced' || (categoryKind === 'done' && (categoryAt === null || now - categoryAt < CATEGORY_NEWS_MS))

/** One template with everything that Meta said about it. @returns template-missing */
export function detail(deps: TemplateDeps, { templateId }: ParsedInput<'template.detail'>): Result<Detail> {
  const db = deps.vault.store.read
  const template = templateById(db, templateId)
  if (template === undefined) return fail('template-missing')
  const note = findNote(db, templateId)
  const now = deps.clock.now()
  return ok({
    template,
    languages: allTemplates(db)
      .filter(({ name }) => name === template.name)
      .map(({ templateId: id, language, status }) => ({ templateId: id, language, status })),
    timesUsed: deps.uses(db).get(usesKey(template)) ?? 0,
    refusal: refusalOf(db, template, note),
    pause: pauseOf(template, note),
    category: categoryOf(deps, note),
    edits: allowanceOf(editsSince(db, templateId, now - EDITS_COUNT_MS), now),
    prices: pricesOf(deps),
  })
}

const noNote = { refusedReason: null, refusedDetail: null, refusedAdvice: null, refusedAt: null }

function refusalOf(db: ReadHandle, template: Template, note: NoteRow | undefined): Detail['refusal'] {
  if (template.status !== 'REJECTED') return null
  const { refusedReason, refusedDetail, refusedAdvice, refusedAt } = note ?? noNote
  const known = { refusedReason: refusedReason ?? template.rejectedReason ?? 'INVALID_FORMAT', refusedDetail, refusedAdvice }
  const text = textFromParts(partsOfTemplate(db, template.templateId), template.language)
  return {
    reason: known.refusedReason,
    detail: known.refusedDetail,
    recommendation: known.refusedAdvice,
    at: refusedAt as Detail['template']['syncedAt'] | null,
    places: refusedPlaces(text, template.category === 'UTILITY' ? 'UTILITY' : 'MARKETING', known),
  }
}

/**
 * Quality pauses end by themselves and name their end; one by pacing lasts until the shop asks, and so may one that was
 * only read, since a list of templates names no kind. @source reference part 5, quality pause and pacing
 */
function pauseOf(template: Template, note: NoteRow | undefined): Detail['pause'] {
  if (template.status !== 'PAUSED') return null
  const kind = note?.pauseKind ?? null
  return {
    since: (note?.pausedAt ?? null) as Detail['template']['syncedAt'] | null,
    until: (note?.pausedUntil ?? null) as Detail['template']['syncedAt'] | null,
    needsUnpause: kind === null || kind === 'RATE_LIMITING_PAUSE',
  }
}

function categoryOf(deps: TemplateDeps, note: NoteRow | undefined): Detail['category'] {
  if (note === undefined || note.categoryKind === null || !isCategoryNews(note, deps.clock.now())) return null
  const prices = pricesOf(deps)
  const micros = (category: string | null) =>
    category === 'MARKETING' ? prices.offerMicros : category === 'UTILITY' ? prices.noticeMicros : null
  return {
    kind: note.categoryKind,
    from: note.categoryFrom as Template['category'],
    to: note.categoryTo as Template['category'],
    at: note.categoryAt as Detail['template']['syncedAt'] | null,
    microsBefore: micros(note.categoryFrom),
    microsAfter: micros(note.categoryTo),
  }
}
