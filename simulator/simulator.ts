import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createClock } from './behaviour/clock.ts'
import { FaultBoard } from './behaviour/faults.ts'
import { MediaShelf } from './behaviour/media-shelf.ts'
import { allScopes, makeAccountState, makeNumberState } from './behaviour/number-state.ts'
import { PacingDesk } from './behaviour/pacing.ts'
import { PeopleRegister } from './behaviour/people.ts'
import { ReachCounter } from './behaviour/reach.ts'
import { type StateKeeper, keepState, restoreState } from './behaviour/saved-state.ts'
import { tellStory } from './behaviour/story.ts'
import { tempoTables } from './behaviour/tempo.ts'
import { type World, metadataOf } from './behaviour/world.ts'
import { makeIdentity, makeToken } from './identity.ts'
import { Ledger } from './ledger/ledger.ts'
import type { SimulatorOptions } from './options.ts'
import { createScenario } from './scenarios/index.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { createApp } from './server/app.ts'
import { callbackFor } from './server/subscriptions.ts'
import { createManagement } from './server/graph/management.ts'
import { type CallbackCaller, createCallbackCaller } from './webhooks/post.ts'
import { WebhookSender } from './webhooks/sender.ts'

const CALLBACK_TIMEOUT_MS = 10_000
/** Longer than any pool keeps idle sockets, so that a reset is always a fault that was asked for. */
const KEEP_ALIVE_MS = 120_000

/** What whoever started the simulator needs to know. */
export type SimulatorFacts = {
  readonly url: string
  readonly token: string
  readonly appSecret: string
  readonly appId: string
  readonly businessId: string
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly catalogId: string
  readonly apiVersion: string
  readonly displayPhoneNumber: string
}

/** A simulator that listens. */
export type RunningSimulator = {
  readonly facts: SimulatorFacts
  /** The scenario's customer list as CSV text. */
  readonly customersCsv: () => string
  /** What the scenario's shop sold before, as CSV text; null when nobody wrote it down. */
  readonly ordersCsv: (nowMs: number) => string | null
  /** Stops timers, webhooks and connections, and closes the files. */
  readonly stop: () => Promise<void>
}

/**
 * Starts a simulator on loopback. Rejects when the port is taken or a file can't be opened.
 * @param realNowMs what its clock goes by; tests let it stand still
 */
export async function startSimulator(options: SimulatorOptions, realNowMs = (): number => Date.now()): Promise<RunningSimulator> {
  const scenario = createScenario(options.scenario, { seed: options.seed, people: options.people })
  const caller = createCallbackCaller(CALLBACK_TIMEOUT_MS, () => world.isCallbackCut)
  const keeper = options.stateFile === null ? null : keepState(() => world, options.stateFile)
  let url = ''
  const world: World = createWorld({ options, scenario, caller, keeper, realNowMs, baseUrl: () => url })
  if (options.stateFile !== null) restoreState(world, options.stateFile)
  const server = createAdaptorServer({ fetch: createApp(world, caller).fetch, overrideGlobalObjects: false }) as Server
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.prependListener('request', (_, response) => turnDate(world, response))
  const port = await listen(server, options.port)
  url = `http://127.0.0.1:${port}`
  if (options.callback !== null) tellStory(world)
  return {
    facts: factsOf(world, url),
    customersCsv: scenario.customersCsv,
    ordersCsv: (nowMs) => scenario.ordersCsv?.(nowMs) ?? null,
    stop: () => stopAll({ server, world, caller, keeper }),
  }
}

type WorldParts = {
  readonly options: SimulatorOptions
  readonly scenario: Scenario
  readonly caller: CallbackCaller
  readonly keeper: StateKeeper | null
  readonly realNowMs: () => number
  readonly baseUrl: () => string
}

function createWorld(parts: WorldParts): World {
  const { options, scenario, realNowMs } = parts
  const identity = makeIdentity(options)
  const clock = createClock(realNowMs, options.clockStartMs === null ? 0 : options.clockStartMs - realNowMs())
  const management = createManagement({ identity, scenario, nowMs: clock.nowMs(), requiresProof: options.requiresProof })
  const faults = new FaultBoard(options.seed)
  const start = scenario.start ?? {}
  faults.set({ ...start.switches, ...options.faults })
  const subscription = { isSubscribed: options.callback !== null, callbackUrl: options.callback, fallbackUrl: options.callback }
  const number = makeNumberState(scenario.shop.name, start)
  const webhooks = new WebhookSender({
    clock,
    faults,
    caller: parts.caller,
    owner: { wabaId: identity.wabaId, metadata: metadataOf(scenario, identity.phoneNumberId) },
    appSecret: identity.appSecret,
    batchMax: options.webhookBatch,
    retryGapsMs: tempoTables[options.tempo].retryGapsMs,
    callbackUrl: (field) => callbackFor({ subscription, number, management }, field),
  })
  return {
    identity,
    scenario,
    seed: options.seed,
    tempo: options.tempo,
    refusals: options.refusals,
    areWebhooksOn: options.webhooks,
    baseUrl: parts.baseUrl,
    clock,
    faults,
    people: new PeopleRegister(options.seed, scenario.people, scenario.strangers),
    ledger: new Ledger(options.ledgerFile),
    webhooks,
    templates: management.templates.list,
    management,
    subscription,
    token: {
      value: options.token ?? makeToken(options.seed),
      isRevoked: false,
      expiresAtMs: null,
      issuedAtMs: clock.nowMs(),
      scopes: allScopes,
    },
    number,
    account: makeAccountState(start, clock.nowMs()),
    media: new MediaShelf(clock),
    pacing: new PacingDesk(clock),
    reach: new ReachCounter(),
    webhookVersion: options.webhookVersion,
    dateOffByMs: 0,
    isCallbackCut: false,
    freeServiceMessages: 0,
    trapHits: 0,
    smallTalk: new Map(),
    doneStorySteps: new Set(),
    onChange: () => parts.keeper?.changed(),
  }
}

/** A clock that is wrong shows in the Date header of every answer. */
function turnDate(world: World, response: ServerResponse): void {
  if (world.dateOffByMs !== 0) response.setHeader('date', new Date(Date.now() + world.dateOffByMs).toUTCString())
}

function factsOf(world: World, url: string): SimulatorFacts {
  const { identity } = world
  return { url, token: world.token.value, ...identity, displayPhoneNumber: world.scenario.shop.displayPhoneNumber }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

type Running = { readonly server: Server; readonly world: World; readonly caller: CallbackCaller; readonly keeper: StateKeeper | null }

async function stopAll({ server, world, caller, keeper }: Running): Promise<void> {
  world.clock.stop()
  world.webhooks.stop()
  caller.stop()
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
  keeper?.stop()
  world.ledger.close()
}
