import { type SendMessageRequest, markReadSchema } from '#contract/cloud-api/requests.ts'
import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import { hasOpenWindow } from '../behaviour/customers.ts'
import { categoryOf, followUp, refusalOf } from '../behaviour/delivery.ts'
import { type RequestFault, requestFaults } from '../behaviour/fault-table.ts'
import type { Person } from '../behaviour/people.ts'
import { type World, makeWamid } from '../behaviour/world.ts'
import type { Arrival, LedgerFacts } from '../ledger/ledger.ts'
import { acceptedAnswer, answerOfFault } from './send-answers.ts'
import type { SendLimits } from './limits.ts'
import { type Answer, type Problem, json, problem, refuse } from './problems.ts'
import { readSendRequest, shapeProblem } from './shape-check.ts'
import { checkTemplate } from './template-check.ts'

/** One post to the messages edge. */
export type Incoming = {
  readonly body: string
  readonly arrival: Arrival
  readonly isReusedSocket: boolean
  /** What stands against the request before its body is looked at: token or number. */
  readonly gate: Problem | null
}

/** What to answer, and how badly. */
export type Outcome = { readonly answer: Answer; readonly fault: RequestFault | null }

/**
 * Plays POST /{number}/messages: strikes a fault or checks as Meta does, writes the ledger, plans what follows.
 * The ledger line stands before the answer leaves.
 */
export function receiveMessage(world: World, limits: SendLimits, incoming: Incoming): Outcome {
  const parsed = parseJson(incoming.body)
  if (incoming.gate !== null) {
    note(world, incoming, { kind: 'refused', fault: null, parsed, code: incoming.gate.code })
    return { answer: refuse(incoming.gate), fault: null }
  }
  if (field(parsed, 'status') !== undefined) return { answer: markRead(parsed), fault: null }
  const fault = world.faults.strikeRequest({ kind: 'send', isReusedSocket: incoming.isReusedSocket })
  if (fault !== null && !requestFaults[fault].accepts) {
    const answer = answerOfFault(world, fault)
    note(world, incoming, { kind: 'refused', fault, parsed, code: answer.code })
    return { answer: answer.answer ?? json({}), fault }
  }
  const checked = checkMessage(world, limits, { parsed, arrival: incoming.arrival })
  if ('problem' in checked) {
    note(world, incoming, { kind: 'refused', fault, parsed, code: checked.problem.code })
    return { answer: refuse(checked.problem), fault }
  }
  return { answer: accept(world, incoming, { ...checked, fault, parsed }), fault }
}

type Checked = { readonly request: SendMessageRequest; readonly person: Person; readonly template: TemplateNode | null }

function accept(
  world: World,
  incoming: Incoming,
  message: Checked & { readonly fault: RequestFault | null; readonly parsed: unknown },
): Answer {
  const { request, person, template, fault } = message
  const wamid = makeWamid(person, world.clock.nowMs())
  note(world, incoming, { kind: 'accepted', fault, parsed: message.parsed, code: null, wamid, person: person.key })
  followUp(world, { request, person, template, wamid, fault })
  const revokeAfter = world.faults.setting('revokeTokenAfter')
  if (revokeAfter > 0 && world.ledger.accepted >= revokeAfter) {
    world.token.isRevoked = true
    world.faults.set({ revokeTokenAfter: 0 })
  }
  const ordinary = acceptedAnswer({ request, person, wamid, isTemplate: template !== null, isHeld: fault === 'heldForQuality' })
  return fault === null ? ordinary : (answerOfFault(world, fault).answer ?? ordinary)
}

function checkMessage(
  world: World,
  limits: SendLimits,
  incoming: { readonly parsed: unknown; readonly arrival: Arrival },
): Checked | { readonly problem: Problem } {
  const tooFast = limits.checkThroughput(incoming.arrival.atMs)
  if (tooFast !== null) return { problem: tooFast }
  const shape = readSendRequest(incoming.parsed)
  if ('problem' in shape) return shape
  const { request } = shape
  const person = findRecipient(world, request)
  if ('problem' in person) return person
  const template = request.type === 'template' ? findTemplate(world, request.template.name, request.template.language.code) : undefined
  const wrong = checkContent(world, request, template) ?? limits.checkRecipient(person) ?? checkPerson(world, person, template ?? null)
  return wrong === null ? { request, person, template: template ?? null } : { problem: wrong }
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

function findTemplate(world: World, name: string, language: string): TemplateNode | undefined {
  return world.templates.find((template) => template.name === name && template.language === language)
}

function checkContent(world: World, request: SendMessageRequest, template: TemplateNode | undefined): Problem | null {
  const { catalogId } = world.identity
  const hasProduct = (retailerId: string): boolean => world.scenario.products.some((product) => product.retailerId === retailerId)
  if (request.type === 'template') return checkTemplate(template, request.template, { catalogId, hasProduct })
  if (request.type !== 'interactive') return null
  const { interactive } = request
  if (interactive.type !== 'product' && interactive.type !== 'product_list') return null
  if (interactive.action.catalog_id !== catalogId) return problem(131009, `catalog_id: not linked to this account`)
  const named =
    interactive.type === 'product'
      ? [interactive.action.product_retailer_id]
      : interactive.action.sections.flatMap((section) => section.product_items.map((item) => item.product_retailer_id))
  const unknown = named.find((retailerId) => !hasProduct(retailerId))
  return unknown === undefined ? null : problem(131009, `Product ${unknown} not found in catalog ${catalogId}`)
}

function checkPerson(world: World, person: Person, template: TemplateNode | null): Problem | null {
  if (template === null && !hasOpenWindow(world, person)) {
    return problem(131047, 'More than 24 hours have passed since the recipient last replied')
  }
  if (world.refusals === 'status') return null
  const code = refusalOf(person, categoryOf(template))
  return code === null ? null : problem(code, 'Message not accepted for this person')
}

type Note = Pick<LedgerFacts, 'kind' | 'fault' | 'code'> & { readonly parsed: unknown; readonly wamid?: string; readonly person?: string }

function note(world: World, incoming: Incoming, what: Note): void {
  const template = field(what.parsed, 'template')
  world.ledger.append(
    {
      kind: what.kind,
      opaque: textField(what.parsed, 'biz_opaque_callback_data'),
      to: textField(what.parsed, 'to') ?? textField(what.parsed, 'recipient'),
      person: what.person ?? null,
      type: textField(what.parsed, 'type'),
      template: textField(template, 'name'),
      wamid: what.wamid ?? null,
      code: what.code,
      fault: what.fault,
      isReusedSocket: incoming.isReusedSocket,
      body: incoming.body,
    },
    incoming.arrival,
  )
}

function markRead(parsed: unknown): Answer {
  const mark = markReadSchema.safeParse(parsed)
  if (!mark.success) return refuse(shapeProblem(parsed, mark.error.issues))
  const isMessageId = mark.data.message_id.startsWith('wamid.')
  return isMessageId ? json({ success: true }) : refuse(problem(131009, 'message_id: not the id of a message'))
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function textField(value: unknown, name: string): string | null {
  const found = field(value, name)
  return typeof found === 'string' ? found : null
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    // Not JSON: the shape check words the refusal.
    return null
  }
}
