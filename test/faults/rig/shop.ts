import { randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BroadcastId } from '#contract/kernel/values.ts'
import { startEngineProcess, type EngineOptions, type EngineProcess } from '../../support/engine-process.ts'
import { startSimulatorProcess, type SimulatorProcess } from '../../support/simulator-process.ts'
import { signBody } from '../../../simulator/webhooks/body.ts'
import { until } from './random.ts'
import type { PersonEnd, Taken } from './invariants.ts'
import { linesOf } from './ledger-file.ts'

export const PASSPHRASE = 'six wet umbrellas'

export type ShopOptions = {
  readonly seed: number
  readonly messages: number
  readonly pacePerSecond: number
  /** As the simulator's --faults takes them. */
  readonly faults: string
  readonly tempo?: 'instant' | 'demo'
  /** Where the vault lies; default is inside the shop's own folder. */
  readonly vaultParent?: string
  /** How every engine of this shop starts. */
  readonly engine?: HowToStart
}

/** What is special about how an engine starts. */
export type HowToStart = Partial<Pick<EngineOptions, 'env' | 'nodeParameters' | 'under' | 'keychain'>>

/** One line of the simulator's ledger, as far as it is needed here. */
export type Post = {
  readonly kind: string
  readonly person: string | null
  readonly opaque: string | null
  readonly atMs: number
  readonly code: number | null
  readonly fault: string | null
}

/** Below those that systems give to outgoing connections by themselves, so that none takes a port while its program is down. */
const PORTS = { from: 12_000, to: 32_000 }

/** A field of which the engine writes down nothing but how often it came. */
const MARK_FIELD = 'standby'

/** A free port of this computer. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to)
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    await new Promise((resolve) => server.close(resolve))
    return port
  }
}

/**
 * A shop to torment: the real simulator and the real engine, each a program of its own, a list of people imported from a
 * CSV, and one broadcast to all of them, approved and started.
 */
export class Shop {
  readonly folder: string
  readonly vault: string
  readonly options: ShopOptions
  /** When the engine was killed. */
  readonly kills: number[] = []
  broadcastId = '' as BroadcastId
  engine: EngineProcess
  simulator: SimulatorProcess
  readonly #ports: { simulator: number; webhooks: number }
  #imported = 0

  private constructor(made: {
    folder: string
    vault: string
    options: ShopOptions
    simulator: SimulatorProcess
    engine: EngineProcess
    ports: { simulator: number; webhooks: number }
  }) {
    this.folder = made.folder
    this.vault = made.vault
    this.options = made.options
    this.simulator = made.simulator
    this.engine = made.engine
    this.#ports = made.ports
  }

  /** Sets everything up to the point where messages leave. */
  static async open(options: ShopOptions): Promise<Shop> {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-faults-'))
    const ports = { simulator: await freePort(), webhooks: await freePort() }
    const vault = join(options.vaultParent ?? folder, 'vault')
    const simulator = await startSimulatorProcess(simulatorArguments(folder, ports.simulator, options))
    const engine = startEngineProcess({ vault, graphUrl: simulator.facts.url, webhookPort: ports.webhooks, ...options.engine })
    const shop = new Shop({ folder, vault, options, simulator, engine, ports })
    await shop.#prepare()
    await shop.setFaults(options.faults)
    return shop
  }

  async #prepare(): Promise<void> {
    const { engine } = this
    await engine.call('vault.create', {
      passphrase: PASSPHRASE,
      shop: { name: 'Fault Lane Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' },
    })
    await this.connect('local')
    await engine.call('template.sync', {})
    await this.prepareBroadcast(this.options.messages)
  }

  /** Imports so many more people, and seals and approves a broadcast to them alone. */
  async prepareBroadcast(count: number): Promise<void> {
    const { importId } = await this.engine.call('customer.import', {
      file: this.#writePeople(count),
      consent: { state: 'agreed', source: 'website', at: Date.UTC(2026, 2, 3) },
    })
    const draft = await this.engine.call('broadcast.draft', {
      content: {
        name: 'Faults',
        audience: { include: { kind: 'import', importId } },
        template: { name: 'hello', language: 'en' },
        variables: { 1: { from: { kind: 'customer', field: 'name' }, fallback: 'friend' } },
        pacePerSecond: this.options.pacePerSecond,
        quietHours: null,
      },
    })
    this.broadcastId = draft.broadcastId
    await this.engine.call('broadcast.approve', { broadcastId: this.broadcastId, acceptUnknownPrices: true })
  }

  /** Tells the engine where the number lives, with the simulator's present token. */
  async connect(receiving: 'local' | 'none', token = this.simulator.facts.token): Promise<void> {
    const { appSecret, wabaId, phoneNumberId, businessId, catalogId } = this.simulator.facts
    await this.engine.call('connection.add', { kind: 'demo', token, appSecret, wabaId, phoneNumberId, businessId, catalogId, receiving })
  }

  start = () => this.engine.call('broadcast.start', { broadcastId: this.broadcastId })
  status = (broadcastId = this.broadcastId) => this.engine.call('broadcast.status', { broadcastId })
  resume = () => this.engine.call('broadcast.resume', { broadcastId: this.broadcastId })

  /** Starts the engine on the same vault once more; it goes on by itself when the vault is open. */
  async reopen(special?: HowToStart): Promise<void> {
    this.startEngine(special)
    await this.openVault()
  }

  startEngine(special: HowToStart = this.options.engine ?? {}): void {
    this.engine = this.engineOn(this.vault, special)
  }

  /** Starts an engine on any folder, beside the shop's own one or instead of it. */
  engineOn(vault: string, special: HowToStart = {}): EngineProcess {
    return startEngineProcess({ vault, graphUrl: this.simulator.facts.url, webhookPort: this.#ports.webhooks, ...special })
  }

  async openVault(): Promise<void> {
    await this.engine.call('vault.open', { passphrase: PASSPHRASE })
  }

  /** Ends the engine as a power cut would. */
  async killEngine(): Promise<void> {
    this.kills.push(Date.now())
    await this.engine.kill()
  }

  /** Ends the simulator, and with it the way to the number; its ledger file stays. */
  async stopSimulator(): Promise<void> {
    await this.simulator.stop()
  }

  /** Ends the simulator as a power cut would; its ledger file stays. */
  async killSimulator(): Promise<void> {
    this.simulator.process.kill('SIGKILL')
    await this.simulator.stop()
  }

  /** Starts the simulator again at the same address, with the same people and the same ledger file. */
  async startSimulator(): Promise<void> {
    this.simulator = await startSimulatorProcess(simulatorArguments(this.folder, this.#ports.simulator, this.options))
  }

  /**
   * Waits until the simulator has told what it has to tell about the messages it took, and the engine has read it.
   * @returns whether all of it was heard: nothing was lost on purpose, nothing given up after too many tries
   */
  async eventsHeard(deadlineMs = 180_000): Promise<boolean> {
    type Webhooks = { readonly queued: number; readonly delivered: number; readonly lost: number; readonly dropped: number }
    type State = { readonly untoldMessages: number; readonly webhooks: Webhooks }
    const look = async () => (await this.simulator.control('GET', '/simulator/state')) as State
    await until('something has become of every message', async () => (await look()).untoldMessages === 0, deadlineMs)
    // Those that found nobody at home come again with growing gaps, and late ones may be seconds away.
    await until(
      'the simulator has told everything',
      async () => {
        const { queued, delivered, dropped } = (await look()).webhooks
        return delivered + dropped === queued
      },
      deadlineMs,
    )
    await this.#eventsRead()
    const { lost, dropped } = (await look()).webhooks
    return lost + dropped === 0
  }

  /** What is heard is kept at once and read later, in the order in which it came: once a mark that came last is read, all is. */
  async #eventsRead(): Promise<void> {
    const before = await this.#marksRead()
    const receiver = (await this.engine.call('connection.status', {}))?.receiving.localUrl ?? ''
    const { wabaId, appSecret } = this.simulator.facts
    const change = { field: MARK_FIELD, value: { mark: randomUUID() } }
    const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: wabaId, changes: [change] }] }))
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signBody(appSecret, body) }
    const { status } = await fetch(receiver, { method: 'POST', headers, body })
    if (status !== 200) throw new Error(`The engine answered an event with ${status}`)
    await until('the engine has read what it heard', async () => (await this.#marksRead()) > before)
  }

  async #marksRead(): Promise<number> {
    const health = await this.engine.call('connection.health', { refresh: false })
    return health.fields.find(({ field }) => field === MARK_FIELD)?.count ?? 0
  }

  /** Switches faults of the simulator, as its --faults takes them. */
  async setFaults(faults: string): Promise<void> {
    await this.simulator.control('POST', '/simulator/faults', parseFaults(faults))
  }

  /** Waits until nobody is planned or under way; goes on by hand when the run paused for too many failures, as an owner would. */
  async settled(deadlineMs = 300_000): Promise<void> {
    let stands = ''
    await until(
      () => `nobody is planned or under way (${stands})`,
      async () => {
        const { state, pauseReason, counts } = await this.status()
        stands = JSON.stringify({ state, pauseReason, counts })
        if (state === 'paused' && pauseReason === 'too-many-failures') await this.resume()
        return counts.planned + counts.sending === 0
      },
      deadlineMs,
    )
  }

  /** Waits until nothing that was claimed is still on its way: from here on only a new claim could make anything leave. */
  async nothingUnderWay(): Promise<void> {
    await until('nothing is under way', async () => (await this.status()).counts.sending === 0)
  }

  /** Switches receiving off, so that what nobody can tell any more is called unconfirmed instead of waiting a quarter of an hour. */
  async giveUpDoubts(broadcastIds: readonly BroadcastId[] = [this.broadcastId]): Promise<void> {
    const inDoubt = async () => {
      const statuses = await Promise.all(broadcastIds.map((broadcastId) => this.status(broadcastId)))
      return statuses.reduce((sum, { counts }) => sum + counts.inDoubt, 0)
    }
    if ((await inDoubt()) === 0) return
    await this.connect('none')
    await until('doubts are given up', async () => (await inDoubt()) === 0)
  }

  /** What became of everybody, page by page. */
  async people(broadcastId = this.broadcastId): Promise<PersonEnd[]> {
    const ends: PersonEnd[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof this.recipientsPage>> = await this.recipientsPage(broadcastId, cursor)
      ends.push(
        ...page.recipients
          .filter(({ sendId }) => sendId !== null)
          .map(({ phone, state }) => ({ person: (phone ?? '').replace('+', ''), state })),
      )
      cursor = page.nextCursor
    } while (cursor !== null)
    return ends
  }

  recipientsPage(broadcastId: BroadcastId, cursor: string | null) {
    return this.engine.call('broadcast.recipients', { broadcastId, limit: 500, ...(cursor === null ? {} : { cursor }) })
  }

  /** Messages that the simulator took, from its ledger file. */
  taken(): Taken[] {
    return this.posts()
      .filter((line) => line.kind === 'accepted')
      .map((line) => ({ person: line.person ?? '', opaque: line.opaque, atMs: line.atMs }))
  }

  /** Everything that was posted to the simulator, taken or refused. */
  posts(): Post[] {
    return linesOf<Post>(join(this.folder, 'ledger.jsonl'))
  }

  async close(): Promise<void> {
    await this.engine.kill()
    await this.simulator.stop()
    rmSync(this.folder, { recursive: true, force: true })
    rmSync(this.vault, { recursive: true, force: true })
  }

  #writePeople(count: number): string {
    const file = join(this.folder, 'people.csv')
    const first = this.#imported
    this.#imported += count
    const rows = Array.from({ length: count }, (_, index) => `Person ${first + index},+${886_900_000_000 + first + index}`)
    writeFileSync(file, `Name,Phone\n${rows.join('\n')}\n`, { mode: 0o600 })
    return file
  }
}

function simulatorArguments(folder: string, port: number, options: ShopOptions): string[] {
  const given = {
    '--scenario': 'plain',
    '--people': String(options.messages),
    '--seed': String(options.seed),
    '--tempo': options.tempo ?? 'instant',
    '--port': String(port),
    '--ledger': join(folder, 'ledger.jsonl'),
    '--state': join(folder, 'simulator-state.json'),
  }
  return Object.entries(given).flat()
}

function parseFaults(spec: string): Record<string, string> {
  return Object.fromEntries(
    spec
      .split(',')
      .filter((pair) => pair !== '')
      .map((pair) => pair.split('=') as [string, string]),
  )
}
