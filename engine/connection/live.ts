import { createCloudApi, type CloudApi, type Messenger, type SendOutcome } from '../cloud-api/index.ts'
import type { ConnectionDeps } from './face.ts'
import type { Keys } from './keys.ts'
import type { StoredConnection } from './queries.ts'
import type { Link } from './rules.ts'

/** The connection in use: its row, its keys, and the client made of both. */
export type Live = { readonly stored: StoredConnection; readonly keys: Keys; readonly api: CloudApi }

/** A simulator has another port each time; its address comes with the start of the engine. */
export const baseUrlNow = (deps: ConnectionDeps, stored: Pick<StoredConnection, 'kind' | 'baseUrl'>): string =>
  stored.kind === 'demo' && deps.graphUrl !== null ? deps.graphUrl : stored.baseUrl

/** Makes the client of a connection; whoever gets it closes it. */
export function makeApi(deps: ConnectionDeps, stored: StoredConnection, keys: Pick<Keys, 'token' | 'appSecret'>): CloudApi {
  return createCloudApi({
    baseUrl: baseUrlNow(deps, stored),
    apiVersion: stored.apiVersion,
    authHeader: stored.authHeader,
    token: keys.token,
    appSecret: keys.appSecret,
    phoneNumberId: stored.phoneNumberId,
    wabaId: stored.wabaId,
    clock: deps.clock,
    logger: deps.logger,
    ...(deps.timeouts === undefined ? {} : { timeouts: deps.timeouts }),
  })
}

/** A messenger that outlives connections: it hands over to the client of the moment, and tells the link what it saw. */
export function createLiveMessenger(api: () => CloudApi | null, note: (link: Link) => void): Messenger {
  return {
    async send(body, signal) {
      const client = api()
      if (client === null) return { kind: 'not-sent', code: 'network-unreachable' }
      const outcome = await client.messenger().send(body, signal)
      // A message that was given up by the ledger itself says nothing about the link.
      const link = signal.aborted || client !== api() ? null : linkOf(outcome)
      if (link !== null) note(link)
      return outcome
    },
  }
}

function linkOf(outcome: SendOutcome): Link | null {
  switch (outcome.kind) {
    case 'accepted':
    case 'rejected':
    case 'retry':
      return 'online'
    case 'refused-key':
      return 'unauthorised'
    case 'not-sent':
      return 'offline'
    case 'refused-here':
      return null
    case 'unknown':
      return outcome.reason === 'timeout' || outcome.reason === 'reset' ? null : 'online'
  }
}
