import { createHmac } from 'node:crypto'
import { type Agent, type IncomingMessage, createServer, request as requestHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import type { LedgerLine } from '../ledger/ledger.ts'
import { type SimulatorOptions, defaultOptions } from '../options.ts'
import { type RunningSimulator, startSimulator } from '../simulator.ts'

/** What a test caller saw: an answer, or the code of the broken connection. */
export type Seen =
  | { readonly status: number; readonly body: unknown; readonly headers: IncomingMessage['headers'] }
  | { readonly broken: string }

/** A caller of a running simulator. */
export type Caller = {
  readonly simulator: RunningSimulator
  readonly graph: (method: string, path: string, options?: CallOptions) => Promise<Seen>
  readonly send: (message: object, options?: CallOptions) => Promise<Seen>
  readonly control: (method: string, path: string, body?: object) => Promise<unknown>
  readonly ledger: () => Promise<readonly LedgerLine[]>
}

type CallOptions = {
  readonly agent?: Agent
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Ends the wait for an answer. */
  readonly signal?: AbortSignal
}

/**
 * Starts a quiet simulator that stops with the test. Its clock stands still and is moved by `POST clock`, so that a slow computer
 * brings no review to its end and closes no window; `timePasses` lets it go by itself, for what comes after a while.
 */
export async function startForTest({ timePasses, ...changes }: Partial<SimulatorOptions> & { timePasses?: true } = {}): Promise<Caller> {
  const startedAt = Date.now()
  const simulator = await startSimulator(defaultOptions({ people: 20, ...changes }), timePasses ? () => Date.now() : () => startedAt)
  onTestFinished(() => simulator.stop())
  const { facts } = simulator
  const graph: Caller['graph'] = (method, path, options = {}) =>
    call(method, `${facts.url}/v25.0/${path}`, { ...options, headers: { authorization: `Bearer ${facts.token}`, ...options.headers } })
  const control: Caller['control'] = async (method, path, body) => {
    const seen = await call(method, `${facts.url}/simulator/${path}`, { body })
    return 'broken' in seen ? seen : seen.body
  }
  return {
    simulator,
    graph,
    control,
    send: (message, options) => graph('POST', `${facts.phoneNumberId}/messages`, { ...options, body: message }),
    ledger: async () => z.object({ data: z.array(z.custom<LedgerLine>()) }).parse(await control('GET', 'ledger')).data,
  }
}

/** One HTTP call with Node's own client. */
export function call(method: string, url: string, options: CallOptions): Promise<Seen> {
  const body = writeBody(options.body)
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...options.headers }
    const { agent, signal } = options
    const more = { ...(agent === undefined ? {} : { agent }), ...(signal === undefined ? {} : { signal }) }
    // No limit of its own: the test's ends it.
    const request = requestHttp(url, { method, headers, ...more })
    request.on('error', (error: NodeJS.ErrnoException) => resolve({ broken: error.code ?? error.message }))
    request.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (text += part))
      response.on('error', (error: NodeJS.ErrnoException) => resolve({ broken: error.code ?? error.message }))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parse(text), headers: response.headers }))
    })
    request.end(body)
  })
}

function writeBody(body: unknown): string | Uint8Array {
  if (body === undefined) return ''
  return typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
}

/** Meta's error numbers of an answer; null when there are none. */
export function errorOf(seen: Seen): { readonly code: number; readonly subcode?: number; readonly status: number } | null {
  if ('broken' in seen) return null
  const parsed = z.looseObject({ error: z.looseObject({ code: z.number(), error_subcode: z.number().optional() }) }).safeParse(seen.body)
  if (!parsed.success) return null
  const { code, error_subcode: subcode } = parsed.data.error
  return { code, status: seen.status, ...(subcode === undefined ? {} : { subcode }) }
}

/** Id of an accepted message; throws when it was not accepted. */
export function wamidOf(seen: Seen): string {
  if ('broken' in seen) throw new Error(`no answer: ${seen.broken}`)
  return z.looseObject({ messages: z.tuple([z.looseObject({ id: z.string() })]) }).parse(seen.body).messages[0].id
}

/** One event as the receiver got it. */
export type HeardEvent = { readonly field: string; readonly value: Readonly<Record<string, unknown>> }

/** A webhook receiver of a test. */
export type Receiver = {
  readonly url: string
  readonly posts: { readonly raw: Buffer; readonly isSigned: boolean }[]
  readonly events: () => readonly HeardEvent[]
  readonly statuses: () => readonly Readonly<Record<string, unknown>>[]
  /** What the next posts are answered with; empty = 200. */
  readonly answers: number[]
  /** Lets posts wait for their answer from now on; call what it returns to answer them. */
  readonly hold: () => () => void
}

const verifyToken = 'check-me'

/** Starts a receiver on loopback and subscribes it. */
export async function listenFor(caller: Caller): Promise<Receiver> {
  const { facts } = caller.simulator
  let held = Promise.resolve()
  const receiver: Receiver = {
    url: '',
    posts: [],
    answers: [],
    hold() {
      let release = (): void => undefined
      held = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
    events: () => receiver.posts.filter((post) => post.isSigned).flatMap((post) => eventsOf(post.raw)),
    statuses: () => receiver.events().flatMap((event) => statusesOf(event.value)),
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (request.method === 'GET') {
      const isRight = url.searchParams.get('hub.verify_token') === verifyToken
      response.writeHead(isRight ? 200 : 403).end(isRight ? url.searchParams.get('hub.challenge') : 'no')
      return
    }
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const raw = Buffer.concat(parts)
      const expected = `sha256=${createHmac('sha256', facts.appSecret).update(raw).digest('hex')}`
      void held.then(() => {
        const status = receiver.answers.shift() ?? 200
        if (status === 200) receiver.posts.push({ raw, isSigned: request.headers['x-hub-signature-256'] === expected })
        response.writeHead(status).end()
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`
  const body = { override_callback_uri: url, verify_token: verifyToken }
  const seen = await caller.graph('POST', `${facts.wabaId}/subscribed_apps`, { body })
  if ('broken' in seen || seen.status !== 200) throw new Error(`could not subscribe: ${JSON.stringify(seen)}`)
  return Object.assign(receiver, { url })
}

function eventsOf(raw: Buffer): readonly HeardEvent[] {
  const envelope = z.object({ entry: z.array(z.object({ changes: z.array(z.custom<HeardEvent>()) })) }).parse(JSON.parse(raw.toString()))
  return envelope.entry.flatMap((entry) => entry.changes)
}

function statusesOf(value: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  return z.array(z.record(z.string(), z.unknown())).optional().parse(value['statuses']) ?? []
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // Not JSON: tests look at the text.
    return text
  }
}

/** A text message to the nth person of scenario plain. */
export function aText(index = 0, body = 'hello'): object {
  return { messaging_product: 'whatsapp', to: plainNumber(index), type: 'text', text: { body } }
}

/** The marketing template `hello` to the nth person of scenario plain. */
export function aTemplate(index = 0, changes: object = {}): object {
  return {
    messaging_product: 'whatsapp',
    to: plainNumber(index),
    type: 'template',
    biz_opaque_callback_data: `v1.test.${index}`,
    template: { name: 'hello', language: { code: 'en' }, components: [{ type: 'body', parameters: [{ type: 'text', text: 'Mei' }] }] },
    ...changes,
  }
}

/** Number of the nth person of scenario plain. */
export function plainNumber(index: number): string {
  return `+${886_900_000_000 + index}`
}
