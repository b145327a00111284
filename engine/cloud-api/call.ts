import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { fail, ok, type AppError, type Result } from '#contract/kernel/result.ts'
import type { Logger } from '../kernel/index.ts'
import {
  isDeadKey,
  namedWaitMs,
  parseJson,
  readGraphError,
  readRefusalWords,
  refusesKey,
  throttleScope,
  type GraphError,
} from './graph-error.ts'
import type { HttpExchange } from './http-exchange.ts'
import { encodeForm, type FormPart } from './multipart.ts'
import type { Wire, WireBytes, WireRequest } from './wire.ts'

/** One call: what is asked, and the schema of the answer. At most one of `body`, `form` and `bytes` is given. */
export type Operation<S extends z.ZodType> = Pick<WireRequest, 'method' | 'path' | 'query' | 'headers' | 'host' | 'scheme' | 'appKey'> & {
  /** For the log. */
  readonly name: string
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as a multipart form. */
  readonly form?: readonly FormPart[]
  /** Sent as they are; bytes and forms may take as long as they need, as long as something moves. */
  readonly bytes?: WireBytes
  readonly answer: S
  /** Meta's own words for a refusal come along; only for calls that carry nothing of a customer. */
  readonly tellsWhy?: boolean
  /** Reads what Meta sends beside a refusal, e.g. what became of each of several items; null = it stays a refusal. */
  readonly readRefusal?: (json: unknown) => z.output<S> | null
}

/** What every operation needs. */
export type CallDeps = { readonly wire: Wire; readonly logger: Logger; readonly now: () => number }

const MAX_ANSWER_BYTES = 8 * 1024 * 1024

/** Runs one operation and reads its answer by schema; every failure comes as an error code of the catalogue. */
export async function call<S extends z.ZodType>(deps: CallDeps, operation: Operation<S>): Promise<Result<z.output<S>>> {
  const { method, path, host, scheme } = operation
  const body = bodyOf(operation)
  const exchange = await deps.wire({
    method,
    path,
    host,
    scheme,
    maxAnswerBytes: MAX_ANSWER_BYTES,
    ...(operation.query === undefined ? {} : { query: operation.query }),
    ...(operation.appKey === undefined ? {} : { appKey: operation.appKey }),
    ...(operation.headers === undefined ? {} : { headers: operation.headers }),
    ...(body === undefined ? {} : { body }),
  })
  const result = exchange.kind === 'failed' ? fromFailure(exchange) : fromAnswer(exchange, operation, deps.now())
  if (!result.ok)
    deps.logger.warn('cloud-api.failed', {
      operation: operation.name,
      code: result.error.code,
      metaCode: Number(result.error.params?.['metaCode'] ?? 0),
    })
  return result
}

function bodyOf({ body, form, bytes }: Operation<z.ZodType>): string | WireBytes | undefined {
  if (bytes !== undefined) return bytes
  if (form !== undefined) return encodeForm(form, `shopbell-${randomBytes(24).toString('hex')}`)
  return body === undefined ? undefined : JSON.stringify(body)
}

/** The error code of an exchange that brought no answer. */
export function fromFailure(failure: Extract<HttpExchange, { kind: 'failed' }>): Result<never> {
  switch (failure.cause) {
    case 'tls':
      return fail('tls-refused')
    case 'address':
      return fail('address-refused')
    case 'timeout':
      return fail('network-timeout', undefined, 'now')
    case 'too-large':
      return fail('meta-answer-unreadable', { httpStatus: failure.status ?? 0 })
    case 'sink':
      return fail('file-write-failed')
    case 'network':
    case 'reset':
    case 'aborted':
      return fail('network-unreachable', undefined, 'now')
  }
}

function fromAnswer<S extends z.ZodType>(
  answer: Extract<HttpExchange, { kind: 'answer' }>,
  operation: Operation<S>,
  now: number,
): Result<z.output<S>> {
  const { status } = answer
  if (status >= 300 && status < 400) return fail('redirect-refused', { httpStatus: status })
  const json = parseJson(answer.body)
  const error = readGraphError(json)
  if (error !== null) return refusedOrPartial({ answer, json, error, now }, operation)
  if (status === 401) return fail('meta-key-refused', { httpStatus: status })
  if (status === 429) return fail('meta-busy', { httpStatus: status }, { at: now + (namedWaitMs(answer.headers) ?? 60_000) })
  if (status !== 200) return fail('meta-answer-unreadable', { httpStatus: status }, status >= 500 ? 'now' : 'never')
  const parsed = operation.answer.safeParse(json)
  return parsed.success ? ok(parsed.data) : fail('meta-answer-unreadable', { httpStatus: status })
}

type Refused = {
  readonly answer: Extract<HttpExchange, { kind: 'answer' }>
  readonly json: unknown
  readonly error: GraphError
  readonly now: number
}

function refusedOrPartial<S extends z.ZodType>({ answer, json, error, now }: Refused, operation: Operation<S>): Result<z.output<S>> {
  const partial = operation.readRefusal?.(json) ?? null
  if (partial !== null) return ok(partial)
  const refused = refusal(error, namedWaitMs(answer.headers), now)
  return { ok: false, error: mayTell(operation, refused) ? withDetail(refused, readRefusalWords(json)) : refused }
}

/** About a bad key Meta's words may repeat the key. */
const mayTell = ({ tellsWhy }: Operation<z.ZodType>, { code }: AppError): boolean => tellsWhy === true && code !== 'meta-key-refused'

const withDetail = (error: AppError, detail: string | null): AppError =>
  detail === null ? error : { ...error, params: { ...error.params, detail } }

function refusal(error: GraphError, waitMs: number | null, now: number): AppError {
  const params = error.subcode === null ? { metaCode: error.code } : { metaCode: error.code, metaSubcode: error.subcode }
  if (isDeadKey(error)) return { code: 'meta-key-refused', params, retry: 'never' }
  if (refusesKey(error)) return { code: 'meta-permission-missing', params, retry: 'never' }
  if (throttleScope(error.code) !== null) return { code: 'meta-busy', params, retry: { at: now + (waitMs ?? 60_000) } }
  return { code: 'meta-refused', params, retry: error.fact?.retry === 'backoff' ? 'now' : 'never' }
}
