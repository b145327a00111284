import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { SendMessageRequest } from '#contract/cloud-api/requests.ts'
import type { SendEdge } from '../behaviour/accepted.ts'
import { hasOpenWindow } from '../behaviour/customers.ts'
import { categoryOf, paymentRefusalOf, refusalOf } from '../behaviour/fate.ts'
import { type Person, identityHashOf } from '../behaviour/people.ts'
import { type World, timeOfWamid } from '../behaviour/world.ts'
import type { Arrival } from '../ledger/ledger.ts'
import { checkAllowed, checkNumber } from './account-check.ts'
import { goodsOf } from './goods-check.ts'
import type { SendLimits } from './limits.ts'
import { checkFreeFormMedia } from './media-check.ts'
import { type Problem, problem } from './problems.ts'
import { readSendRequest } from './shape-check.ts'
import { checkTemplate } from './template-check.ts'

const REACTION_TARGET_MS = 30 * 86_400_000

/** A message that Meta would take. */
export type Checked = { readonly request: SendMessageRequest; readonly person: Person; readonly template: TemplateNode | null }

/** What came in. */
export type Candidate = { readonly parsed: unknown; readonly arrival: Arrival; readonly edge: SendEdge }

/** Checks a message as Meta does, in its order: speed, number, shape, recipient, content, permissions, limits, person. */
export function checkMessage(world: World, limits: SendLimits, candidate: Candidate): Checked | { readonly problem: Problem } {
  const early = limits.checkThroughput(candidate.arrival.atMs) ?? checkNumber(world)
  if (early !== null) return { problem: early }
  const shape = readSendRequest(candidate.parsed, candidate.edge)
  if ('problem' in shape) return shape
  const { request } = shape
  const person = findRecipient(world, request)
  if ('problem' in person) return person
  const template = findTemplate(world, request)
  const checked = { request, person, template: template ?? null }
  const wrong =
    checkContent(world, request, template) ??
    checkAllowed(world, { ...checked, edge: candidate.edge }) ??
    limits.checkRecipient(person) ??
    checkPerson(world, checked)
  return wrong === null ? checked : { problem: wrong }
}

function findRecipient(world: World, request: SendMessageRequest): Person | { readonly problem: Problem } {
  if (request.to !== undefined) {
    const person = /[a-z@]/i.test(request.to) ? null : world.people.find(request.to)
    if (person === null) return { problem: problem(131009, `to: ${request.to.length} characters are no phone number`) }
    return person.digits === world.scenario.shop.phoneDigits ? { problem: problem(131021, 'Recipient is the sender') } : person
  }
  const person = world.people.findByUserId(request.recipient ?? '')
  return person ?? { problem: problem(131026, 'Nobody with this user id can be reached') }
}

function findTemplate(world: World, request: SendMessageRequest): TemplateNode | undefined {
  if (request.type !== 'template') return undefined
  const { name, language } = request.template
  return world.templates.find((template) => template.name === name && template.language === language.code)
}

function checkContent(world: World, request: SendMessageRequest, template: TemplateNode | undefined): Problem | null {
  if (request.type === 'template') return checkTemplate(world, template, request.template)
  if (request.type === 'reaction') return checkReactionTarget(world, request.reaction.message_id)
  const media = checkFreeFormMedia(world, request)
  if (media !== null || request.type !== 'interactive') return media
  return checkShownProducts(world, request.interactive)
}

function checkReactionTarget(world: World, wamid: string): Problem | null {
  const madeAtMs = timeOfWamid(wamid)
  if (madeAtMs === null) return problem(131009, 'message_id: no message of this chat')
  return world.clock.nowMs() - madeAtMs > REACTION_TARGET_MS ? problem(131009, 'message_id: the message is older than 30 days') : null
}

type Interactive = (SendMessageRequest & { readonly type: 'interactive' })['interactive']

function checkShownProducts(world: World, interactive: Interactive): Problem | null {
  const goods = goodsOf(world)
  switch (interactive.type) {
    case 'product':
      return goods.checkIn(interactive.action.catalog_id, [interactive.action.product_retailer_id])
    case 'product_list':
      return goods.checkIn(
        interactive.action.catalog_id,
        interactive.action.sections.flatMap((section) => section.product_items.map((item) => item.product_retailer_id)),
      )
    case 'catalog_message':
      return checkWholeCatalog(world, interactive.action.parameters?.thumbnail_product_retailer_id)
    case 'carousel': {
      const wrong = interactive.action.cards.map((card) =>
        card.type === 'product' ? goods.checkIn(card.action.catalog_id, [card.action.product_retailer_id]) : null,
      )
      return wrong.find((one) => one !== null) ?? null
    }
    default:
      return null
  }
}

function checkWholeCatalog(world: World, thumbnail: string | undefined): Problem | null {
  if (!world.account.hasCatalog) return problem(131009, 'No catalog is linked to this account')
  return thumbnail === undefined ? null : goodsOf(world).check([thumbnail])
}

function checkPerson(world: World, { request, person, template }: Checked): Problem | null {
  const hash = request.recipient_identity_key_hash
  if (hash !== undefined && hash !== identityHashOf(person)) return problem(137000, 'The identity of this person has changed')
  const isClosed = template === null && !hasOpenWindow(world, person)
  if (isClosed && world.faults.setting('closedWindowLater') === 0) {
    return problem(131047, 'More than 24 hours have passed since the recipient last replied')
  }
  if (world.refusals === 'status') return null
  const code = paymentRefusalOf(world, template) ?? refusalOf(person, categoryOf(template))
  return code === null ? null : problem(code, 'Message not accepted for this person')
}
