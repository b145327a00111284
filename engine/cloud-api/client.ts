import type { Clock, Logger } from '../kernel/index.ts'
import { createConnections } from './connections.ts'
import type { CloudApi } from './face.ts'
import { fetchImage } from './fetch-image.ts'
import { defaultTimeouts, type Timeouts } from './http.ts'
import { markRead } from './mark-read.ts'
import { readAccount } from './read-account.ts'
import { readCatalogs } from './read-catalogs.ts'
import { readNumber } from './read-number.ts'
import { readProducts } from './read-products.ts'
import { probeTemplates, readTemplates } from './read-templates.ts'
import { createMessenger } from './send-message.ts'
import { readSubscriptions, subscribe } from './subscribe.ts'
import { createWire } from './wire.ts'

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

/** Makes the client of one number; nothing is asked before the first call. `close` ends its connections. */
export function createCloudApi(config: CloudApiConfig): CloudApi {
  const connections = createConnections({
    origin: new URL(config.baseUrl).origin,
    timeouts: config.timeouts ?? defaultTimeouts,
    clock: config.clock,
    certificateAuthorities: config.certificateAuthorities,
  })
  let clockOffsetMs: number | null = null
  const wire = createWire(connections, config, (exchange) => {
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
    fetchImage: (url) => fetchImage(connections, url),
    clockOffsetMs: () => clockOffsetMs,
    retire: () => connections.retire(),
    close: () => connections.close(),
  }
}
