import { createServer, type IncomingMessage } from 'node:http'
import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import type { Logger } from '../../kernel/index.ts'
import { sql } from '../../store/index.ts'
import type { SimulatorReady } from '../../../test/support/simulator-process.ts'
import { fromFacts, newVault, openReceiver, openShop, simulator, valueOf } from '../../../test/support/connection-room.ts'

const keyOf = (facts: SimulatorReady, more: Partial<CallInput<'connection.beginSetup'>> = {}): CallInput<'connection.beginSetup'> => ({
  baseUrl: facts.url,
  token: facts.token,
  appSecret: facts.appSecret,
  ...more,
})

describe('the wizard', () => {
  it('finds the numbers of a key, goes on after the shop was closed, and ends as the connection', async () => {
    const { facts } = await simulator()
    const vault = newVault()
    const first = openShop(vault)
    expect(valueOf(await first.call('connection.setup', {}))).toBeNull()
    const begun = valueOf(await first.call('connection.beginSetup', keyOf(facts)))
    expect(begun).toMatchObject({
      step: 'number',
      kind: 'meta',
      hasAppSecret: true,
      chosen: null,
      key: { last4: facts.token.slice(-4), expiresAt: null, missingScopes: [] },
      numbers: [
        {
          wabaId: facts.wabaId,
          businessId: facts.businessId,
          phoneNumberId: facts.phoneNumberId,
          status: 'CONNECTED',
          isOnPhoneApp: false,
          catalogs: [{ catalogId: facts.catalogId, name: expect.any(String) }],
        },
      ],
    })
    await first.connection.stop()
    const second = openShop(vault)
    await second.connection.begin()
    expect(valueOf(await second.call('connection.setup', {}))).toEqual(begun)
    const { wabaId, phoneNumberId, catalogId } = facts
    const chosen = valueOf(await second.call('connection.chooseNumber', { wabaId, phoneNumberId, catalogId }))
    expect(chosen).toMatchObject({
      setup: { step: 'checks', chosen: { wabaId, phoneNumberId, catalogId } },
      connection: { kind: 'meta', wabaId, phoneNumberId, catalogId, hasAppSecret: true, link: 'online', receiving: { way: 'none' } },
    })
    expect(valueOf(await second.call('connection.goToSetupStep', { step: 'live' })).step).toBe('live')
    await second.connection.stop()
    const third = openShop(vault)
    await third.connection.begin()
    expect(valueOf(await third.call('connection.setup', {}))).toMatchObject({ step: 'live', chosen: { phoneNumberId } })
    valueOf(await third.call('connection.endSetup', {}))
    expect(valueOf(await third.call('connection.setup', {}))).toBeNull()
    expect(await vault.secrets.get('connection.setup')).toBeNull()
    expect((await third.connection.api()?.number.read())?.ok).toBe(true)
  })

  it('takes a key with what came along when it was copied', async () => {
    const { facts } = await simulator()
    const shop = openShop(newVault())
    const begun = valueOf(await shop.call('connection.beginSetup', keyOf(facts, { token: `\ufeff Bearer ${facts.token}\n` })))
    expect(begun.numbers.map(({ phoneNumberId }) => phoneNumberId)).toEqual([facts.phoneNumberId])
  })

  it('keeps nothing of a key that Meta refuses, or that no header can carry', async () => {
    const { facts } = await simulator()
    const shop = openShop(newVault())
    for (const token of ['WRONG-token', 'two words', '金鑰'])
      expect(await shop.call('connection.beginSetup', keyOf(facts, { token }))).toMatchObject({ error: { code: 'meta-key-refused' } })
    expect(valueOf(await shop.call('connection.setup', {}))).toBeNull()
    expect(await shop.vault.secrets.get('connection.setup')).toBeNull()
    expect(await shop.call('connection.goToSetupStep', { step: 'live' })).toMatchObject({ error: { code: 'setup-missing' } })
    expect(await shop.call('connection.chooseNumber', { wabaId: '1', phoneNumberId: '2' })).toMatchObject({
      error: { code: 'setup-missing' },
    })
  })

  it('names the permissions that a key lacks', async () => {
    const { facts, control } = await simulator()
    await control('POST', '/simulator/token', { without: ['whatsapp_business_messaging'] })
    const begun = valueOf(await openShop(newVault()).call('connection.beginSetup', keyOf(facts)))
    expect(begun.key.missingScopes).toEqual(['whatsapp_business_messaging'])
  })

  it('leaves the connection that is there in use when the chosen number is not reached', async () => {
    const { facts } = await simulator()
    const shop = openShop(newVault())
    await openReceiver(shop)
    valueOf(await shop.call('connection.add', fromFacts(facts, { receiving: 'local' })))
    const before = shop.connection.status()
    valueOf(await shop.call('connection.beginSetup', keyOf(facts)))
    expect(await shop.call('connection.chooseNumber', { wabaId: facts.wabaId, phoneNumberId: '99999' })).toMatchObject({
      error: { code: 'number-not-reached' },
    })
    expect(shop.connection.status()?.connectionId).toBe(before?.connectionId)
    // The same number again: what comes in goes on coming in.
    const { wabaId, phoneNumberId } = facts
    const again = valueOf(await shop.call('connection.chooseNumber', { wabaId, phoneNumberId }))
    expect(again.connection.receiving.way).toBe('local')
    expect(shop.connection.receiving().appSecrets).toEqual([facts.appSecret])
  })

  it('lets ids be typed at a provider that can not tell about keys, with its own address and header', async () => {
    const seen: (string | undefined)[] = []
    const answer = (request: IncomingMessage): [number, object] => {
      seen.push(request.headers['d360-api-key'] as string | undefined)
      if (request.url?.includes('/debug_token')) return [404, { error: { code: 2500, message: 'Unknown path', type: 'OAuthException' } }]
      return [200, { id: '22', display_phone_number: '+886 2 5550 1234', verified_name: 'Tea', status: 'CONNECTED' }]
    }
    const server = createServer((request, response) => {
      const [status, body] = answer(request)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const baseUrl = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    const shop = openShop(newVault())
    const begun = valueOf(
      await shop.call('connection.beginSetup', { kind: 'provider', baseUrl, authHeader: 'D360-API-KEY', token: 'provider-key-0001' }),
    )
    expect(begun).toMatchObject({ kind: 'provider', numbers: [], key: { last4: '0001', missingScopes: [] } })
    const chosen = valueOf(await shop.call('connection.chooseNumber', { wabaId: '11', phoneNumberId: '22' }))
    expect(chosen.connection).toMatchObject({ kind: 'provider', number: { verifiedName: 'Tea' } })
    expect(new Set(seen)).toEqual(new Set(['provider-key-0001']))
    expect(
      await shop.call('connection.beginSetup', { kind: 'provider', baseUrl: 'http://gateway.example', token: 'provider-key-0001' }),
    ).toMatchObject({ error: { code: 'address-refused' } })
  })

  it('proves a number that is not registered: code, PIN, and what Meta says to wrong ones', async () => {
    const { facts, control } = await simulator()
    await control('POST', '/simulator/number', { registered: false, codeVerification: 'NOT_VERIFIED' })
    const shop = openShop(newVault())
    valueOf(await shop.call('connection.add', fromFacts(facts)))
    expect(shop.connection.status()?.number?.status).toBe('DISCONNECTED')
    valueOf(await shop.call('connection.requestCode', { method: 'SMS' }))
    const { code, pin } = (await control('POST', '/simulator/sent-code', {})) as { code: string; pin: string | null }
    const wrong = code === '000000' ? '111111' : '000000'
    expect(await shop.call('connection.verifyCode', { code: wrong })).toMatchObject({ error: { code: 'meta-refused' } })
    valueOf(await shop.call('connection.verifyCode', { code: `${code.slice(0, 3)}-${code.slice(3)}` }))
    const registered = valueOf(await shop.call('connection.register', { pin: pin ?? '123456' }))
    expect(registered.number?.status).toBe('CONNECTED')
  })

  it('does not take a number away from the phone app', async () => {
    const { facts, control } = await simulator()
    await control('POST', '/simulator/number', { isOnBizApp: true })
    const shop = openShop(newVault())
    valueOf(await shop.call('connection.add', fromFacts(facts)))
    expect(await shop.call('connection.register', { pin: '123456' })).toMatchObject({
      error: { code: 'input-refused', params: { isOnPhoneApp: true } },
    })
  })

  it('S-01, S-05: never writes key or app secret into the vault or the log', async () => {
    const { facts, control } = await simulator()
    const lines: string[] = []
    const note = (event: string, ...more: unknown[]) => void lines.push(JSON.stringify([event, ...more.map(String), ...more]))
    const logger: Logger = { info: note, warn: note, error: note }
    const vault = newVault()
    const shop = openShop(vault, { logger })
    valueOf(await shop.call('connection.beginSetup', keyOf(facts)))
    valueOf(await shop.call('connection.chooseNumber', { wabaId: facts.wabaId, phoneNumberId: facts.phoneNumberId }))
    valueOf(await shop.call('connection.check', {}))
    await control('POST', '/simulator/revoke-token', {})
    const refused = await shop.call('connection.replaceKey', { token: 'ANOTHER-dead-key-0123456789' })
    await shop.call('connection.check', {})
    const secrets = [facts.token, facts.appSecret, 'ANOTHER-dead-key-0123456789']
    const tables = vault.store.read.all<{ name: string }>(
      sql`select name from sqlite_schema where type = 'table' and name like 'connection%'`,
    )
    expect(tables.length).toBe(4)
    const rows = [
      vault.store.read.all(sql`select * from connection`),
      vault.store.read.all(sql`select * from connection_setup`),
      vault.store.read.all(sql`select * from connection_check`),
      vault.store.read.all(sql`select * from connection_fact`),
    ]
    const written = [JSON.stringify(rows), JSON.stringify(refused), lines.join(' '), readFileSync(vault.file, 'latin1')]
    for (const secret of secrets) expect(written.some((text) => text.includes(secret))).toBe(false)
    expect(lines.join(' ')).toContain('cloud-api.failed')
  })
})
