import type { CallOutput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { MessageId } from '#contract/kernel/values.ts'
import type { CloudApi, CloudApiConfig, Messenger } from '../cloud-api/index.ts'
import type { Announcer, Clock, Handlers, Logger, Random } from '../kernel/index.ts'
import type { OpenVault, WriteHandle } from '../store/index.ts'
import type { AccountNews } from './health/account-news.ts'
import type { Forbidden, Wish } from './health/forbidden.ts'
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

/** A message as the live test hears of it. */
export type HeardMessage = { readonly customerSeq: number }

/** What became of a reply, by the ledger. */
export type ReplyNews = { readonly sendId: string; readonly state: string; readonly metaCode: number | null }

/** Rooms that are made after this one and that it asks later; see `meet`. */
export type Neighbours = {
  /** Whether messages of a broadcast are leaving just now. */
  readonly isBroadcastRunning: () => boolean
  /** Different people written to outside reply windows since that time (ms). */
  readonly peopleSince: (since: number) => number
  /** When Meta last accepted a message between two times (ms); null where it accepted none. */
  readonly lastAcceptedAt: (span: { readonly after: number; readonly before: number }) => number | null
  readonly templates: () => readonly { readonly status: string; readonly quality: string }[]
  readonly prices: () => CallOutput<'connection.health'>['prices']
  /** Event fields that were ever heard. */
  readonly fields: () => readonly { readonly field: string; readonly lastAt: number; readonly count: number }[]
  /** What events told about account and number. */
  readonly news: () => readonly AccountNews[]
  /** Hears each message of a customer, inside the transaction that keeps it. */
  readonly onInbound: (listener: (db: WriteHandle, message: HeardMessage) => void) => void
  /** Answers a customer as the chat does, at once; works inside the caller's transaction. */
  readonly reply: (db: WriteHandle, customerSeq: number, text: string) => Result<MessageId>
  /** Hears what becomes of replies, inside the transaction that keeps it. */
  readonly onReply: (listener: (db: WriteHandle, news: ReplyNews) => void) => void
}

/** Where the number lives. One connection at a time; all of it is looked up at the moment of use, because it may be replaced. */
export type Connection = {
  readonly handlers: Handlers
  /** Makes the rooms known that stand on this one; once, before `begin`. */
  meet(neighbours: Neighbours): void
  /** Reads the connection and its secrets and begins to watch the link; the network is asked in the background. */
  begin(): Promise<void>
  /** The receiver listens at this address: Meta is asked to bring events there where the shop chose so. */
  receiverOpened(url: string, lastEventAt: number | null): void
  /** The client of the moment; null without a connection. */
  api(): CloudApi | null
  /** Hands over to the client of the moment; answers not-sent without one. */
  messenger(): Messenger
  status(): CallOutput<'connection.status'>
  /** What the receiver checks callers against, and which number's messages are ours. */
  receiving(): { readonly verifyToken: string | null; readonly appSecrets: readonly string[]; readonly phoneNumberId: string | null }
  catalogId(): string | null
  /** Whether promotions go by Meta's marketing endpoint. */
  marketingEndpoint(): boolean
  link(): Link
  /** Meta shook hands with the receiver, by the word that it was given. */
  noteHandshake(): void
  noteEvent(receivedAt: number): void
  /** An event told something about the account: what it forbids holds from now on, and the number is read again soon. */
  accountTold(): void
  /** Why Meta lets no such message go now: a template by its category, or null for a reply. Null when it may go. */
  forbidden(wish: Wish): Forbidden | null
  /** Whether events are set up at all, and whether they can come at this moment; for what waits for a status. */
  receives(): boolean
  inboundAlive(): boolean
  /** Hears the number's facts: those kept, at once, then each change. */
  onNumber(listener: (number: NumberFacts) => void): void
  /** Hears when the link goes up or down, or another connection takes over. */
  onLink(listener: (link: Link) => void): void
  /** Does something whenever a number was connected or got another key; the work may use the client, and ends before it closes. */
  onConnected(listener: () => Promise<void>): void
  /** Ends watching and closes the client's connections. */
  stop(): Promise<void>
}
