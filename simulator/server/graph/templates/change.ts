import { z } from 'zod'
import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { World } from '../../../behaviour/world.ts'
import { type Answer, type Problem, json, problem, refuse } from '../../problems.ts'
import { checkParameters, invalid, parseIfText, success } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import { checkTtl } from './create.ts'
import { endPause, setStatus } from './life.ts'
import { reportComponents, reportStatus } from './news.ts'
import { planReview } from './review.ts'
import { checkComponents } from './component-rules.ts'
import { componentsSchema } from './shapes.ts'

const DAY_MS = 86_400_000
/** Edits of an approved template. @source reference part 5, edit */
const EDITS = { aDay: 1, aMonth: 10 } as const
/** Archived templates are deleted after this. @source reference part 5, archive */
const ARCHIVE_LIFE_MS = 28 * DAY_MS

const editSchema = z.looseObject({
  category: z
    .string()
    .transform((word) => word.toUpperCase())
    .optional(),
  components: componentsSchema.optional(),
  message_send_ttl_seconds: z.coerce.number().int().optional(),
})

/** Plays POST /{template}. @source reference part 5, edit */
export async function editTemplate(world: World, request: GraphRequest): Promise<Answer> {
  const template = templateOf(world, request)
  const fields = await request.fields()
  if (fields === null) return refuse(problem(100, 'The body is neither JSON nor a form'))
  const parsed = checkParameters({ ...fields, components: parseIfText(fields['components']) }, editSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const wish = parsed.value
  const wrong = checkEdit(world, template, wish)
  if (wrong !== null) return refuse(wrong)
  const record = world.management.templates.record(template)
  const wasApproved = template.status === 'APPROVED'
  if (wasApproved) record.editsMs = [...record.editsMs, world.clock.nowMs()]
  if (wish.category !== undefined) template.category = wish.category
  if (wish.message_send_ttl_seconds !== undefined) template['message_send_ttl_seconds'] = wish.message_send_ttl_seconds
  if (wish.components !== undefined) {
    template.components = [...wish.components]
    reportComponents(world, template)
  }
  record.planned?.()
  template.status = 'PENDING'
  template.rejected_reason = 'NONE'
  planReview(world, template)
  world.onChange()
  return success()
}

function checkEdit(world: World, template: TemplateNode, wish: z.infer<typeof editSchema>): Problem | null {
  if (!['APPROVED', 'REJECTED', 'PAUSED'].includes(template.status)) {
    return invalid(`Only approved, rejected and paused templates can be edited; this one is ${template.status}`)
  }
  const category = wish.category ?? template.category
  if (template.status === 'APPROVED') {
    if (category !== template.category) return invalid('category: fixed while the template is approved')
    const wrong = checkPace(world, template)
    if (wrong !== null) return wrong
  }
  const format = template.parameter_format === 'NAMED' ? 'NAMED' : 'POSITIONAL'
  return (
    (wish.components === undefined ? null : checkComponents(world, wish.components, { category, format })) ??
    checkTtl({ ...wish, category })
  )
}

function checkPace(world: World, template: TemplateNode): Problem | null {
  const nowMs = world.clock.nowMs()
  const edits = world.management.templates.record(template).editsMs
  const within = (days: number): number => edits.filter((atMs) => atMs > nowMs - days * DAY_MS).length
  if (within(1) >= EDITS.aDay) return invalid('An approved template can be edited once in 24 hours')
  return within(30) >= EDITS.aMonth ? invalid('An approved template can be edited 10 times in 30 days') : null
}

/** Plays DELETE /{account}/message_templates. @source reference part 5, delete */
export async function deleteTemplates(world: World, request: GraphRequest): Promise<Answer> {
  const { templates } = world.management
  const fields = (await request.fields()) ?? {}
  const name = fields['name']
  const id = textOf(fields['hsm_id'])
  if (typeof name !== 'string')
    return refuse(problem(100, 'The parameter name is required.', { message: '(#100) The parameter name is required.' }))
  const found = templates.named(name).filter((template) => id === null || template.id === id)
  if (found.length === 0) return refuse(invalid(`No template ${name} is there`))
  const disabled = found.find((template) => template.status === 'DISABLED')
  if (disabled !== undefined) return refuse(invalid('A disabled template cannot be deleted'))
  for (const template of found) {
    templates.remove(template, world.clock.nowMs())
    reportStatus(world, template, { event: 'PENDING_DELETION' })
  }
  world.onChange()
  return success()
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

/** Plays POST /{template}/unpause: only a pause by pacing is ended by asking. @source reference part 5, unpause */
export function unpauseTemplate(world: World, request: GraphRequest): Answer {
  const template = templateOf(world, request)
  if (template.status !== 'PAUSED') return json({ success: false, reason: 'The template is not paused' })
  if (world.management.templates.record(template).planned !== null) {
    return json({ success: false, reason: 'A pause for low quality ends by itself' })
  }
  endPause(world, template)
  return json({ success: true, reason: 'The template can be sent again' })
}

/** Plays POST …/message_templates/archive and /unarchive. @source reference part 5, archive */
export async function archiveTemplates(world: World, request: GraphRequest): Promise<Answer> {
  const isArchiving = request.url.pathname.endsWith('/archive')
  const ids = (await request.fields())?.['hsm_ids']
  if (typeof ids !== 'string' || ids === '') {
    return refuse(problem(100, 'The parameter hsm_ids is required.', { message: '(#100) The parameter hsm_ids is required.' }))
  }
  const done: string[] = []
  const failed: Record<string, string> = {}
  for (const id of ids.split(',').map((one) => one.trim())) {
    const template = world.management.templates.find(id)
    const reason = template === undefined ? 'No such template' : isArchiving ? archive(world, template) : unarchive(world, template)
    if (reason === null) done.push(id)
    else failed[id] = reason
  }
  world.onChange()
  return json({
    success: Object.keys(failed).length === 0,
    [isArchiving ? 'archived_templates' : 'unarchived_templates']: done,
    failed_templates: failed,
  })
}

function archive(world: World, template: TemplateNode): string | null {
  if (template.status === 'ARCHIVED') return 'Archived already'
  if (template.status === 'DISABLED') return 'A disabled template cannot be archived'
  const { templates } = world.management
  const record = templates.record(template)
  record.archivedFrom = template.status
  setStatus(world, template, { event: 'ARCHIVED' })
  record.planned = world.clock.schedule(ARCHIVE_LIFE_MS, () => {
    templates.remove(template, world.clock.nowMs())
    reportStatus(world, template, { event: 'DELETED' })
  })
  return null
}

function unarchive(world: World, template: TemplateNode): string | null {
  if (template.status !== 'ARCHIVED') return 'Not archived'
  const record = world.management.templates.record(template)
  record.planned?.()
  record.planned = null
  template.status = record.archivedFrom ?? 'APPROVED'
  reportStatus(world, template, { event: 'UNARCHIVED' })
  return null
}

/** The template that the path names; the route has made sure that it is there. */
export function templateOf(world: World, request: GraphRequest): TemplateNode {
  const template = world.management.templates.find(request.ids['template'] ?? '')
  if (template === undefined) throw new Error('the route let a template through that is not there')
  return template
}
