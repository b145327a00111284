import { Readable } from 'node:stream'
import type { LookupFunction } from 'node:net'
import { Pool } from 'undici'
import type { Clock } from '../kernel/index.ts'
import { causeOf, Exchange, type AnswerSink, type HttpExchange } from './http-exchange.ts'

/**
 * How long each part of an exchange may take. `idleMs` holds for files (in pieces or into a sink) instead of the other
 * two: a slow line may take minutes for 100 MB, but it may not stand still. Defaults: SECURITY 2.0, step 2.
 */
export type Timeouts = { readonly connectMs: number; readonly headersMs: number; readonly totalMs: number; readonly idleMs?: number }

export const defaultTimeouts: Timeouts = { connectMs: 10_000, headersMs: 30_000, totalMs: 60_000 }

/** Covers what still stands in the buffers of the system after the last piece was handed over, and Meta's own work. */
const IDLE_MS = 120_000

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path with query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Text, or bytes in pieces that are sent one after the other and never copied together. */
  readonly body: string | readonly Uint8Array[] | null
  readonly maxAnswerBytes: number
  /** Takes the body of a 200 piece by piece; the answer then comes with an empty body. */
  readonly sink?: AnswerSink | undefined
  readonly signal?: AbortSignal | undefined
}

export type Http = {
  exchange(request: HttpRequest): Promise<HttpExchange>
  /** Waits for requests under way. */
  retire(): Promise<void>
  /** Lets requests under way fail. */
  close(): Promise<void>
}

export type HttpOptions = {
  readonly origin: string
  readonly connections: number
  readonly timeouts: Timeouts
  readonly clock: Clock
  /** Extra certificate authorities in PEM form, for a shop's own gateway. */
  readonly certificateAuthorities?: readonly string[] | undefined
  /** Resolves host names, e.g. to refuse private addresses. */
  readonly lookup?: LookupFunction | undefined
}

/**
 * A pool of connections to one origin. One try per request: nothing is repeated, no redirect is followed, certificates
 * are always verified whatever the environment says, and a connection that idled for 4 s is not used again.
 */
export function createHttp(options: HttpOptions): Http {
  const pool = new Pool(options.origin, {
    connections: options.connections,
    pipelining: 1,
    allowH2: false,
    headersTimeout: options.timeouts.headersMs,
    bodyTimeout: options.timeouts.totalMs,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 4_000,
    connect: {
      timeout: options.timeouts.connectMs,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      ...(options.certificateAuthorities === undefined ? {} : { ca: [...options.certificateAuthorities] }),
      ...(options.lookup === undefined ? {} : { lookup: options.lookup }),
    },
  })
  return {
    exchange: (request) => exchangeOnce(pool, request, options),
    retire: () => pool.close(),
    close: () => pool.destroy(),
  }
}

function exchangeOnce(pool: Pool, request: HttpRequest, { clock, timeouts }: HttpOptions): Promise<HttpExchange> {
  if (request.signal?.aborted === true) return Promise.resolve({ kind: 'failed', cause: 'aborted', hasLeft: false, status: null })
  const isBulky = request.sink !== undefined || (request.body !== null && typeof request.body !== 'string')
  const deadlineMs = isBulky ? (timeouts.idleMs ?? IDLE_MS) : timeouts.totalMs
  return new Promise((resolve) => {
    const settle = (result: HttpExchange) => {
      forgetTimer()
      request.signal?.removeEventListener('abort', onAbort)
      resolve(result)
    }
    const end = (cause: 'timeout' | 'aborted') => {
      exchange.fail(cause)
      exchange.controller?.abort(new Error('given up'))
    }
    const onProgress = () => {
      if (!isBulky || exchange.isSettled) return
      forgetTimer()
      forgetTimer = clock.after(deadlineMs, () => end('timeout'))
    }
    const exchange = new Exchange({ maxAnswerBytes: request.maxAnswerBytes, sink: request.sink, onProgress, settle })
    const onAbort = () => end('aborted')
    let forgetTimer = clock.after(deadlineMs, () => end('timeout'))
    request.signal?.addEventListener('abort', onAbort, { once: true })
    try {
      const { body, length } = sendable(request.body, onProgress)
      const headers = length === null ? request.headers : { ...request.headers, 'content-length': String(length) }
      const timers = isBulky ? { headersTimeout: 0, bodyTimeout: 0 } : {}
      pool.dispatch({ method: request.method, path: request.path, headers, body, ...timers }, exchange)
    } catch (error) {
      exchange.fail(causeOf(error))
    }
  })
}

/** Small enough that a slow line shows progress well within the idle time. */
const SLICE_BYTES = 64 * 1024

function sendable(body: HttpRequest['body'], onProgress: () => void): { body: string | Readable | null; length: number | null } {
  if (body === null || typeof body === 'string') return { body, length: null }
  const length = body.reduce((sum, piece) => sum + piece.byteLength, 0)
  return { body: Readable.from(slices(body, onProgress), { highWaterMark: 1 }), length }
}

/** Views into the given bytes, not copies; asked for only when the connection can take more. */
function* slices(pieces: readonly Uint8Array[], onProgress: () => void): Generator<Uint8Array> {
  for (const piece of pieces)
    for (let start = 0; start < piece.byteLength; start += SLICE_BYTES) {
      onProgress()
      yield piece.subarray(start, start + SLICE_BYTES)
    }
}
