import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { verifySignature } from '../cloud-api/index.ts'
import type { Logger } from '../kernel/index.ts'

/** What the receiver checks callers against; asked for each request, because both may change while it runs. */
export type ReceiverSecrets = { readonly verifyToken: string | null; readonly appSecrets: readonly string[] }

export type ReceiverDeps = {
  readonly secrets: () => ReceiverSecrets
  /** Keeps the bytes durably; resolves when they are. */
  readonly keep: (body: Uint8Array) => Promise<void>
  readonly onHandshake: () => void
  readonly logger: Logger
}

export type Receiver = { readonly url: string; readonly port: number; close(): Promise<void> }

/** Meta sends up to 3 MB. */
const MAX_BODY_BYTES = 4 * 1024 * 1024
const PATH = '/events'

/** Listens on this computer only. Port 0, or a wished port that is taken, lets the system choose. */
export async function startReceiver(deps: ReceiverDeps, wishedPort: number): Promise<Receiver> {
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
    (request, response) => {
      answer(deps, request, response)
    },
  )
  const port = (await listen(server, wishedPort)) ?? (await listen(server, 0))
  if (port === null) throw new Error('This computer has no free port on loopback')
  return {
    url: `http://127.0.0.1:${port}${PATH}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const onError = () => resolve(null)
    server.once('error', onError)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : null)
    })
  })
}

function answer(deps: ReceiverDeps, request: IncomingMessage, response: ServerResponse): void {
  const address = URL.canParse(request.url ?? '', 'http://127.0.0.1') ? new URL(request.url ?? '', 'http://127.0.0.1') : null
  if (address?.pathname !== PATH) end(response, 404)
  else if (request.method === 'GET') handshake(deps, address, response)
  else if (request.method === 'POST') take(deps, request, response)
  else end(response, 405)
}

/** Meta proves that the address is ours before it sends anything. @source reference part 8.1, handshake */
function handshake(deps: ReceiverDeps, address: URL, response: ServerResponse): void {
  const challenge = address.searchParams.get('hub.challenge') ?? ''
  const { verifyToken } = deps.secrets()
  const isAsked = address.searchParams.get('hub.mode') === 'subscribe' && challenge !== ''
  if (!isAsked || verifyToken === null || !isSame(address.searchParams.get('hub.verify_token') ?? '', verifyToken)) {
    end(response, 403)
    return
  }
  deps.onHandshake()
  response.writeHead(200, { 'content-type': 'text/plain' }).end(challenge)
}

function take(deps: ReceiverDeps, request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  const declared = Number(request.headers['content-length'] ?? 0)
  // A packed body would be signed in its unpacked form; Meta sends none.
  if (declared > MAX_BODY_BYTES || request.headers['content-encoding'] !== undefined) {
    refuse(request, response, declared > MAX_BODY_BYTES ? 413 : 415)
    return
  }
  request.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.byteLength
    if (sizeBytes > MAX_BODY_BYTES) refuse(request, response, 413)
    else chunks.push(chunk)
  })
  request.on('error', () => response.destroy())
  request.on('end', () => {
    if (response.writableEnded) return
    const body = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
    const signature = request.headers['x-hub-signature-256']
    if (!verifySignature(body, typeof signature === 'string' ? signature : undefined, deps.secrets().appSecrets)) {
      deps.logger.warn('intake.signature-refused', { sizeBytes })
      end(response, 401)
      return
    }
    deps.keep(body).then(
      () => end(response, 200),
      // Not kept, so Meta is told to bring it again.
      () => end(response, 503),
    )
  })
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (response.writableEnded) return
  request.removeAllListeners('data')
  response.writeHead(status, { connection: 'close' }).end(() => request.destroy())
}

const end = (response: ServerResponse, status: number): void => void response.writeHead(status, { 'content-length': '0' }).end()

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.byteLength === right.byteLength && timingSafeEqual(left, right)
}
