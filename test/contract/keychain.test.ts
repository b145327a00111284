import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest'
import { patiently } from '../support/patiently.ts'
import { startKeyring, type Keyring } from '../support/keyring.ts'
import { forkEngine, type SpawnedEngine } from '../support/spawn-engine.ts'
import { fingerprint, tempFolder } from '../support/temp-folder.ts'

const shop = { name: 'Lantern Street Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' } as const

const LIBRARY_WAITS_MS = 2_000

let keyring: Keyring | { readonly missing: string }
beforeAll(async () => {
  keyring = await startKeyring()
})
afterAll(async () => {
  if ('stop' in keyring) await keyring.stop()
})

let temp: ReturnType<typeof tempFolder>
let running: SpawnedEngine[]
beforeEach(() => {
  temp = tempFolder()
  running = []
})
afterEach(async () => {
  for (const engine of running) await engine.stop()
  temp.remove()
})

const withoutBus = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DBUS_|XDG_RUNTIME_DIR|DISPLAY)/.test(name)))

/** Starts an engine; with a keyring, the test is skipped by name where the system has none. */
function start(options: { keyring: boolean; ctx?: TestContext }): SpawnedEngine['client'] {
  if (options.keyring && 'missing' in keyring) options.ctx?.skip(`needs a Secret Service: ${keyring.missing}`)
  const env = options.keyring && 'env' in keyring ? { ...withoutBus, ...keyring.env } : withoutBus
  const engine = forkEngine({ vault: join(temp.folder, 'vault'), env })
  running.push(engine)
  return engine.client
}

const stopAll = async () => {
  for (const engine of running) await engine.stop()
}

/** What the bus itself answers. */
function askBus(method: string, ...parameters: readonly string[]): string {
  const words = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', `org.freedesktop.DBus.${method}`, ...parameters]
  return execFileSync('dbus-send', words, { env: { ...withoutBus, ...('env' in keyring ? keyring.env : {}) } }).toString()
}

const namesOnTheBus = (): readonly string[] => askBus('ListNames').match(/":[\d.]+"/g) ?? []
const serviceId = (): number => Number(/uint32 (\d+)/.exec(askBus('GetConnectionUnixProcessID', 'string:org.freedesktop.secrets'))?.[1])

describe.runIf(process.platform === 'linux')('the key in a real Secret Service', () => {
  it('survives the end of the engine and opens the vault again', async (ctx) => {
    const first = start({ keyring: true, ctx })
    expect(await first.call('vault.create', { shop })).toMatchObject({ state: 'open', keyIn: 'keychain', keychain: 'available' })
    await stopAll()
    const second = start({ keyring: true, ctx })
    expect(await second.call('vault.status', {})).toMatchObject({ state: 'locked', keyIn: 'keychain' })
    expect(await second.call('vault.open', {})).toMatchObject({ state: 'open', shop })
  })

  it('is asked for by a second engine only to be told that the folder is in use', async (ctx) => {
    await start({ keyring: true, ctx }).call('vault.create', { shop })
    expect(await start({ keyring: true, ctx }).answer('vault.open')).toMatchObject({ error: { code: 'vault-in-use' } })
  })

  it('is had all the same when the service ends itself in the middle of the question', async (ctx) => {
    await start({ keyring: true, ctx }).call('vault.create', { shop })
    await stopAll()
    const service = serviceId()
    process.kill(service, 'SIGSTOP')
    const client = start({ keyring: true, ctx })
    const known = namesOnTheBus().length
    const opening = client.call('vault.open', {})
    // The engine has come to the bus, and waits there for the answer.
    await expect.poll(() => namesOnTheBus().length, patiently).toBeGreaterThan(known)
    process.kill(service, 'SIGKILL')
    expect(await opening).toMatchObject({ state: 'open', shop })
    expect(serviceId()).not.toBe(service)
  })

  it('is had all the same when the service is too busy to answer for longer than the library waits', async (ctx) => {
    await start({ keyring: true, ctx }).call('vault.create', { shop })
    await stopAll()
    const service = serviceId()
    process.kill(service, 'SIGSTOP')
    const client = start({ keyring: true, ctx })
    const known = namesOnTheBus().length
    const opening = client.call('vault.open', {})
    await expect.poll(() => namesOnTheBus().length, patiently).toBeGreaterThan(known)
    await new Promise((resolve) => setTimeout(resolve, LIBRARY_WAITS_MS + 300))
    process.kill(service, 'SIGCONT')
    expect(await opening).toMatchObject({ state: 'open', shop })
    expect(serviceId()).toBe(service)
  })

  it('is not replaced by something else while the service is away', async (ctx) => {
    await start({ keyring: true, ctx }).call('vault.create', { shop })
    await stopAll()
    const before = fingerprint(join(temp.folder, 'vault'))
    const away = start({ keyring: false })
    expect(await away.answer('vault.open')).toMatchObject({ error: { code: 'keychain-unavailable', retry: 'now' } })
    expect(await away.answer('vault.create', { shop })).toMatchObject({ error: { code: 'vault-exists' } })
    expect(fingerprint(join(temp.folder, 'vault'))).toEqual(before)
  })
})

describe.runIf(process.platform === 'linux')('a computer without a Secret Service', () => {
  it('is told so, gets a passphrase instead, and no file with the key', async () => {
    const client = start({ keyring: false })
    expect(await client.call('vault.status', {})).toMatchObject({ state: 'absent', keychain: 'unavailable' })
    expect(await client.answer('vault.create', { shop })).toMatchObject({ error: { code: 'keychain-unavailable' } })
    expect(await client.call('vault.create', { shop, passphrase: 'six wet umbrellas' })).toMatchObject({ keyIn: 'passphrase' })
    const file = readFileSync(join(temp.folder, 'vault', 'vault.json'), 'utf8')
    expect(JSON.parse(file)).toMatchObject({ wraps: [{ kind: 'box', opens: 'passphrase', memoryKib: 65_536, passes: 3, lanes: 1 }] })
  })

  it('that only seems to have one gets an answer within the limit, and the engine still ends', async () => {
    const path = join(temp.folder, 'bus')
    const silent = createServer((socket) => void socket.on('error', () => undefined)).listen(path)
    await once(silent, 'listening')
    const engine = forkEngine({ vault: join(temp.folder, 'vault'), env: { ...withoutBus, DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` } })
    expect(await engine.client.call('vault.status', {})).toMatchObject({ keychain: 'unavailable' })
    expect(await engine.client.call('vault.create', { shop, passphrase: 'six wet umbrellas' })).toMatchObject({ keyIn: 'passphrase' })
    await engine.stop()
    silent.close()
    expect(Object.keys(fingerprint(join(temp.folder, 'vault')))).not.toContain('vault.db-wal')
  })

  it('still shows the demo shop, for as long as the engine runs', async () => {
    const client = start({ keyring: false })
    expect(await client.call('vault.create', { kind: 'demo', shop })).toMatchObject({ state: 'open', keyIn: 'memory' })
    await stopAll()
    expect(Object.keys(fingerprint(join(temp.folder, 'vault')))).toEqual(['vault.lease'])
  })
})
