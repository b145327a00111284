import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { EngineBoot } from '#contract/kernel/engine-boot.ts'
import { createEngine, type Surroundings } from '../../engine/host/engine.ts'
import { memoryChannels } from '../../engine/host/transports/memory.ts'
import { manualClock, secureRandom, silentLogger, type Clock, type ManualClock } from '../../engine/kernel/index.ts'
import { fakeKeychain } from './fake-keychain.ts'
import { protocolClient, type ProtocolClient } from './protocol-client.ts'
import { tempFolder } from './temp-folder.ts'

/** Cheap passwords, so that a test need not wait for hashing. */
export const CHEAP = { memoryKib: 8_192, passes: 1, lanes: 1 } as const
export const SHOP = { name: 'Lantern Street Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' } as const
export const OWNER_PASSWORD = 'six wet umbrellas at noon'
export const STAFF_PASSWORD = 'violet kettle hums softly'

/** A shop's folder and keychain, on which engines are started one after the other. */
export type Place = { readonly folder: string; readonly keychain: ReturnType<typeof fakeKeychain>; readonly clock: ManualClock }

export function newPlace(): Place {
  const temp = tempFolder()
  onTestFinished(temp.remove)
  return { folder: join(temp.folder, 'shop'), keychain: fakeKeychain(), clock: manualClock() }
}

export type RunningEngine = { client(): ProtocolClient; stop(): Promise<void> }

/** Starts a whole engine over the place; it ends with the test. */
export function startEngine(place: Omit<Place, 'clock'> & { readonly clock: Clock }, more: Partial<Surroundings> = {}): RunningEngine {
  const engine = createEngine(EngineBoot.parse({ vault: place.folder, checkOutputs: true }), {
    clock: place.clock,
    random: secureRandom,
    logger: silentLogger,
    keychain: place.keychain,
    reserveBytes: 0,
    hide: () => undefined,
    strength: CHEAP,
    ...more,
  })
  let isRunning = true
  const stop = async () => {
    if (!isRunning) return
    isRunning = false
    await engine.stop()
  }
  onTestFinished(stop)
  const client = () => {
    const [ours, theirs] = memoryChannels()
    engine.serve(theirs)
    return protocolClient(ours)
  }
  return { client, stop }
}

/** The code of the error of a call; "ok" when it worked. */
export const codeOf = async (client: ProtocolClient, call: string, input: unknown = {}): Promise<string> =>
  (await client.answer(call, input)).error?.code ?? 'ok'

type Pattern = { readonly files: ReadonlyMap<string, Buffer>; readonly entries: ReadonlyMap<string, string> }

let pattern: Pattern | undefined

/**
 * A shop as it is just after it was made and closed, made once in each process: its schema takes ten times as long as a copy. The
 * copies have one key and one keychain entry each, in keychains of their own. How a shop is made is proved in engine/vault.
 */
async function newShopPattern(): Promise<Pattern> {
  if (pattern !== undefined) return pattern
  const place = newPlace()
  const engine = startEngine(place)
  await engine.client().call('vault.create', { kind: 'shop', shop: SHOP })
  await engine.stop()
  const names = readdirSync(place.folder, { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => statSync(join(place.folder, name)).isFile())
  pattern = {
    files: new Map(files.map((name) => [name, readFileSync(join(place.folder, name))])),
    entries: new Map(place.keychain.entries),
  }
  return pattern
}

/** A place with a new shop in it, closed. */
async function placeOfNewShop(): Promise<Place> {
  const { files, entries } = await newShopPattern()
  const place = newPlace()
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(place.folder, name)), { recursive: true, mode: 0o700 })
    writeFileSync(join(place.folder, name), bytes, { mode: 0o600 })
  }
  for (const [name, value] of entries) place.keychain.entries.set(name, value)
  return place
}

/** An open shop whose owner has a password and is signed in on `owner`: at a place of its own, or made at the one given. */
export async function lockedShop(given?: Place) {
  const place = given ?? (await placeOfNewShop())
  const engine = startEngine(place)
  const owner = engine.client()
  if (given === undefined) await owner.call('vault.open', {})
  else await owner.call('vault.create', { kind: 'shop', shop: SHOP })
  const status = await owner.call('session.setPassword', { newPassword: OWNER_PASSWORD })
  const ownerId = status.me?.staffId ?? ''
  return { place, engine, owner, ownerId }
}

/** Adds one of the people, with a password of their own that need not be changed, signed in on a channel. */
export async function withPerson(shop: Awaited<ReturnType<typeof lockedShop>>, name: string, role: 'viewer' | 'staff' | 'manager') {
  const { staffId } = await shop.owner.call('staff.save', { name, role })
  await shop.owner.call('staff.setPassword', { staffId, password: 'a first one to change' })
  const client = shop.engine.client()
  await client.call('session.signIn', { staffId, password: 'a first one to change' })
  await client.call('session.setPassword', { newPassword: STAFF_PASSWORD })
  return { client, staffId }
}
