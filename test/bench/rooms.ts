import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallInput, CallName, CallOutput } from '#contract/ipc/index.ts'
import { calls } from '#contract/ipc/index.ts'
import { createEndings } from '../../engine/host/endings.ts'
import { makeFeatures, type Features } from '../../engine/host/features.ts'
import { makeGround, type Ground } from '../../engine/host/ground.ts'
import { createAnnouncer, secureRandom, silentLogger, systemClock, type Handlers } from '../../engine/kernel/index.ts'
import type { OpenVault } from '../../engine/store/index.ts'
import { createVault, noKeychain } from '../../engine/vault/index.ts'
import type { SimulatorProcess } from '../support/simulator-process.ts'

/** All rooms of the engine over a real vault, in this process, so that the measuring itself costs nothing. */
export type Rooms = {
  readonly vault: OpenVault
  readonly ground: Ground
  readonly features: Features
  readonly receiverUrl: string
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  stop(): Promise<void>
}

const owner = { role: 'owner', person: 'owner', signal: new AbortController().signal } as const

const passphrase = 'six wet umbrellas'

export type RoomsOptions = {
  /** Where the vault is, or is to be made; a new folder that goes at the end unless told. */
  readonly folder?: string
  /** The vault is there already, e.g. left behind by a process that was killed. */
  readonly isThere?: boolean
}

/** Makes a vault with a connection to the simulator (or opens the one that is there) and starts every room. */
export async function openRooms(simulator: Pick<SimulatorProcess, 'facts'>, options: RoomsOptions = {}): Promise<Rooms> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'shopbell-bench-'))
  const shared = { clock: systemClock, random: secureRandom, logger: silentLogger, announcer: createAnnouncer() }
  const endings = createEndings()
  let opened: Omit<Rooms, 'call' | 'stop'> | undefined
  let roomHandlers: Handlers = {}
  const vault = createVault({
    ...shared,
    folder: join(folder, 'vault'),
    keychain: noKeychain,
    reserveBytes: 0,
    hide: () => undefined,
    async begin(openVault) {
      const deps = {
        ...shared,
        vault: openVault,
        boot: { vault: folder, graphUrl: simulator.facts.url, keychain: false, checkOutputs: false },
      }
      const ground = await makeGround(deps, endings)
      const features = makeFeatures(deps, ground, endings)
      await ground.connection.begin()
      features.inbox.begin()
      ground.ledger.begin()
      const receiver = await features.intake.begin()
      if (!receiver.ok) throw new Error(receiver.error.code)
      ground.connection.receiverOpened(receiver.value.url, null)
      opened = { vault: openVault, ground, features, receiverUrl: receiver.value.url }
      const rooms = [ground.connection, ground.customer, ground.template, ground.catalog, ground.price, features.inbox, features.broadcast]
      roomHandlers = Object.assign({}, ...rooms.map((room) => room.handlers)) as Handlers
      return { handlers: {}, sendingEnded: async () => undefined, stop: () => endings.run() }
    },
  })
  const call: Rooms['call'] = async (name, input) => {
    const handler = (roomHandlers[name] ?? vault.handlers[name]) as ((input: unknown, context: unknown) => unknown) | undefined
    if (handler === undefined) throw new Error(`nobody answers ${name}`)
    const answer = (await handler(calls[name].input.parse(input), owner)) as
      | { ok: true; value: never }
      | { ok: false; error: { code: string } }
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`)
    return answer.value
  }
  const shop = { name: 'Bench Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' } as const
  if (options.isThere === true) await call('vault.open', { passphrase })
  else await call('vault.create', { passphrase, shop })
  if (opened === undefined) throw new Error('Cannot happen: a vault that was made is open')
  const { token, appSecret, wabaId, phoneNumberId, businessId, catalogId } = simulator.facts
  if (options.isThere !== true)
    await call('connection.add', { kind: 'demo', token, appSecret, wabaId, phoneNumberId, businessId, catalogId, receiving: 'local' })
  return {
    ...opened,
    call,
    async stop() {
      await vault.stop()
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
