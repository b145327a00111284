import { markReadSchema } from '#contract/cloud-api/requests.ts'
import type { SendEdge } from '../behaviour/accepted.ts'
import { followUp } from '../behaviour/delivery.ts'
import { type RequestFault, requestFaults } from '../behaviour/fault-table.ts'
import { type World, makeWamid } from '../behaviour/world.ts'
import type { Arrival, LedgerFacts } from '../ledger/ledger.ts'
import type { SendLimits } from './limits.ts'
import { type Answer, type Problem, json, problem, refuse } from './problems.ts'
import { acceptedAnswer, answerOfFault } from './send-answers.ts'
import { type Checked, checkMessage } from './send-checks.ts'
import { shapeProblem } from './shape-check.ts'

/** One post to the messages edge, or to the marketing messages edge. */
export type Incoming = {
  readonly edge: SendEdge
  readonly body: string
  readonly arrival: Arrival
  readonly isReusedSocket: boolean
  /** What stands against the request before its body is looked at: token or number. */
  readonly gate: Problem | null
}

/** What to answer, and how badly. */
export type Outcome = { readonly answer: Answer; readonly fault: RequestFault | null }

/**
 * Plays POST /{number}/messages and /{number}/marketing_messages: strikes a fault or checks as Meta does, writes the ledger, plans what follows.
 * The ledger line stands before the answer leaves.
 */
export function receiveMessage(world: World, limits: SendLimits, incoming: Incoming): Outcome {
  const parsed = parseJson(incoming.body)
  if (incoming.gate !== null) {
    note(world, incoming, { kind: 'refused', fault: null, parsed, code: incoming.gate.code })
    return { answer: refuse(incoming.gate), fault: null }
  }
  if (incoming.edge === 'messages' && field(parsed, 'status') !== undefined) return { answer: markRead(parsed), fault: null }
  const fault = world.faults.strikeRequest({ kind: 'send', isReusedSocket: incoming.isReusedSocket })
  if (fault !== null && !requestFaults[fault].accepts) {
    const answer = answerOfFault(world, fault)
    note(world, incoming, { kind: 'refused', fault, parsed, code: answer.code })
    return { answer: answer.answer ?? json({}), fault }
  }
  const checked = checkMessage(world, limits, { parsed, arrival: incoming.arrival, edge: incoming.edge })
  if ('problem' in checked) {
    note(world, incoming, { kind: 'refused', fault, parsed, code: checked.problem.code })
    return { answer: refuse(checked.problem), fault }
  }
  return { answer: accept(world, incoming, { ...checked, fault, parsed }), fault }
}

function accept(
  world: World,
  incoming: Incoming,
  message: Checked & { readonly fault: RequestFault | null; readonly parsed: unknown },
): Answer {
  const { request, person, template, fault } = message
  const wamid = makeWamid(person, world.clock.nowMs())
  note(world, incoming, { kind: 'accepted', fault, parsed: message.parsed, code: null, wamid, person: person.key })
  const isPaced = template !== null && !world.pacing.takes(template.id)
  followUp(world, { request, person, template, wamid, fault, edge: incoming.edge, isPaced })
  const revokeAfter = world.faults.setting('revokeTokenAfter')
  if (revokeAfter > 0 && world.ledger.accepted >= revokeAfter) {
    world.token.isRevoked = true
    world.faults.set({ revokeTokenAfter: 0 })
  }
  const isHeld = isPaced || fault === 'heldForQuality'
  const ordinary = acceptedAnswer({ request, person, wamid, isTemplate: template !== null, isHeld })
  return fault === null ? ordinary : (answerOfFault(world, fault).answer ?? ordinary)
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
