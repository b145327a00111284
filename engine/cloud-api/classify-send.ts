import { sendAnswerSchema } from '#contract/cloud-api/answers.ts'
import { isDeadKey, namedWaitMs, parseJson, readGraphError, refusesKey, throttleScope, type GraphError } from './graph-error.ts'
import type { HttpExchange } from './http-exchange.ts'
import type { SendOutcome } from './outcome.ts'

type Answer = Extract<HttpExchange, { kind: 'answer' }>

/**
 * Decides what one try to send means. Certain are only: a 200 with a message id, a refusal whose code is known to come
 * before acceptance, a throttle answer, a refused key, and a request of which no byte left. The rest is unknown, and the
 * ledger never repeats it by itself.
 * @source the project's security page, sending protocol, step 3
 */
export function classifySend(exchange: HttpExchange): SendOutcome {
  return exchange.kind === 'failed' ? classifyFailure(exchange) : classifyAnswer(exchange)
}

function classifyFailure(failure: Extract<HttpExchange, { kind: 'failed' }>): SendOutcome {
  if (!failure.hasLeft) {
    if (failure.cause === 'tls') return { kind: 'not-sent', code: 'tls-refused' }
    return { kind: 'not-sent', code: failure.cause === 'address' ? 'address-refused' : 'network-unreachable' }
  }
  if (failure.cause === 'too-large' || failure.cause === 'sink')
    return { kind: 'unknown', reason: 'unreadable', httpStatus: failure.status }
  const reason = failure.cause === 'timeout' || failure.cause === 'aborted' ? 'timeout' : 'reset'
  return { kind: 'unknown', reason, httpStatus: failure.status }
}

function classifyAnswer(answer: Answer): SendOutcome {
  const { status } = answer
  const json = parseJson(answer.body)
  if (status === 200) return classifySuccess(json)
  if (status >= 300 && status < 400) return { kind: 'unknown', reason: 'redirect', httpStatus: status }
  const error = readGraphError(json)
  if (error !== null) return classifyRefusal(error, answer)
  // No words from Meta, but these two say by themselves that nothing was taken.
  if (status === 429) return { kind: 'retry', metaCode: 429, scope: 'number', waitMs: namedWaitMs(answer.headers), httpStatus: status }
  if (status === 401) return { kind: 'refused-key', metaCode: 190, httpStatus: status }
  return { kind: 'unknown', reason: status >= 500 ? 'server-error' : 'unreadable', httpStatus: status }
}

function classifySuccess(json: unknown): SendOutcome {
  const parsed = sendAnswerSchema.safeParse(json)
  const message = parsed.success ? parsed.data.messages[0] : undefined
  if (!parsed.success || message === undefined) return { kind: 'unknown', reason: 'unreadable', httpStatus: 200 }
  const contact = parsed.data.contacts?.[0]
  return {
    kind: 'accepted',
    wamid: message.id,
    waId: contact?.wa_id ?? null,
    userId: contact?.user_id ?? null,
    heldForQuality: message.message_status === 'held_for_quality_assessment',
    httpStatus: 200,
  }
}

/**
 * The number to send from is not there for this key (a wrong id, a number that moved, a permission that was taken away): true
 * of every message, so nobody is refused for it. @source reference part 1, error 100 with subcode 33
 */
const isNumberOutOfReach = (error: GraphError): boolean => error.code === 100 && error.subcode === 33

function classifyRefusal(error: GraphError, answer: Answer): SendOutcome {
  const httpStatus = answer.status
  const scope = throttleScope(error.code)
  if (scope !== null) return { kind: 'retry', metaCode: error.code, scope, waitMs: namedWaitMs(answer.headers), httpStatus }
  if (isDeadKey(error) || refusesKey(error) || isNumberOutOfReach(error)) return { kind: 'refused-key', metaCode: error.code, httpStatus }
  if (httpStatus === 429) return { kind: 'retry', metaCode: error.code, scope: 'number', waitMs: namedWaitMs(answer.headers), httpStatus }
  // "backoff" codes are Meta's own trouble and an unlisted code is nobody's knowledge: both may hide an acceptance.
  const isCertain = error.fact !== null && error.fact.retry !== 'backoff'
  if (isCertain) return { kind: 'rejected', metaCode: error.code, httpStatus }
  return { kind: 'unknown', reason: httpStatus >= 500 || error.fact !== null ? 'server-error' : 'unreadable', httpStatus }
}
