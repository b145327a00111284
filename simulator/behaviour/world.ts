import { randomUUID } from 'node:crypto'
import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { Identity } from '../identity.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Management } from '../server/graph/management.ts'
import type { WebhookSender } from '../webhooks/sender.ts'
import type { SimulatorClock } from './clock.ts'
import type { FaultBoard } from './faults.ts'
import type { MediaShelf } from './media-shelf.ts'
import type { AccountState, NumberState, TokenState } from './number-state.ts'
import type { PacingDesk } from './pacing.ts'
import type { PeopleRegister, Person } from './people.ts'
import type { ReachCounter } from './reach.ts'
import type { Tempo } from './tempo.ts'

/** Where webhooks go. */
export type Subscription = { isSubscribed: boolean; callbackUrl: string | null; fallbackUrl: string | null }

/** Everything a request or a virtual customer can see and change. */
export type World = {
  readonly identity: Identity
  readonly scenario: Scenario
  readonly seed: number
  readonly tempo: Tempo
  /** Whether people who can't be reached show as an error at once, or as a failed status, as Meta mostly does. */
  readonly refusals: 'answer' | 'status'
  readonly areWebhooksOn: boolean
  /** Address of this simulator; known once it listens. */
  readonly baseUrl: () => string
  readonly clock: SimulatorClock
  readonly faults: FaultBoard
  readonly people: PeopleRegister
  readonly ledger: Ledger
  readonly webhooks: WebhookSender
  readonly templates: readonly TemplateNode[]
  /** Templates, catalog and everything else that is managed rather than sent. */
  readonly management: Management
  readonly subscription: Subscription
  readonly token: TokenState
  readonly number: NumberState
  readonly account: AccountState
  readonly media: MediaShelf
  readonly pacing: PacingDesk
  readonly reach: ReachCounter
  /** Version of the app's webhook subscription; from 24 on statuses say nothing of conversations. @source reference part 1 and 8.4 */
  webhookVersion: number
  /** What every Date header is wrong by. */
  dateOffByMs: number
  /** True = the callback can't be reached, neither for the handshake nor for events. */
  isCallbackCut: boolean
  /** Delivered service messages; the first thousand of a month cost nothing. */
  freeServiceMessages: number
  /** Callers that followed a redirect to another host. */
  trapHits: number
  /** Free-form answers that each person has given to the shop's replies. */
  readonly smallTalk: Map<string, number>
  readonly doneStorySteps: Set<number>
  /** Called after anything that --state keeps has changed. */
  readonly onChange: () => void
}

/** `metadata` of every messages webhook. */
export function metadataOf(scenario: Scenario, phoneNumberId: string): object {
  return { display_phone_number: scenario.shop.phoneDigits, phone_number_id: phoneNumberId }
}

/** A message id that never comes twice, not even after a restart with the same seed. */
export function makeWamid(person: Person, atMs: number): string {
  const text = `${person.key}|${atMs.toString(36)}|${randomUUID()}`
  return `wamid.${Buffer.from(text).toString('base64').replace(/=+$/, '')}`
}

/** When a message was made, by its id; null for an id that the simulator never gave. */
export function timeOfWamid(wamid: string): number | null {
  const text = Buffer.from(wamid.replace(/^wamid\./, ''), 'base64').toString('utf8')
  const [, time] = /^[^|]+\|([0-9a-z]+)\|[0-9a-f-]{36}$/.exec(text) ?? []
  return time === undefined ? null : Number.parseInt(time, 36)
}
