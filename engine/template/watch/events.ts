import type { TemplateCategoryValue, TemplateQualityValue, TemplateStatusValue } from '#contract/cloud-api/webhook-template.ts'
import type { WriteHandle } from '../../store/index.ts'
import type { TemplateDeps } from '../deps.ts'
import { findForEvent, setCategory, setQuality, setStatus } from '../queries.ts'
import { readCategory, readQuality, statusAfterEvent, type Template } from '../rules.ts'
import { noteCategory, notePause, noteRefusal, type PauseNote, type RefusalNote } from './note-queries.ts'

const HOUR_MS = 3_600_000
/** How long a pause lasts by its title; others end when somebody asks, or are not told. @source reference part 5, quality pause */
const pauseMs: Readonly<Record<string, number>> = { FIRST_PAUSE: 3 * HOUR_MS, SECOND_PAUSE: 6 * HOUR_MS }

type Named = Pick<TemplateStatusValue, 'message_template_id' | 'message_template_name' | 'message_template_language'>

const nameOf = (event: Named) => ({
  id: event.message_template_id,
  name: event.message_template_name,
  language: event.message_template_language,
})

type EventDeps = Pick<TemplateDeps, 'announcer' | 'clock'>

type Known = { readonly templateId: string; readonly status: Template['status'] }

/** Finds what an event is about; false when it is not known here. The change is told once it is kept. */
function takeKnown({ announcer, db }: EventDeps & { readonly db: WriteHandle }, event: Named, work: (known: Known) => void): boolean {
  const known = findForEvent(db, nameOf(event))
  if (known === undefined) return false
  work(known)
  db.afterCommit(() => announcer.announce('template.changed', { templateId: known.templateId }))
  return true
}

/** Takes a status event of Meta; false when the template is not known here, so a reading is due. */
export function applyStatusEvent(deps: EventDeps, db: WriteHandle, event: TemplateStatusValue): boolean {
  return takeKnown({ ...deps, db }, event, ({ templateId, status }) => {
    const now = deps.clock.now()
    const next = statusAfterEvent(event.event, status)
    const reason = event.reason === undefined || event.reason === null || event.reason === 'NONE' ? null : event.reason
    setStatus(db, templateId, { status: next, reason })
    noteRefusal(db, templateId, next === 'REJECTED' ? refusalIn(event, reason, now) : noRefusal)
    notePause(db, templateId, next === 'PAUSED' ? pauseIn(event, now) : noPause)
  })
}

const noRefusal: RefusalNote = { reason: null, detail: null, advice: null, at: null }
const noPause: PauseNote = { kind: null, at: null, until: null }

const refusalIn = ({ rejection_info: info }: TemplateStatusValue, reason: string | null, at: number): RefusalNote => ({
  reason: reason ?? 'INVALID_FORMAT',
  detail: info?.reason ?? null,
  advice: info?.recommendation ?? null,
  at,
})

function pauseIn({ other_info: info }: TemplateStatusValue, at: number): PauseNote {
  const kind = info?.title ?? null
  const lasts = kind === null ? undefined : pauseMs[kind]
  return { kind, at, until: lasts === undefined ? null : at + lasts }
}

/** Takes a category event of Meta: an announced change only tells, a done one changes the category. */
export function applyCategoryEvent(deps: EventDeps, db: WriteHandle, event: TemplateCategoryValue): boolean {
  return takeKnown({ ...deps, db }, event, ({ templateId }) => {
    if (event.new_category === undefined) return
    const current = readCategory(event.new_category)
    if (event.correct_category !== undefined) {
      const seconds = event.category_update_timestamp
      const at = seconds === undefined ? null : seconds * 1000
      noteCategory(db, templateId, { kind: 'announced', from: current, to: readCategory(event.correct_category), at })
      return
    }
    setCategory(db, templateId, current)
    const from = readCategory(event.previous_category ?? current)
    if (from !== current) noteCategory(db, templateId, { kind: 'done', from, to: current, at: deps.clock.now() })
  })
}

/** Takes a quality event of Meta. */
export const applyQualityEvent = (deps: EventDeps, db: WriteHandle, event: TemplateQualityValue): boolean =>
  takeKnown({ ...deps, db }, event, ({ templateId }) => setQuality(db, templateId, readQuality(event.new_quality_score)))
