import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:https'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { CallInput, EventName } from '#contract/ipc/index.ts'
import { calls } from '#contract/ipc/index.ts'
import { startSimulatorProcess, type SimulatorProcess, type SimulatorReady } from '../../test/support/simulator-process.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { selfSigned } from '../../test/support/self-signed.ts'
import { createIntake } from '../intake/index.ts'
import { createAnnouncer, secureRandom, silentLogger, systemClock } from '../kernel/index.ts'
import { sql, type OpenVault } from '../store/index.ts'
import { createConnection, type Connection } from './index.ts'

const context = { role: 'owner' as const, person: 'owner', signal: new AbortController().signal }

type Shop = { vault: OpenVault; connection: Connection; announced: EventName[] }

/** Opens a connection room over a vault, as the host does; closing again opens a second room over the same vault. */
function open(vault: OpenVault, graphUrl: string | null = null): Shop {
  const announced: EventName[] = []
  const announcer = createAnnouncer()
  announcer.listen((name) => void announced.push(name))
  const connection = createConnection({
    vault,
    clock: systemClock,
    random: secureRandom,
    logger: silentLogger,
    announcer,
    graphUrl,
    peopleLast24h: () => 3,
    timeouts: { connectMs: 500, headersMs: 1000, totalMs: 1500 },
  })
  onTestFinished(() => connection.stop())
  return { vault, connection, announced }
}

function newVault(): OpenVault {
  const vault = tempVault()
  onTestFinished(() => vault.remove())
  return vault
}

async function simulator(...more: string[]): Promise<SimulatorProcess> {
  const started = await startSimulatorProcess(['--port', '0', '--scenario', 'plain', '--people', '20', '--tempo', 'instant', ...more])
  onTestFinished(() => started.stop())
  return started
}

const add = (shop: Shop, input: CallInput<'connection.add'>) =>
  shop.connection.handlers['connection.add']?.(calls['connection.add'].input.parse(input), context)
const check = (shop: Shop) => shop.connection.handlers['connection.check']?.({}, context)

const fromFacts = (facts: SimulatorReady, more: Partial<CallInput<'connection.add'>> = {}): CallInput<'connection.add'> => ({
  kind: 'demo',
  baseUrl: facts.url,
  token: facts.token,
  appSecret: facts.appSecret,
  wabaId: facts.wabaId,
  phoneNumberId: facts.phoneNumberId,
  ...more,
})

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** A receiver whose kept events are counted. */
async function openReceiver(shop: Shop): Promise<{ url: string; kept: () => number }> {
  let kept = 0
  const nothing = () => undefined
  const intake = createIntake({
    vault: shop.vault,
    clock: systemClock,
    logger: silentLogger,
    receiving: () => shop.connection.receiving(),
    onHandshake: () => shop.connection.noteHandshake(),
    onEvent(at) {
      kept += 1
      shop.connection.noteEvent(at)
    },
    sinks: { inbound: nothing, status: nothing, preference: nothing, templateStatus: nothing, account: nothing },
  })
  onTestFinished(() => intake.stop())
  const begun = await intake.begin()
  if (!begun.ok) throw new Error('no receiver')
  shop.connection.receiverOpened(begun.value.url, intake.lastEventAt())
  return { url: begun.value.url, kept: () => kept }
}

describe('adding a connection', () => {
  it('reads the number, keeps the secrets out of the database, and asks for events', async () => {
    const { facts, control } = await simulator('--require-proof')
    const shop = open(newVault())
    await shop.connection.begin()
    const receiver = await openReceiver(shop)
    const added = await add(shop, fromFacts(facts, { receiving: 'local' }))
    expect(added).toMatchObject({
      ok: true,
      value: {
        kind: 'demo',
        tokenLast4: facts.token.slice(-4),
        hasAppSecret: true,
        number: { quality: 'GREEN', dailyLimit: 2000, status: 'CONNECTED', throughputPerSecond: 80 },
        link: 'online',
        receiving: { way: 'local', localUrl: receiver.url, verified: true },
        peopleLast24h: 3,
      },
    })
    expect(calls['connection.add'].output.safeParse(added?.ok === true ? added.value : null).success).toBe(true)
    expect(shop.announced).toContain('connection.changed')
    const rows = JSON.stringify(shop.vault.store.read.all(sql`select * from connection`))
    expect(rows).not.toContain(facts.token)
    expect(rows).not.toContain(facts.appSecret)
    await control('POST', '/simulator/say', { from: '+886900000001', text: 'hello' })
    await until(() => receiver.kept() > 0)
    expect(shop.connection.status()?.receiving.lastEventAt).toBeGreaterThan(0)
    expect(shop.connection.inboundAlive()).toBe(true)
  })

  it('keeps nothing when the key is wrong, and the connection before stays in use', async () => {
    const { facts } = await simulator()
    const shop = open(newVault())
    expect(await add(shop, fromFacts(facts, { token: 'WRONG-token' }))).toMatchObject({ ok: false, error: { code: 'meta-key-refused' } })
    expect(shop.connection.status()).toBeNull()
    const right = await add(shop, fromFacts(facts))
    expect(await add(shop, fromFacts(facts, { token: 'WRONG-token' }))).toMatchObject({ ok: false, error: { code: 'meta-key-refused' } })
    expect(shop.connection.status()?.connectionId).toBe(right?.ok === true ? right.value.connectionId : null)
    expect((await shop.connection.api()?.number.read())?.ok).toBe(true)
  })

  it('refuses a key that can not stand in a header, and an unencrypted address outside this computer', async () => {
    const shop = open(newVault())
    const input = { token: 'has spaces\nand lines', wabaId: '1', phoneNumberId: '2' }
    expect(await add(shop, input)).toMatchObject({ ok: false, error: { code: 'meta-key-refused' } })
    expect(await add(shop, { ...input, token: 'x', baseUrl: 'http://graph.example.com' })).toMatchObject({
      ok: false,
      error: { code: 'address-refused' },
    })
  })

  it('says what is wrong with the way: nobody there, silence, a certificate that nobody vouches for', async () => {
    const silent = createServer(() => undefined)
    const tls = createTlsServer(selfSigned, (_request, response) => response.end('{}'))
    for (const server of [silent, tls]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const sockets = new Set<Socket>()
      server.on('connection', (socket: Socket) => void sockets.add(socket))
      onTestFinished(() => {
        for (const socket of sockets) socket.destroy()
        server.close()
      })
    }
    const port = (server: typeof silent) => (server.address() as { port: number }).port
    const shop = open(newVault())
    const input = { token: 'x', wabaId: '1', phoneNumberId: '2' }
    expect(await add(shop, { ...input, baseUrl: 'http://127.0.0.1:1' })).toMatchObject({
      ok: false,
      error: { code: 'network-unreachable' },
    })
    expect(await add(shop, { ...input, baseUrl: `http://127.0.0.1:${port(silent)}` })).toMatchObject({
      ok: false,
      error: { code: 'network-timeout' },
    })
    expect(await add(shop, { ...input, baseUrl: `https://localhost:${port(tls)}` })).toMatchObject({
      ok: false,
      error: { code: 'tls-refused' },
    })
    await shop.connection.stop()
  })

  it('lets a message under way with the old key end when another key takes over', async () => {
    const { facts, control } = await simulator('--faults', 'slowAnswer=1x,slowMs=300')
    const shop = open(newVault())
    await add(shop, fromFacts(facts))
    await control('POST', '/simulator/say', { from: '+886900000001', text: 'hello' })
    const body = JSON.stringify({ messaging_product: 'whatsapp', to: '+886900000001', type: 'text', text: { body: 'hi' } })
    const under = shop.connection.messenger().send(body, new AbortController().signal)
    await add(shop, fromFacts(facts))
    expect(await under).toMatchObject({ kind: 'accepted' })
  })
})

describe('opening again', () => {
  it('finds the connection, follows the simulator to its new address, and moves the receiving there', async () => {
    const vault = newVault()
    const first = await simulator()
    const before = open(vault)
    await add(before, fromFacts(first.facts, { receiving: 'local' }))
    await before.connection.stop()
    await first.stop()
    const second = await simulator()
    const shop = open(vault, second.facts.url)
    const limits: (number | null)[] = []
    shop.connection.onNumber((number) => void limits.push(number.dailyLimit))
    expect(limits).toEqual([2000])
    await shop.connection.begin()
    const receiver = await openReceiver(shop)
    await until(() => shop.connection.inboundAlive())
    expect(shop.connection.status()).toMatchObject({
      baseUrl: second.facts.url,
      link: 'online',
      receiving: { verified: true, localUrl: receiver.url },
    })
  })

  it('opens without the network, and gets going by itself when it comes back', async () => {
    const vault = newVault()
    const first = await simulator()
    const before = open(vault)
    await add(before, fromFacts(first.facts, { receiving: 'local' }))
    await before.connection.stop()
    await first.stop()
    const shop = open(vault)
    const links: string[] = []
    shop.connection.onLink((link) => void links.push(link))
    await shop.connection.begin()
    await openReceiver(shop)
    await until(() => shop.connection.link() === 'offline')
    expect(await shop.connection.messenger().send('{}', new AbortController().signal)).toEqual({
      kind: 'not-sent',
      code: 'network-unreachable',
    })
    const port = new URL(first.facts.url).port
    await simulator('--port', port)
    await until(() => shop.connection.inboundAlive())
    expect(links).toEqual(['offline', 'online'])
  })

  it('has no messenger and no client before there is a connection', async () => {
    const shop = open(newVault())
    await shop.connection.begin()
    expect(shop.connection.api()).toBeNull()
    expect(await shop.connection.messenger().send('{}', new AbortController().signal)).toEqual({
      kind: 'not-sent',
      code: 'network-unreachable',
    })
    expect(await check(shop)).toMatchObject({ ok: false, error: { code: 'connection-missing' } })
  })
})

describe('checking a connection', () => {
  const states = (result: Awaited<ReturnType<typeof check>>) =>
    result?.ok === true
      ? Object.fromEntries(result.value.checks.map(({ name, state, code }) => [name, code === null ? state : `${state} ${code}`]))
      : result

  it('finds everything well', async () => {
    const { facts } = await simulator()
    const shop = open(newVault())
    await openReceiver(shop)
    await add(shop, fromFacts(facts, { receiving: 'local', catalogId: facts.catalogId }))
    expect(states(await check(shop))).toEqual({ key: 'ok', number: 'ok', templates: 'ok', catalog: 'ok', receiving: 'ok', clock: 'ok' })
  })

  it('names what is missing: app secret, catalog, receiver', async () => {
    const { facts } = await simulator()
    const shop = open(newVault())
    await add(shop, fromFacts(facts, { receiving: 'local', appSecret: '', catalogId: '999' }))
    expect(states(await check(shop))).toMatchObject({
      key: 'ok',
      catalog: 'failed catalog-missing',
      receiving: 'failed app-secret-missing',
    })
    await add(shop, fromFacts(facts, { receiving: 'http://127.0.0.1:1/events' }))
    expect(states(await check(shop))).toMatchObject({ receiving: 'failed receiver-unverified' })
    await add(shop, fromFacts(facts, { receiving: 'none' }))
    expect(states(await check(shop))).toMatchObject({ receiving: 'skipped receiver-unverified' })
  })

  it('says that the key died, keeps the connection, and is well again with a new key', async () => {
    const { facts, control } = await simulator()
    const shop = open(newVault())
    await add(shop, fromFacts(facts))
    await control('POST', '/simulator/revoke-token', {})
    expect(states(await check(shop))).toMatchObject({ key: 'failed meta-key-refused', templates: 'skipped meta-key-refused' })
    expect(shop.connection.status()).toMatchObject({ link: 'unauthorised', tokenLast4: facts.token.slice(-4) })
    const fresh = (await control('POST', '/simulator/reset-token', { token: 'SIMULATOR-fresh-token' })) as { token?: string }
    expect(await add(shop, fromFacts(facts, { token: fresh.token ?? 'SIMULATOR-fresh-token' }))).toMatchObject({
      ok: true,
      value: { link: 'online' },
    })
  })

  it('still accepts events signed with the secret before, for a week', async () => {
    const { facts } = await simulator()
    const replaced = await simulator('--app-secret', 'another-secret')
    const shop = open(newVault())
    await add(shop, fromFacts(facts))
    await add(shop, fromFacts(replaced.facts))
    expect(shop.connection.receiving().appSecrets).toEqual(['another-secret', facts.appSecret])
  })
})
