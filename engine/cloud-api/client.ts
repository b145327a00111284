import type { Clock, Logger } from '../kernel/index.ts'
import type { Wire } from './call.ts'
import type { CloudApi } from './face.ts'
import { createImageFetcher } from './fetch-image.ts'
import { createHttp, defaultTimeouts, type Http, type HttpExchange, type Timeouts } from './http.ts'
import { markRead } from './mark-read.ts'
import { readAccount } from './read-account.ts'
import { readCatalogs } from './read-catalogs.ts'
import { readNumber } from './read-number.ts'
import { readProducts } from './read-products.ts'
import { probeTemplates, readTemplates } from './read-templates.ts'
import { createMessenger } from './send-message.ts'
import { appSecretProof } from './signature.ts'
import { readSubscriptions, subscribe } from './subscribe.ts'

/** Where the number lives and with which key. */
export type CloudApiConfig = {
  /** Meta, a provider with the same interface, the simulator or a test server; may carry a path. */
  readonly baseUrl: string
  /** Put after the base address, e.g. `v25.0`, unless that address already ends in a version. */
  readonly apiVersion: string
  /** Name of the header with the key; `Authorization` gets the word Bearer in front. */
  readonly authHeader: string
  readonly token: string
  readonly appSecret: string | null
  readonly phoneNumberId: string
  readonly wabaId: string
  readonly clock: Clock
  readonly logger: Logger
  readonly timeouts?: Timeouts
  readonly certificateAuthorities?: readonly string[]
}

/** More connections than any pace needs: 1,000 messages a second at 60 ms each. */
const CONNECTIONS = 64

/** Makes the client of one number; nothing is asked before the first call. `close` ends its connections. */
export function createCloudApi(config: CloudApiConfig): CloudApi {
  const base = new URL(config.baseUrl)
  const shared = {
    timeouts: config.timeouts ?? defaultTimeouts,
    clock: config.clock,
    certificateAuthorities: config.certificateAuthorities,
  }
  const http = createHttp({ ...shared, origin: base.origin, connections: CONNECTIONS })
  const images = createImageFetcher(base.origin, http, shared)
  let clockOffsetMs: number | null = null
  const wire = createWire(http, config, (exchange) => {
    if (exchange.kind !== 'answer') return
    const stamp = Date.parse(String(exchange.headers['date'] ?? ''))
    if (Number.isFinite(stamp)) clockOffsetMs = stamp - config.clock.now()
  })
  const deps = { wire, logger: config.logger, now: () => config.clock.now() }
  const { wabaId, phoneNumberId } = config
  const messenger = createMessenger(wire, phoneNumberId)
  return {
    messenger: () => messenger,
    markRead: (wamid, typing = false) => markRead(deps, { phoneNumberId, wamid, typing }),
    templates: () => readTemplates(deps, wabaId),
    probeTemplates: () => probeTemplates(deps, wabaId),
    catalogs: () => readCatalogs(deps, wabaId),
    products: (catalogId) => readProducts(deps, catalogId),
    phoneNumber: () => readNumber(deps, phoneNumberId),
    businessAccount: () => readAccount(deps, wabaId),
    subscribe: (overrideUri, verifyToken) => subscribe(deps, wabaId, { override_callback_uri: overrideUri, verify_token: verifyToken }),
    unsubscribe: () => subscribe(deps, wabaId, {}),
    subscriptions: () => readSubscriptions(deps, wabaId),
    fetchImage: (url) => images.fetch(url),
    clockOffsetMs: () => clockOffsetMs,
    async retire() {
      await http.retire()
      await images.close()
    },
    async close() {
      await Promise.all([http.close(), images.close()])
    },
  }
}

/** The key travels in its header only, never in an address; the proof of the app secret is no secret of use to others. */
function createWire(http: Http, config: CloudApiConfig, onExchange: (exchange: HttpExchange) => void): Wire {
  const basePath = new URL(config.baseUrl).pathname.replace(/\/+$/, '')
  const prefix = /\/v\d+\.\d+$/.test(basePath) ? basePath : `${basePath}/${config.apiVersion}`
  const key = config.authHeader.toLowerCase() === 'authorization' ? `Bearer ${config.token}` : config.token
  const proof = config.appSecret === null ? {} : { appsecret_proof: appSecretProof(config.appSecret, config.token) }
  const headers = { [config.authHeader.toLowerCase()]: key, accept: 'application/json', 'user-agent': 'Shopbell' }
  return async (request) => {
    const query = new URLSearchParams({ ...request.query, ...proof }).toString()
    const exchange = await http.exchange({
      method: request.method,
      path: `${prefix}${request.path}${query === '' ? '' : `?${query}`}`,
      headers: request.body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      body: request.body ?? null,
      maxAnswerBytes: request.maxAnswerBytes,
      signal: request.signal,
    })
    onExchange(exchange)
    return exchange
  }
}
