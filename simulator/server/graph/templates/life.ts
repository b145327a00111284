import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { World } from '../../../behaviour/world.ts'
import { type StatusNews, reportCategory, reportCategoryNotice, reportQuality, reportStatus } from './news.ts'

const HOUR_MS = 3_600_000
/** Notice before a utility template turns into marketing. @source reference part 5, category changes */
const CATEGORY_NOTICE_MS = 24 * HOUR_MS
/** Length and title of each quality pause; the one after them switches the template off. @source reference part 5, quality pause */
const pauses = [
  { lastsMs: 3 * HOUR_MS, title: 'FIRST_PAUSE', hours: 3 },
  { lastsMs: 6 * HOUR_MS, title: 'SECOND_PAUSE', hours: 6 },
] as const

/** Quality pauses before a template is switched off. */
export const QUALITY_PAUSES = pauses.length

/** Sets a status and reports it. What was planned for the template before no longer happens. */
export function setStatus(world: World, template: TemplateNode, news: StatusNews): void {
  const status = news.event
  const record = world.management.templates.record(template)
  record.planned?.()
  record.planned = null
  template.status = status
  if (status === 'APPROVED') record.wasApproved = true
  if (status !== 'PAUSED') record.isPausedByPacing = false
  template.rejected_reason = status === 'REJECTED' ? (news.reason ?? 'INVALID_FORMAT') : 'NONE'
  reportStatus(world, template, news)
  world.onChange()
}

/** The third low quality switches it off, the first and second pause it for 3 and 6 hours. */
export function pauseForQuality(world: World, template: TemplateNode): void {
  const record = world.management.templates.record(template)
  const pause = pauses[record.pauses]
  record.pauses += 1
  if (pause === undefined) {
    const disable_date = new Date(world.clock.nowMs()).toISOString().slice(0, 10)
    const other_info = { title: 'DISABLED', description: 'Switched off after its quality stayed low' }
    setStatus(world, template, { event: 'DISABLED', other_info, disable_info: { disable_date } })
    return
  }
  const description = `Paused for ${pause.hours} hours because people reported or blocked it`
  setStatus(world, template, { event: 'PAUSED', other_info: { title: pause.title, description } })
  record.planned = world.clock.schedule(pause.lastsMs, () => endPause(world, template))
}

/** A stop during pacing: it lasts until somebody asks for its end. @source reference part 5, unpause */
export function pauseForPacing(world: World, template: TemplateNode): void {
  const description = 'Paused because the first people who got it did not like it'
  setStatus(world, template, { event: 'PAUSED', other_info: { title: 'RATE_LIMITING_PAUSE', description } })
  world.management.templates.record(template).isPausedByPacing = true
}

/** Makes it usable again. */
export function endPause(world: World, template: TemplateNode): void {
  setStatus(world, template, { event: 'APPROVED', other_info: { title: 'UNPAUSE', description: 'The pause is over' } })
}

/** Gives the template another quality and reports it; RED pauses it. */
export function setQuality(world: World, template: TemplateNode, score: string): void {
  const previous = template.quality_score?.score ?? 'UNKNOWN'
  const nowMs = world.clock.nowMs()
  template.quality_score = { score, date: Math.floor(nowMs / 1000) }
  if (previous !== score) reportQuality(world, template, { previous, now: score })
  if (score === 'RED' && template.status === 'APPROVED') pauseForQuality(world, template)
  world.onChange()
}

/** Changes the category at once and reports it. */
export function setCategory(world: World, template: TemplateNode, category: string): void {
  const previous = template.category
  template.previous_category = previous
  template.category = category
  delete template.correct_category
  reportCategory(world, template, previous)
  world.onChange()
}

/** Announces another category, which comes 24 hours later. */
export function announceCategory(world: World, template: TemplateNode, correct: string): void {
  template.correct_category = correct
  reportCategoryNotice(world, template, { correct, atMs: world.clock.nowMs() + CATEGORY_NOTICE_MS })
  world.clock.schedule(CATEGORY_NOTICE_MS, () => {
    if (template.correct_category === correct) setCategory(world, template, correct)
  })
}
