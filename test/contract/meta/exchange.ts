import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call as it stood on the wire, and what came back. */
export type Exchange = {
  readonly method: string
  /** Below the version. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly contentType: string
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
  readonly answer: string
}

type Asked = Omit<Exchange, 'status' | 'answer'> & { readonly target: string }
type Answer = { readonly status: number; readonly answer: string | Buffer; readonly contentType?: string }

/** A server that writes down what a client really sends. */
export type Recorder = { readonly url: string; readonly seen: Exchange[]; close(): Promise<void> }

/** Starts a recorder on loopback; `answer` says what each call gets. */
export async function startRecorder(answer: (asked: Asked) => Answer | Promise<Answer>): Promise<Recorder> {
  const seen: Exchange[] = []
  const server = createServer((request, response) => {
    void readCall(request).then(async (asked) => {
      const { status, answer: given, contentType } = await answer(asked)
      const { target: _target, ...call } = asked
      seen.push({ ...call, status, answer: given.toString() })
      response.writeHead(status, { 'content-type': contentType ?? 'application/json' }).end(given)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** A recorder in front of another server: everything goes through, both ways; addresses of that server lead here. */
export async function startRecordingProxy(origin: string): Promise<Recorder> {
  const recorder: Recorder = await startRecorder(async ({ method, target, headers, body }) => {
    const passed = Object.fromEntries(
      Object.entries(headers).filter(([name]) => !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name)),
    )
    const answer = await fetch(`${origin}${target}`, {
      method,
      headers: passed,
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    })
    const type = answer.headers.get('content-type') ?? 'application/json'
    const bytes = Buffer.from(await answer.arrayBuffer())
    const given = type.includes('json') ? bytes.toString('utf8').replaceAll(origin, recorder.url) : bytes
    return { status: answer.status, answer: given, contentType: type }
  })
  return recorder
}

async function readCall(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const target = request.url ?? '/'
  const url = new URL(target, 'http://127.0.0.1')
  const { appsecret_proof: _proof, ...query } = Object.fromEntries(url.searchParams)
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  return {
    method: request.method ?? 'GET',
    target,
    path: url.pathname.replace(/^\/v\d+\.\d+/, ''),
    query,
    contentType: headers['content-type'] ?? '',
    headers,
    body: Buffer.concat(chunks),
  }
}
