import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEngineProcess, type EngineProcess } from '../support/engine-process.ts'
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator-process.ts'
import { freePort } from '../faults/rig/shop.ts'
import { until } from '../faults/rig/random.ts'
import type { Canaries } from './canaries.ts'

const PEOPLE = 3_000
const BROADCAST_TO = 40

/** The places of one run: a home and a temporary folder of its own, and what a person put down on purpose. */
export type Places = {
  readonly root: string
  readonly home: string
  readonly temporary: string
  readonly vault: string
  readonly onPurpose: string
}

/** Makes the folders. */
export function makePlaces(): Places {
  const root = mkdtempSync(join(tmpdir(), 'shopbell-canary-'))
  const places = {
    root,
    home: join(root, 'home'),
    temporary: join(root, 'tmp'),
    vault: join(root, 'home', 'vault'),
    onPurpose: join(root, 'on-purpose'),
  }
  for (const folder of [places.home, places.temporary, places.onPurpose]) mkdirSync(folder, { mode: 0o700 })
  return places
}

export const removePlaces = (places: Places): void => rmSync(places.root, { recursive: true, force: true })

/** A day in the shop with canaries in every field: import, broadcast, question, answer, export, sorting, and a power cut. */
export class Job {
  readonly #places: Places
  readonly #canaries: Canaries
  readonly #simulator: SimulatorProcess
  readonly #start: () => EngineProcess
  readonly #open: { passphrase?: string }
  engine: EngineProcess
  customerId = ''

  private constructor(made: {
    places: Places
    canaries: Canaries
    simulator: SimulatorProcess
    start: () => EngineProcess
    open: { passphrase?: string }
  }) {
    this.#places = made.places
    this.#canaries = made.canaries
    this.#simulator = made.simulator
    this.#start = made.start
    this.#open = made.open
    this.engine = made.start()
  }

  /** @param keyringEnv the Secret Service to use; without it the key lies behind a passphrase */
  static async begin(places: Places, canaries: Canaries, keyringEnv: Readonly<Record<string, string>> | null): Promise<Job> {
    const simulator = await startSimulatorProcess([
      '--scenario',
      'plain',
      '--people',
      '10',
      '--tempo',
      'instant',
      '--token',
      canaries.token,
      '--app-secret',
      canaries.appSecret,
    ])
    const webhookPort = await freePort()
    const env = {
      HOME: places.home,
      TMPDIR: places.temporary,
      TMP: places.temporary,
      TEMP: places.temporary,
      XDG_CACHE_HOME: join(places.home, 'cache'),
      ...keyringEnv,
    }
    const parameters = ['--log', join(places.home, 'engine.log')]
    const start = () =>
      startEngineProcess({
        vault: places.vault,
        graphUrl: simulator.facts.url,
        webhookPort,
        env,
        parameters,
        keychain: keyringEnv !== null,
      })
    return new Job({ places, canaries, simulator, start, open: keyringEnv === null ? { passphrase: canaries.passphrase } : {} })
  }

  /** Everything up to the power cut; `look` is called while the engine runs and sends. */
  async run(look: (pid: number) => void): Promise<void> {
    const { engine } = this
    await engine.call('vault.create', {
      ...this.#open,
      shop: { name: 'Canary Row Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' },
    })
    await this.#connect()
    await this.#import()
    await this.#converse()
    await this.#broadcast(look)
    await engine.kill()
    this.engine = this.#start()
    await this.engine.call('vault.open', this.#open)
    await this.#sort()
    await this.engine.call('customer.export', { customerId: this.customerId, target: join(this.#places.onPurpose, 'export.zip') })
    // Locked: these may lie anywhere, so they are written into the home that is looked through.
    await this.engine.call('customer.export', {
      customerId: this.customerId,
      target: join(this.#places.home, 'locked.zip'),
      password: 'a password for canaries',
    })
    await this.engine.call('privacy.exportEveryone', {
      target: join(this.#places.home, 'everybody.zip'),
      password: 'a password for canaries',
    })
    await this.#eraseSomebody()
    look(this.engine.pid)
  }

  /** What the shop can see of the canaries: proof that they were really there. */
  async seen(): Promise<string> {
    const list = await this.engine.call('customer.list', { search: this.#canaries.digits })
    const { messages } = await this.engine.call('inbox.messages', { customerId: this.customerId })
    return JSON.stringify([list, messages])
  }

  async end(): Promise<void> {
    await this.engine.stop()
    await this.#simulator.stop()
  }

  async #connect(): Promise<void> {
    const { wabaId, phoneNumberId, businessId, catalogId } = this.#simulator.facts
    const { token, appSecret } = this.#canaries
    await this.engine.call('connection.add', {
      kind: 'demo',
      token,
      appSecret,
      wabaId,
      phoneNumberId,
      businessId,
      catalogId,
      receiving: 'local',
    })
    await this.engine.call('template.sync', {})
  }

  async #import(): Promise<void> {
    const file = join(this.#places.onPurpose, 'people.csv')
    const others = Array.from(
      { length: PEOPLE },
      (_, index) => `${this.#canaries.name} ${PEOPLE - index},+${886_900_000_000 + index},${index < BROADCAST_TO ? 'first' : ''}`,
    )
    writeFileSync(file, `Name,Phone,Tags\n${this.#canaries.name},+886${this.#canaries.digits},first\n${others.join('\n')}\n`)
    await this.engine.call('customer.import', { file, consent: { state: 'agreed', source: 'website', at: Date.UTC(2026, 2, 3) } })
    const { customers } = await this.engine.call('customer.list', { search: this.#canaries.digits })
    this.customerId = customers[0]?.customerId ?? ''
  }

  async #converse(): Promise<void> {
    await this.#simulator.control('POST', '/simulator/say', { from: `+886${this.#canaries.digits}`, text: this.#canaries.inbound })
    const customerId = this.customerId as never
    await until('the question is there', async () => (await this.engine.call('inbox.messages', { customerId })).messages.length > 0)
    await this.engine.call('customer.save', { customerId, note: this.#canaries.note })
    await this.engine.call('inbox.reply', { customerId, message: { kind: 'text', text: this.#canaries.outbound } })
    await this.engine.call('inbox.saveDraft', { customerId, text: this.#canaries.draft })
  }

  /** Somebody else with a name of their own, erased: tombstones, receipt and cleared gaps say nothing of them. */
  async #eraseSomebody(): Promise<void> {
    const { customers } = await this.engine.call('customer.list', { limit: 500 })
    const other = customers.find(({ customerId, phone }) => customerId !== this.customerId && phone !== null)
    if (other?.phone === undefined || other.phone === null) throw new Error('nobody is there to be erased')
    await this.engine.call('customer.erase', { customerId: other.customerId, confirmation: other.phone.slice(-4) })
  }

  async #broadcast(look: (pid: number) => void): Promise<void> {
    const { broadcastId } = await this.engine.call('broadcast.draft', {
      content: {
        name: this.#canaries.name,
        audience: { include: { kind: 'tags', tags: ['first'] }, restingHours: null },
        template: { name: 'hello', language: 'en' },
        variables: { 1: { from: { kind: 'customer', field: 'name' }, fallback: 'friend' } },
        pacePerSecond: 20,
        quietHours: null,
      },
    })
    await this.engine.call('broadcast.approve', { broadcastId, acceptUnknownPrices: true })
    await this.engine.call('broadcast.start', { broadcastId })
    await until('some are sent', async () => {
      look(this.engine.pid)
      const { counts } = await this.engine.call('broadcast.status', { broadcastId })
      return counts.matched - counts.planned > BROADCAST_TO / 2
    })
  }

  /** Lists that make SQLite sort and search through everything. */
  async #sort(): Promise<void> {
    await this.engine.call('customer.list', { search: this.#canaries.name.slice(0, 12), limit: 500 })
    await this.engine.call('broadcast.audience', { audience: { include: { kind: 'everyone' }, restingHours: null } })
    await this.engine.call('inbox.list', { search: this.#canaries.inbound.slice(0, 6) })
  }
}
