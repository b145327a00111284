import type { SendAnswer } from '#contract/cloud-api/answers.ts'
import type { SendMessageRequest } from '#contract/cloud-api/requests.ts'
import type { RequestFault } from '../behaviour/fault-table.ts'
import type { Person } from '../behaviour/people.ts'
import type { World } from '../behaviour/world.ts'
import { type Answer, type Problem, json, page, problem, refuse } from './problems.ts'

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
  /** Null = the ordinary answer, given in a bad way. */
  readonly answer: Answer | null
  /** Meta's number, when the answer has one. */
  readonly code: number | null
}

type Writer = (world: World) => FaultAnswer

const badWayOnly: Writer = () => ({ answer: null, code: null })

function say(answer: Answer): FaultAnswer {
  return { answer, code: null }
}

function graph(code: number, options: Partial<Problem> = {}): FaultAnswer {
  return { answer: refuse(problem(code, 'Fault of the simulator', options)), code }
}

const internalError: Writer = () => graph(131000, { httpStatus: 500 })
const badGateway: Writer = () => say(page('502 Bad Gateway', 502))
const unavailable: Writer = () => graph(2, { httpStatus: 503, isTransient: true })
const portalPage: Writer = () => say(page('Welcome, please sign in to the network', 200))

const writers: Readonly<Record<RequestFault, Writer>> = {
  dropBeforeAccept: badWayOnly,
  dropAfterAccept: badWayOnly,
  dropReusedAfterAccept: badWayOnly,
  tooManyRequests: () => graph(4, { subcode: 2446079, httpStatus: 429, isTransient: true }),
  throughputReached: () => graph(130429),
  heldBack: () => graph(131049),
  pairRateReached: () => graph(131056),
  offersStopped: () => graph(131050),
  heldBackLater: badWayOnly,
  notOnWhatsapp: () => graph(131026),
  notOnWhatsappLater: badWayOnly,
  inExperiment: badWayOnly,
  mediaNotFetched: badWayOnly,
  spamLimited: () => graph(131048),
  maintenance: () => graph(131057),
  error500: internalError,
  error500AfterAccept: internalError,
  error502: badGateway,
  error502AfterAccept: badGateway,
  error503: unavailable,
  error503AfterAccept: unavailable,
  slowAnswer: badWayOnly,
  dripAnswer: badWayOnly,
  silent: badWayOnly,
  halfAnswer: badWayOnly,
  endlessAnswer: badWayOnly,
  noMessageId: () => say(json({ messaging_product: 'whatsapp', contacts: [], messages: [] })),
  htmlPage: portalPage,
  htmlPageAfterAccept: portalPage,
  redirect: (world) => say({ ...page('Moved', 307), location: `${world.baseUrl().replace('127.0.0.1', 'localhost')}/simulator/trap` }),
  heldForQuality: badWayOnly,
}

/** What a fault answers, by name. */
export function answerOfFault(world: World, fault: RequestFault): FaultAnswer {
  return writers[fault](world)
}
