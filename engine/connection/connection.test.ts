import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:https'
import { describe, expect, it, onTestFinished } from 'vitest'
import { calls, type CallInput } from '#contract/ipc/index.ts'
import { patientTimeouts } from '../../test/support/patiently.ts'
import { selfSigned } from '../../test/support/self-signed.ts'
import { sql } from '../store/index.ts'
import { fromFacts, newVault, openReceiver, openShop, simulator, until, type Shop } from '../../test/support/connection-room.ts'

const HELLO = JSON.stringify({ messaging_product: 'whatsapp', to: '+886900000001', type: 'text', text: { body: 'hi' } })

const add = (shop: Shop, input: CallInput<'connection.add'>) => shop.call('connection.add', input)

describe('adding a connection', () => {
  it('S-01: reads the number, keeps the secrets out of the database, and asks for events', async () => {
    const { facts, control } = await simulator('--require-proof')
    const shop = openShop(newVault())
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
    expect(calls['connection.add'].output.safeParse(added.ok ? added.value : null).success).toBe(true)
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
    const shop = openShop(newVault())
    expect(await add(shop, fromFacts(facts, { token: 'WRONG-token' }))).toMatchObject({ ok: false, error: { code: 'meta-key-refused' } })
    expect(shop.connection.status()).toBeNull()
    const right = await add(shop, fromFacts(facts))
    expect(await add(shop, fromFacts(facts, { token: 'WRONG-token' }))).toMatchObject({ ok: false, error: { code: 'meta-key-refused' } })
    expect(shop.connection.status()?.connectionId).toBe(right.ok ? right.value.connectionId : null)
    expect((await shop.connection.api()?.number.read())?.ok).toBe(true)
  })

  it('refuses a key that can not stand in a header, and an unencrypted address outside this computer', async () => {
    const shop = openShop(newVault())
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
    // None of these ever answers, however long somebody waits.
    const shop = openShop(newVault(), { timeouts: { ...patientTimeouts, headersMs: 300 } })
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
    const shop = openShop(newVault())
    await add(shop, fromFacts(facts))
    await control('POST', '/simulator/say', { from: '+886900000001', text: 'hello' })
    const under = shop.connection.messenger().send(HELLO, new AbortController().signal)
    await add(shop, fromFacts(facts))
    expect(await under).toMatchObject({ kind: 'accepted' })
  })
})

describe('opening again', () => {
  it('finds the connection, follows the simulator to its new address, and moves the receiving there', async () => {
    const vault = newVault()
    const first = await simulator()
    const before = openShop(vault)
    await add(before, fromFacts(first.facts, { receiving: 'local' }))
    await before.connection.stop()
    await first.stop()
    const second = await simulator()
    const shop = openShop(vault, { graphUrl: second.facts.url })
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
    const before = openShop(vault)
    await add(before, fromFacts(first.facts, { receiving: 'local' }))
    await before.connection.stop()
    await first.stop()
    const shop = openShop(vault)
    const links: string[] = []
    shop.connection.onLink((link) => void links.push(link))
    await shop.connection.begin()
    await openReceiver(shop)
    await until(() => shop.connection.link() === 'offline')
    expect(await shop.connection.messenger().send(HELLO, new AbortController().signal)).toEqual({
      kind: 'not-sent',
      code: 'network-unreachable',
    })
    const port = new URL(first.facts.url).port
    await simulator('--port', port)
    await until(() => shop.connection.inboundAlive())
    expect(links).toEqual(['offline', 'online'])
  })

  it('has no messenger and no client before there is a connection', async () => {
    const shop = openShop(newVault())
    await shop.connection.begin()
    expect(shop.connection.api()).toBeNull()
    expect(await shop.connection.messenger().send(HELLO, new AbortController().signal)).toEqual({
      kind: 'not-sent',
      code: 'network-unreachable',
    })
    expect(await shop.call('connection.check', {})).toMatchObject({ ok: false, error: { code: 'connection-missing' } })
  })
})
