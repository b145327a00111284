import type { SendAnswer } from '#contract/cloud-api/answers.ts'
import type { SendMessageRequest } from '#contract/cloud-api/requests.ts'
import type { RequestFault } from '../behaviour/fault-table.ts'
import type { Person } from '../behaviour/people.ts'
import type { World } from '../behaviour/world.ts'
import { type Answer, json, page, problem, refuse } from './problems.ts'

/** The answer to an accepted message. @source reference part 2, response 200 */
export function acceptedAnswer(message: {
  readonly request: SendMessageRequest
  readonly person: Person
  readonly wamid: string
  readonly isTemplate: boolean
  readonly isHeld: boolean
}): Answer {
  const { request, person, wamid } = message
  const isToNumber = request.to !== undefined
  const answer: SendAnswer = {
    messaging_product: 'whatsapp',
    contacts: [
      {
        input: request.to ?? request.recipient ?? '',
        ...(isToNumber && person.waId !== null ? { wa_id: person.waId } : {}),
        user_id: person.userId,
      },
    ],
    messages: [
      { id: wamid, ...(message.isTemplate ? { message_status: message.isHeld ? 'held_for_quality_assessment' : 'accepted' } : {}) },
    ],
  }
  return json(answer)
}

/** What a fault says instead of the ordinary answer. */
export type FaultAnswer = {
  /** For faults that accept nothing. */
  readonly answer: Answer
  /** For faults that accept and then answer wrongly; null = the ordinary answer, given in a bad way. */
  readonly answerAfterAccept: Answer | null
  readonly code: number | null
}

/** The answer of a fault, by name. */
export function answerOfFault(world: World, fault: RequestFault): FaultAnswer {
  const say = (answer: Answer, code: number | null = null): FaultAnswer => ({ answer, answerAfterAccept: answer, code })
  const graph = (code: number, options: Parameters<typeof problem>[2] = {}): FaultAnswer =>
    say(refuse(problem(code, 'Fault of the simulator', options)), code)
  switch (fault) {
    case 'tooManyRequests':
      return graph(4, { subcode: 2446079, httpStatus: 429, isTransient: true })
    case 'throughputReached':
      return graph(130429)
    case 'heldBack':
      return graph(131049)
    case 'notOnWhatsapp':
      return graph(131026)
    case 'error500':
    case 'error500AfterAccept':
      return graph(131000, { httpStatus: 500 })
    case 'error502':
    case 'error502AfterAccept':
      return say(page('502 Bad Gateway', 502))
    case 'error503':
    case 'error503AfterAccept':
      return graph(2, { httpStatus: 503, isTransient: true })
    case 'htmlPage':
    case 'htmlPageAfterAccept':
      return say(page('Welcome, please sign in to the network', 200))
    case 'noMessageId':
      return say(json({ messaging_product: 'whatsapp', contacts: [], messages: [] }))
    case 'redirect':
      return say({ ...page('Moved', 307), location: world.baseUrl().replace('127.0.0.1', 'localhost') + '/simulator/trap' })
    case 'dropBeforeAccept':
    case 'dropAfterAccept':
    case 'dropReusedAfterAccept':
    case 'heldBackLater':
    case 'notOnWhatsappLater':
    case 'slowAnswer':
    case 'dripAnswer':
    case 'silent':
    case 'halfAnswer':
    case 'endlessAnswer':
    case 'heldForQuality':
      return { answer: json({}), answerAfterAccept: null, code: null }
    default:
      return fault satisfies never
  }
}
