import type { Dispatcher } from 'undici'

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
      readonly cause: 'network' | 'tls' | 'address' | 'timeout' | 'reset' | 'too-large' | 'aborted' | 'sink'
      readonly hasLeft: boolean
      readonly status: number | null
    }

/** Takes the bytes of a download in order. A promise makes the connection wait; an error thrown ends the download. */
export type AnswerSink = (bytes: Uint8Array) => void | Promise<void>

/** Thrown by a lookup that refuses an address. */
export const ADDRESS_REFUSED = 'ESHOPBELLADDRESS'

type ExchangeOptions = {
  readonly maxAnswerBytes: number
  readonly sink: AnswerSink | undefined
  /** Called whenever bytes move. */
  readonly onProgress: () => void
  readonly settle: (exchange: HttpExchange) => void
}

/** Words of refusal are short; more than this is not kept while a sink waits for a file. */
const MAX_REFUSAL_BYTES = 1024 * 1024

/** Lives for one request; hears from undici in the order start, answer, data, end or error. */
export class Exchange implements Dispatcher.DispatchHandler {
  controller: Dispatcher.DispatchController | null = null
  isSettled = false
  private hasLeft = false
  private status: number | null = null
  private headers: Readonly<Record<string, string | string[] | undefined>> = {}
  private readonly chunks: Buffer[] = []
  private sizeBytes = 0
  private readonly options: ExchangeOptions

  constructor(options: ExchangeOptions) {
    this.options = options
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
    this.options.onProgress()
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.options.onProgress()
    this.sizeBytes += chunk.byteLength
    const { sink, maxAnswerBytes } = this.options
    const isForSink = sink !== undefined && this.status === 200
    if (this.sizeBytes > (sink === undefined || isForSink ? maxAnswerBytes : MAX_REFUSAL_BYTES)) {
      this.fail('too-large')
      controller.abort(new Error('the answer is larger than allowed'))
    } else if (isForSink) this.pour(sink, controller, chunk)
    else this.chunks.push(chunk)
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

  private pour(sink: AnswerSink, controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const refuse = () => {
      this.fail('sink')
      controller.abort(new Error('the sink takes no more'))
    }
    try {
      const taken = sink(chunk)
      if (taken === undefined) return
      controller.pause()
      taken.then(() => controller.resume(), refuse)
    } catch {
      // Why the sink takes no more (disk full, cancelled) is known to its owner, who gets the cause 'sink'.
      refuse()
    }
  }

  private settle(exchange: HttpExchange): void {
    if (this.isSettled) return
    this.isSettled = true
    this.options.settle(exchange)
  }
}

const TLS_CODES =
  /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERROR_IN_CERT|EPROTO)/

/** What an error of the connection means for the exchange. */
export function causeOf(error: unknown): Extract<HttpExchange, { kind: 'failed' }>['cause'] {
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
