import { join } from 'node:path'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calls, events } from '#contract/ipc/index.ts'
import { EngineBoot } from '#contract/kernel/engine-boot.ts'
import { createEngine } from '../../engine/host/engine.ts'
import { memoryChannels } from '../../engine/host/transports/memory.ts'
import { secureRandom, silentLogger, systemClock } from '../../engine/kernel/index.ts'
import { noKeychain } from '../../engine/vault/index.ts'
import { protocolClient, type ProtocolClient } from '../support/protocol-client.ts'
import { forkEngine, spawnEngine } from '../support/spawn-engine.ts'
import { tempFolder } from '../support/temp-folder.ts'

const shop = { name: 'Lantern Street Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' } as const
const passphrase = 'six wet umbrellas'

type Started = { readonly client: ProtocolClient; stop(): Promise<void>; crash: (() => Promise<void>) | null }

function inMemory(vault: string): Started {
  const [ours, theirs] = memoryChannels()
  const surroundings = {
    clock: systemClock,
    random: secureRandom,
    logger: silentLogger,
    keychain: noKeychain,
    reserveBytes: 0,
    hide: () => undefined,
  }
  const engine = createEngine(EngineBoot.parse({ vault, checkOutputs: true }), surroundings)
  engine.serve(theirs)
  return {
    client: protocolClient(ours),
    crash: null,
    async stop() {
      ours.close()
      await engine.stop()
    },
  }
}

const inProcess =
  (start: typeof forkEngine) =>
  (vault: string): Started => {
    const { client, child, stop } = start({ vault, parameters: ['--no-keychain'] })
    return {
      client,
      stop,
      async crash() {
        child.kill('SIGKILL')
        await once(child, 'exit')
      },
    }
  }

const transports = [
  ['an in-memory pair', inMemory],
  ['the channel between processes', inProcess(forkEngine)],
  ['JSON lines', inProcess(spawnEngine)],
] as const

describe.each(transports)('the protocol over %s', (_, start) => {
  let temp: ReturnType<typeof tempFolder>
  let engine: Started
  let client: ProtocolClient
  beforeEach(() => {
    temp = tempFolder()
    engine = start(join(temp.folder, 'vault'))
    client = engine.client
  })
  afterEach(async () => {
    await engine.stop()
    temp.remove()
  })

  it('describes every call and event of the contract', async () => {
    const described = await client.call('contract.list', {})
    expect(described.calls.map((call) => call.name)).toEqual(Object.keys(calls))
    expect(described.events.map((event) => event.name)).toEqual(Object.keys(events))
    const create = described.calls.find((call) => call.name === 'vault.create')
    expect(create).toMatchObject({
      role: 'owner',
      input: { type: 'object', required: ['shop'], properties: { kind: { default: 'shop' } } },
    })
  })

  it('refuses with a code what it does not know or can not read', async () => {
    expect(await client.answer('nothing.here')).toMatchObject({ error: { code: 'call-unknown' } })
    expect(await client.answer('toString')).toMatchObject({ error: { code: 'call-unknown' } })
    expect(await client.answer('vault.create', { shop: { ...shop, name: '' } })).toMatchObject({
      error: { code: 'input-refused', params: { field: 'shop.name', problem: 'too_small' } },
    })
    expect(await client.answer('vault.status', { extra: 1 })).toMatchObject({ error: { code: 'input-refused' } })
    expect(await client.answer('customer.list')).toMatchObject({ error: { code: 'vault-not-open' } })
    expect((await client.subscribe('nothing.happened' as 'vault.changed', () => undefined)).answer).toMatchObject({
      error: { code: 'event-unknown' },
    })
  })

  it('announces to those who subscribed, until they unsubscribe', async () => {
    const states: unknown[] = []
    const { id } = await client.subscribe('vault.changed', (data) => states.push((data as { state: string }).state))
    await client.call('vault.create', { shop, passphrase })
    await client.call('vault.close', {})
    client.unsubscribe(id)
    await client.call('vault.open', { passphrase })
    expect(states).toEqual(['open', 'locked'])
  })

  it('answers a cancelled call at once and goes on with the next', async () => {
    const making = client.start('vault.create', { shop, passphrase })
    const opening = client.start('vault.open', { passphrase })
    client.cancel(opening.id)
    expect(await opening.answer).toMatchObject({ error: { code: 'call-cancelled' } })
    expect(await making.answer).toMatchObject({ ok: { state: 'open' } })
    expect(await client.call('vault.status', {})).toMatchObject({ state: 'open' })
    expect(client.pending()).toBe(0)
  })

  it('leaves no call pending when the engine dies', async (ctx) => {
    if (engine.crash === null) return ctx.skip('an in-memory engine can not be killed')
    const making = client.start('vault.create', { shop, passphrase })
    await engine.crash()
    expect(await making.answer).toEqual({ error: { code: 'engine-unavailable' } })
    expect(await client.answer('vault.status')).toEqual({ error: { code: 'engine-unavailable' } })
    expect(client.pending()).toBe(0)
    engine = start(join(temp.folder, 'vault'))
    client = engine.client
    const status = await client.call('vault.status', {})
    expect(['absent', 'locked']).toContain(status.state)
  })
})
