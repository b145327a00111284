import { z } from 'zod'
import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { World } from '../../../behaviour/world.ts'
import { type Answer, type Problem, json, problem, refuse } from '../../problems.ts'
import { checkParameters, invalid, parseIfText } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import { checkComponents } from './component-rules.ts'
import { fromLibrary } from './from-library.ts'
import { setStatus } from './life.ts'
import { categoryFor, planReview } from './review.ts'
import { componentsSchema } from './shapes.ts'
import { type TemplateWish, wishSchema } from './wish.ts'

/** Templates that an account may have before and after its verification. @source reference part 5, top-level rules */
const COUNT_MAX = { unverified: 250, verified: 6_000 } as const

/** Plays POST /{account}/message_templates. @source reference part 5, create and from library */
export async function createTemplate(world: World, request: GraphRequest): Promise<Answer> {
  const { templates } = world.management
  const nowMs = world.clock.nowMs()
  if (!templates.countCreation(nowMs)) {
    return refuse(problem(80007, 'More than 100 templates were made within an hour', { isTransient: true }))
  }
  const wish = readWish(await request.fields())
  if ('problem' in wish) return refuse(wish.problem)
  const wrong = checkPlace(world, wish.value) ?? checkTtl(wish.value) ?? checkWish(world, wish.value)
  if (wrong !== null) return refuse(wrong)
  const template = addTemplate(world, wish.value)
  world.onChange()
  return json({ id: template.id, status: template.status, category: template.category })
}

function readWish(fields: Readonly<Record<string, unknown>> | null): { readonly value: TemplateWish } | { readonly problem: Problem } {
  if (fields === null) return { problem: problem(100, 'The body is neither JSON nor a form') }
  const head = checkParameters(fields, wishSchema)
  if ('problem' in head) return head
  if (head.value.library_template_name !== undefined) return fromLibrary(head.value, fields)
  const parts = checkParameters({ components: parseIfText(fields['components']) }, z.object({ components: componentsSchema }))
  return 'problem' in parts ? parts : { value: { ...head.value, components: parts.value.components } }
}

function checkPlace(world: World, wish: TemplateWish): Problem | null {
  const { templates } = world.management
  const isVerified = world.account.verificationStatus === 'verified' && world.number.nameStatus === 'APPROVED'
  const countMax = isVerified ? COUNT_MAX.verified : COUNT_MAX.unverified
  if (templates.list.length >= countMax) return invalid(`The account has ${countMax} templates already`, 2388019)
  if (templates.named(wish.name, wish.language).length > 0) {
    return invalid(`There is already content in this language for the template ${wish.name}`, 2388024)
  }
  return templates.isBlocked(wish.name, wish.language, world.clock.nowMs())
    ? invalid('The language of a deleted template can be used again after 30 days', 2388023)
    : null
}

/** Shortest and longest life of an undelivered message. @source reference part 5, TTL */
const ttlRanges: Readonly<Record<string, readonly [number, number]>> = {
  AUTHENTICATION: [30, 900],
  UTILITY: [30, 43_200],
  MARKETING: [43_200, 2_592_000],
}

/** Checks `message_send_ttl_seconds` against the category. */
export function checkTtl(wish: { readonly category: string; readonly message_send_ttl_seconds?: number | undefined }): Problem | null {
  const seconds = wish.message_send_ttl_seconds
  if (seconds === undefined || (seconds === -1 && wish.category !== 'MARKETING')) return null
  const [least, most] = ttlRanges[wish.category] ?? [0, 0]
  return seconds >= least && seconds <= most ? null : invalid(`message_send_ttl_seconds: ${least} to ${most} for ${wish.category}`)
}

function checkWish(world: World, wish: TemplateWish): Problem | null {
  const format = wish.parameter_format === 'NAMED' ? 'NAMED' : 'POSITIONAL'
  return checkComponents(world, wish.components, { category: wish.category, format }) ?? checkDouble(world, wish)
}

/** Body and footer of another live template in the same language are refused. @source reference part 5, refused texts */
function checkDouble(world: World, wish: TemplateWish): Problem | null {
  if (wish.library_template_name !== undefined || wish.category === 'AUTHENTICATION') return null
  const textOf = (parts: readonly { type: string; text?: string | undefined }[], type: string): string =>
    parts.find((part) => part.type === type)?.text ?? ''
  const twin = world.management.templates.list.find(
    (one) =>
      one.language === wish.language &&
      ['APPROVED', 'PENDING', 'PAUSED'].includes(one.status) &&
      textOf(one.components, 'BODY') === textOf(wish.components, 'BODY') &&
      textOf(one.components, 'FOOTER') === textOf(wish.components, 'FOOTER'),
  )
  return twin === undefined ? null : invalid(`body and footer are those of the template ${twin.name}`)
}

function addTemplate(world: World, wish: TemplateWish): TemplateNode {
  const { templates } = world.management
  const buttons = wish.components.flatMap((part) => part.buttons ?? []).map((button) => button.type)
  const isFromLibrary = wish.library_template_name !== undefined
  const template: TemplateNode = {
    id: templates.nextId(),
    name: wish.name,
    language: wish.language,
    status: 'PENDING',
    category: categoryFor(wish.category, [...buttons, ...wish.components.map((part) => part.type)]),
    parameter_format: wish.parameter_format,
    quality_score: { score: 'UNKNOWN', date: Math.floor(world.clock.nowMs() / 1000) },
    rejected_reason: 'NONE',
    components: [...wish.components],
    ...(wish.message_send_ttl_seconds === undefined ? {} : { message_send_ttl_seconds: wish.message_send_ttl_seconds }),
    ...(isFromLibrary ? { library_template_name: wish.library_template_name } : {}),
  }
  templates.add(template, { createdAtMs: world.clock.nowMs() })
  if (isFromLibrary) setStatus(world, template, { event: 'APPROVED' })
  else planReview(world, template)
  return template
}
