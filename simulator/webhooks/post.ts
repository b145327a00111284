import { Agent, request as requestHttp } from 'node:http'

/** Hosts that the simulator may call; it never reaches out of this computer. */
const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Calls to the shop's receiver. */
export type CallbackCaller = {
  /** Posts the bytes; gives the HTTP status, or null when no whole answer came in time. */
  post(url: string, body: Buffer, headers: Readonly<Record<string, string>>): Promise<number | null>
  /** Asks by GET; gives status and up to 1,000 bytes of text, or null. */
  get(url: string): Promise<{ readonly status: number; readonly text: string } | null>
  /** Closes what is open. */
  stop(): void
}

/** Says whether the simulator may call this address: plain HTTP on this computer. */
export function isLoopbackUrl(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : null
  return parsed !== null && parsed.protocol === 'http:' && loopbackHosts.has(parsed.hostname)
}

/** Makes a caller with kept connections. Each call ends after `timeoutMs`; while `isCut` nothing is reached. */
export function createCallbackCaller(timeoutMs: number, isCut: () => boolean): CallbackCaller {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const call = async (url: string, options: CallOptions) => (isCut() ? null : callOnce(url, { ...options, agent, timeoutMs }))
  return {
    async post(url, body, headers) {
      const answer = await call(url, { method: 'POST', body, headers: { ...headers, 'content-length': String(body.length) } })
      return answer?.status ?? null
    },
    get: (url) => call(url, { method: 'GET', body: null, headers: {} }),
    stop: () => agent.destroy(),
  }
}

type CallOptions = { readonly method: string; readonly body: Buffer | null; readonly headers: Readonly<Record<string, string>> }
type WholeCallOptions = CallOptions & { readonly agent: Agent; readonly timeoutMs: number }

function callOnce(url: string, options: WholeCallOptions): Promise<{ readonly status: number; readonly text: string } | null> {
  return new Promise((resolve) => {
    const request = requestHttp(url, { method: options.method, headers: options.headers, agent: options.agent })
    const giveUp = setTimeout(() => request.destroy(), options.timeoutMs)
    const end = (answer: { status: number; text: string } | null): void => {
      clearTimeout(giveUp)
      resolve(answer)
    }
    request.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        if (text.length < 1_000) text += part.slice(0, 1_000)
      })
      response.on('end', () => end({ status: response.statusCode ?? 0, text }))
      response.on('close', () => end(null))
    })
    // A dead receiver is a normal case: it shows as null and the sender tries again.
    request.on('error', () => end(null))
    request.end(options.body ?? undefined)
  })
}
