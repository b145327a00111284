import type { LookupFunction } from 'node:net'
import { Pool, type Dispatcher } from 'undici'
import type { Clock } from '../kernel/index.ts'

/** How long each part of an exchange may take. Defaults: SECURITY 2.0, step 2. */
export type Timeouts = { readonly connectMs: number; readonly headersMs: number; readonly totalMs: number }

export const defaultTimeouts: Timeouts = { connectMs: 10_000, headersMs: 30_000, totalMs: 60_000 }

export type HttpRequest = {
  readonly method: 'GET' | 'POST'
  /** Path with query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly maxAnswerBytes: number
  readonly signal?: AbortSignal | undefined
}

/** What is known after one try. `hasLeft` is false only when no byte of the request was written to a connection. */
export type HttpExchange =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string | string[] | undefined>>
      readonly body: Buffer
    }
  | {
      readonly kind: 'failed'
      readonly cause: 'network' | 'tls' | 'address' | 'timeout' | 'reset' | 'too-large' | 'aborted'
      readonly hasLeft: boolean
      readonly status: number | null
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

/** Thrown by a lookup that refuses an address. */
export const ADDRESS_REFUSED = 'ESHOPBELLADDRESS'

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

/** Lives for one request; hears from undici in the order start, answer, data, end or error. */
class Exchange implements Dispatcher.DispatchHandler {
  controller: Dispatcher.DispatchController | null = null
  hasLeft = false
  status: number | null = null
  private headers: Readonly<Record<string, string | string[] | undefined>> = {}
  private readonly chunks: Buffer[] = []
  private sizeBytes = 0
  private isSettled = false
  private readonly maxAnswerBytes: number
  private readonly settleWith: (exchange: HttpExchange) => void

  constructor(maxAnswerBytes: number, settleWith: (exchange: HttpExchange) => void) {
    this.maxAnswerBytes = maxAnswerBytes
    this.settleWith = settleWith
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // A second start would be a repeat of the request; undici never does that with one request per connection, and if a
    // later version did, the repeat is stopped here before a byte leaves.
    if (this.isSettled || this.hasLeft) {
      controller.abort(new Error('this request was already ended'))
      if (!this.isSettled) this.fail('reset')
      return
    }
    this.controller = controller
    this.hasLeft = true
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.status = status
    this.headers = headers
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.sizeBytes += chunk.byteLength
    this.chunks.push(chunk)
    if (this.sizeBytes <= this.maxAnswerBytes) return
    this.fail('too-large')
    controller.abort(new Error('the answer is larger than allowed'))
  }

  onResponseEnd(): void {
    if (this.status !== null) this.settle({ kind: 'answer', status: this.status, headers: this.headers, body: Buffer.concat(this.chunks) })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(causeOf(error))
  }

  fail(cause: Extract<HttpExchange, { kind: 'failed' }>['cause']): void {
    this.settle({ kind: 'failed', cause, hasLeft: this.hasLeft, status: this.status })
  }

  private settle(exchange: HttpExchange): void {
    if (this.isSettled) return
    this.isSettled = true
    this.settleWith(exchange)
  }
}

function exchangeOnce(pool: Pool, request: HttpRequest, options: HttpOptions): Promise<HttpExchange> {
  if (request.signal?.aborted === true) return Promise.resolve({ kind: 'failed', cause: 'aborted', hasLeft: false, status: null })
  return new Promise((resolve) => {
    const exchange = new Exchange(request.maxAnswerBytes, (result) => {
      forgetTimer()
      request.signal?.removeEventListener('abort', onAbort)
      resolve(result)
    })
    const end = (cause: 'timeout' | 'aborted') => {
      exchange.fail(cause)
      exchange.controller?.abort(new Error('given up'))
    }
    const onAbort = () => end('aborted')
    const forgetTimer = options.clock.after(options.timeouts.totalMs, () => end('timeout'))
    request.signal?.addEventListener('abort', onAbort, { once: true })
    try {
      pool.dispatch({ method: request.method, path: request.path, headers: request.headers, body: request.body }, exchange)
    } catch (error) {
      exchange.fail(causeOf(error))
    }
  })
}

const TLS_CODES =
  /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERROR_IN_CERT|EPROTO)/

function causeOf(error: unknown): Extract<HttpExchange, { kind: 'failed' }>['cause'] {
  const code = codeOf(error)
  if (code === ADDRESS_REFUSED) return 'address'
  if (TLS_CODES.test(code)) return 'tls'
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return 'timeout'
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)/.test(code))
    return 'network'
  return 'reset'
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
