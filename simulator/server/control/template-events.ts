import { z } from 'zod'
import { type TemplateNode, templatePartSchema } from '#contract/cloud-api/answer-template.ts'
import type { PacingSubject } from '../../behaviour/pacing.ts'
import type { World } from '../../behaviour/world.ts'
import { announceCategory, pauseForPacing, pauseForQuality, setCategory, setQuality, setStatus } from '../graph/templates/life.ts'
import { reportComponents } from '../graph/templates/news.ts'
import { type ControlCalls, ControlError, controlCall } from './define.ts'

const named = { name: z.string(), language: z.string() }
const statuses = z.enum([
  'APPROVED',
  'PENDING',
  'REJECTED',
  'PAUSED',
  'DISABLED',
  'IN_APPEAL',
  'PENDING_DELETION',
  'ARCHIVED',
  'FLAGGED',
  'REINSTATED',
  'LOCKED',
  'UNARCHIVED',
])

/** What happens to templates after they were made. @source reference part 5 and 8.5 */
export const templateEvents: ControlCalls = {
  'template-add': controlCall(
    '{"name","language","parts":[…],"category"?,"parameterFormat"?} an approved template, without review',
    z.strictObject({
      ...named,
      category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']).default('MARKETING'),
      parameterFormat: z.enum(['NAMED', 'POSITIONAL']).default('POSITIONAL'),
      parts: z.array(templatePartSchema).min(1),
    }),
    (world, { parameterFormat, parts, ...wish }) => {
      const { templates } = world.management
      const state = { status: 'APPROVED', parameter_format: parameterFormat, quality_score: { score: 'UNKNOWN' }, rejected_reason: 'NONE' }
      const node: TemplateNode = { id: templates.nextId(), ...wish, ...state, components: parts }
      templates.add(node, { createdAtMs: world.clock.nowMs(), wasApproved: true })
      return { id: node.id }
    },
  ),
  'template-status': controlCall(
    '{"name","language","status","reason"?,"recommendation"?}',
    z.strictObject({ ...named, status: statuses, reason: z.string().optional(), recommendation: z.string().optional() }),
    (world, { status, reason, recommendation, ...place }) => {
      const info = recommendation === undefined ? {} : { rejection_info: { reason: reason ?? 'INVALID_FORMAT', recommendation } }
      setStatus(world, templateOf(world, place), { event: status, ...(reason === undefined ? {} : { reason }), ...info })
      return undefined
    },
  ),
  'template-pause': controlCall(
    '{"name","language"} the next quality pause: 3 h, 6 h, then for good',
    z.strictObject(named),
    (world, place) => {
      pauseForQuality(world, templateOf(world, place))
      return undefined
    },
  ),
  'template-quality': controlCall(
    '{"name","language","score":"GREEN"|"YELLOW"|"RED"|"UNKNOWN"}',
    z.strictObject({ ...named, score: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']) }),
    (world, { score, ...place }) => {
      setQuality(world, templateOf(world, place), score)
      return undefined
    },
  ),
  'template-category': controlCall(
    '{"name","language","category","notice"?:true} at once, or announced 24 hours ahead',
    z.strictObject({ ...named, category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']), notice: z.boolean().default(false) }),
    (world, { category, notice, ...place }) => {
      const act = notice ? announceCategory : setCategory
      act(world, templateOf(world, place), category)
      return undefined
    },
  ),
  'template-components': controlCall('{"name","language"} its texts as they are now', z.strictObject(named), (world, place) => {
    reportComponents(world, templateOf(world, place))
    return undefined
  }),
  pacing: controlCall(
    '{"name"?,"language"?,"sample":10} the next ten go out, the rest is held; without a name for all templates',
    z.strictObject({ name: z.string().optional(), language: z.string().optional(), sample: z.int().min(0) }),
    (world, { sample, ...place }) => {
      world.pacing.start(subjectOf(world, place), sample)
      return undefined
    },
  ),
  'pacing-verdict': controlCall(
    '{"name"?,"language"?,"verdict":"good"|"bad"} held messages go, or fail with 132015 and the template is paused',
    z.strictObject({ name: z.string().optional(), language: z.string().optional(), verdict: z.enum(['good', 'bad']) }),
    (world, { verdict, ...place }) => {
      const subject = subjectOf(world, place)
      const held = world.pacing.decide(subject, verdict)
      if (verdict === 'bad') {
        for (const template of world.templates) if (isPacedBy(subject, template)) pauseForPacing(world, template)
      }
      return { held }
    },
  ),
}

type Place = { readonly name?: string | undefined; readonly language?: string | undefined }

function isPacedBy(subject: PacingSubject, template: TemplateNode): boolean {
  return subject.kind === 'portfolio' ? template.status === 'APPROVED' && template.category === 'MARKETING' : template.id === subject.id
}

function subjectOf(world: World, place: Place): PacingSubject {
  return place.name === undefined ? { kind: 'portfolio' } : { kind: 'template', id: templateOf(world, place).id }
}

function templateOf(world: World, { name, language }: Place): TemplateNode {
  const template = world.templates.find((one) => one.name === name && (language === undefined || one.language === language))
  if (template === undefined) throw new ControlError('no template has this name and language')
  return template
}
