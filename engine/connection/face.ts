import type { z } from 'zod'
import type { ConnectionStatus } from '#contract/ipc/connection-shapes.ts'
import type { CloudApi, CloudApiConfig, Messenger } from '../cloud-api/index.ts'
import type { Announcer, Clock, Handlers, Logger, Random } from '../kernel/index.ts'
import type { OpenVault } from '../store/index.ts'
import type { Link, NumberFacts } from './rules.ts'

export type ConnectionDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  /** Address given at the start of the engine; default for new connections, and where a demo shop's simulator is now. */
  readonly graphUrl: string | null
  /** People written to outside reply windows in the last 24 h, from the ledger. */
  readonly peopleLast24h: () => number
  readonly timeouts?: NonNullable<CloudApiConfig['timeouts']>
}

/** Where the number lives. One connection at a time; all of it is looked up at the moment of use, because it may be replaced. */
export type Connection = {
  readonly handlers: Handlers
  /** Reads the connection and its secrets and begins to watch the link; the network is asked in the background. */
  begin(): Promise<void>
  /** The receiver listens at this address: Meta is asked to bring events there where the shop chose so. */
  receiverOpened(url: string, lastEventAt: number | null): void
  /** The client of the moment; null without a connection. */
  api(): CloudApi | null
  /** Hands over to the client of the moment; answers not-sent without one. */
  messenger(): Messenger
  status(): z.infer<typeof ConnectionStatus> | null
  /** What the receiver checks callers against, and which number's messages are ours. */
  receiving(): { readonly verifyToken: string | null; readonly appSecrets: readonly string[]; readonly phoneNumberId: string | null }
  catalogId(): string | null
  link(): Link
  noteHandshake(): void
  noteEvent(receivedAt: number): void
  /** Reads the number again, e.g. because an event told that something changed. */
  refreshNumber(): void
  /** Whether events are set up at all, and whether they can come at this moment; for what waits for a status. */
  receives(): boolean
  inboundAlive(): boolean
  /** Hears the number's facts: those kept, at once, then each change. */
  onNumber(listener: (number: NumberFacts) => void): void
  /** Hears when the link goes up or down, or another connection takes over. */
  onLink(listener: (link: Link) => void): void
  /** Ends watching and closes the client's connections. */
  stop(): Promise<void>
}
