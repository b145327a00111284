import type { Clock, Logger } from '../kernel/index.ts'
import { accountOperations } from './account/group.ts'
import { blockOperations } from './block/group.ts'
import { businessOperations } from './business/group.ts'
import type { CallDeps } from './call.ts'
import { catalogOperations } from './catalog/group.ts'
import { listLinkedCatalogs } from './catalog/list-linked-catalogs.ts'
import { coexistenceOperations } from './coexistence/group.ts'
import { createConnections, type Connections } from './connections.ts'
import { conversationOperations } from './conversation/group.ts'
import type { CloudApi, GraphReader } from './face.ts'
import { fetchImage } from './fetch-image.ts'
import { historyOperations } from './history/group.ts'
import { defaultTimeouts, type Timeouts } from './http.ts'
import { insightOperations } from './insight/group.ts'
import { keyOperations } from './key/group.ts'
import { markRead } from './mark-read.ts'
import { mediaOperations } from './media/group.ts'
import { numberOperations } from './number/group.ts'
import { listNumbers } from './number/list-numbers.ts'
import { profileOperations } from './profile/group.ts'
import { qrCodeOperations } from './qr-code/group.ts'
import { createMessenger } from './send-message.ts'
import { signupOperations } from './signup/group.ts'
import { templateOperations } from './template/group.ts'
import { webhookOperations } from './webhook/group.ts'
import { createWire, keyHeaderOf } from './wire.ts'

/** Where Meta's interface is and with which key. */
export type GraphConfig = {
  /** Meta, a provider with the same interface, the simulator or a test server; may carry a path. */
  readonly baseUrl: string
  /** Put after the base address, e.g. `v25.0`, unless that address already ends in a version. */
  readonly apiVersion: string
  /** Name of the header with the key; `Authorization` gets the word Bearer in front. */
  readonly authHeader: string
  readonly token: string
  readonly appSecret: string | null
  readonly clock: Clock
  readonly logger: Logger
  readonly timeouts?: Timeouts
  readonly certificateAuthorities?: readonly string[]
}

/** Where the number lives and with which key. */
export type CloudApiConfig = GraphConfig & { readonly phoneNumberId: string; readonly wabaId: string }

/** Makes the client of one number; nothing is asked before the first call. `close` ends its connections. */
export function createCloudApi(config: CloudApiConfig): CloudApi {
  const { deps, connections, client } = createClient(config)
  const { wabaId: account, phoneNumberId: number } = config
  const ids = { account, number }
  const messenger = createMessenger(deps, number)
  return {
    ...client,
    messenger: () => messenger,
    markRead: (wamid, typing = false) => markRead(deps, { phoneNumberId: number, wamid, typing }),
    fetchImage: (url) => fetchImage(connections, url),
    media: mediaOperations({ calls: deps, connections, number, keyHeader: keyHeaderOf(config) }, config.token),
    templates: templateOperations(deps, account),
    catalog: catalogOperations(deps, ids),
    number: numberOperations(deps, ids),
    account: accountOperations(deps, account),
    business: businessOperations(deps),
    webhooks: webhookOperations(deps, ids),
    profile: profileOperations(deps, number),
    qrCodes: qrCodeOperations(deps, number),
    blocks: blockOperations(deps, number),
    conversation: conversationOperations(deps, number),
    signups: signupOperations(deps, account),
    insights: insightOperations(deps, account),
    history: historyOperations(deps, number),
    coexistence: coexistenceOperations(deps, number),
    key: keyOperations(deps),
  }
}

/** Makes a client for the time before a number is chosen. `close` ends its connections. */
export function createGraphReader(config: GraphConfig): GraphReader {
  const { deps, client } = createClient(config)
  return {
    ...client,
    key: keyOperations(deps),
    business: businessOperations(deps),
    account: (wabaId) => accountOperations(deps, wabaId),
    numbers: (wabaId) => listNumbers(deps, wabaId),
    linkedCatalogs: (wabaId) => listLinkedCatalogs(deps, wabaId),
  }
}

type Parts = {
  readonly deps: CallDeps
  readonly connections: Connections
  readonly client: Pick<CloudApi, 'clockOffsetMs' | 'retire' | 'close'>
}

function createClient(config: GraphConfig): Parts {
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
  return {
    deps: { wire, logger: config.logger, now: () => config.clock.now() },
    connections,
    client: { clockOffsetMs: () => clockOffsetMs, retire: () => connections.retire(), close: () => connections.close() },
  }
}
