import type { Connections } from './connections.ts'
import type { HttpExchange } from './http-exchange.ts'
import { appSecretProof } from './signature.ts'

/** Bytes with their kind: a form, a file. */
export type WireBytes = { readonly contentType: string; readonly pieces: readonly Uint8Array[] }

/** One request to a node or edge of the Graph API, without key and version. */
export type WireRequest = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Starts with a slash, e.g. `/123/messages`; may bring a query of its own, as the ids of uploads do. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** JSON text, sent byte for byte, or bytes of another kind. */
  readonly body?: string | WireBytes
  /** Beside the usual ones; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  /** `archive`: Meta keeps some calls on a host of their own; a provider or the simulator answers them at the usual base. */
  readonly host?: 'archive' | undefined
  /** Word in front of the key where the header is Authorization; Bearer unless said otherwise. */
  readonly scheme?: 'OAuth' | undefined
  /** The app's own key (`id|secret`) instead of the number's, for calls about the app; no proof goes with it. */
  readonly appKey?: string
  readonly maxAnswerBytes: number
  readonly signal?: AbortSignal
}

export type Wire = (request: WireRequest) => Promise<HttpExchange>

/** What the wire must know of a number's connection. */
export type WireConfig = {
  readonly baseUrl: string
  readonly apiVersion: string
  readonly authHeader: string
  readonly token: string
  readonly appSecret: string | null
}

const META_ORIGIN = 'https://graph.facebook.com'
const META_ARCHIVE_ORIGIN = 'https://api.facebook.com'

/**
 * Puts key, version and proof on each request. The key travels in its header only, never in an address; the proof of the
 * app secret is no secret of use to others. `onExchange` hears what came of each.
 * @source reference parts 1 (key, proof), 4 (OAuth), 5 row archive (other host, which knows no version)
 */
export function createWire(connections: Connections, config: WireConfig, onExchange: (exchange: HttpExchange) => void): Wire {
  const base = new URL(config.baseUrl)
  const basePath = base.pathname.replace(/\/+$/, '')
  const prefix = /\/v\d+\.\d+$/.test(basePath) ? basePath : `${basePath}/${config.apiVersion}`
  const proof = config.appSecret === null ? {} : { appsecret_proof: appSecretProof(config.appSecret, config.token) }
  return async (request) => {
    const isElsewhere = request.host === 'archive' && base.origin === META_ORIGIN
    const http = isElsewhere ? connections.at(META_ARCHIVE_ORIGIN) : connections.api
    const query = new URLSearchParams({ ...request.query, ...(request.appKey === undefined ? proof : {}) }).toString()
    const path = `${isElsewhere ? '' : prefix}${request.path}`
    const key = keyHeaderOf({ authHeader: config.authHeader, token: request.appKey ?? config.token }, request.scheme)
    const { body, type } = bodyOf(request)
    const exchange = await http.exchange({
      method: request.method,
      path: query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`,
      headers: { ...request.headers, ...type, [key.name]: key.value, accept: 'application/json', 'user-agent': 'Shopbell' },
      body,
      maxAnswerBytes: request.maxAnswerBytes,
      signal: request.signal,
    })
    onExchange(exchange)
    return exchange
  }
}

/** The header that carries the key, its name in lower case. */
export function keyHeaderOf(
  { authHeader, token }: Pick<WireConfig, 'authHeader' | 'token'>,
  scheme: 'Bearer' | 'OAuth' = 'Bearer',
): { readonly name: string; readonly value: string } {
  const name = authHeader.toLowerCase()
  return { name, value: name === 'authorization' ? `${scheme} ${token}` : token }
}

type Body = { readonly body: string | readonly Uint8Array[] | null; readonly type: Readonly<Record<string, string>> }

function bodyOf({ body }: WireRequest): Body {
  if (body === undefined) return { body: null, type: {} }
  if (typeof body === 'string') return { body, type: { 'content-type': 'application/json' } }
  return { body: body.pieces, type: { 'content-type': body.contentType } }
}
