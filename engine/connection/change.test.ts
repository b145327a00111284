import { describe, expect, it } from 'vitest'
import { manualClock, systemClock } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { fromFacts, newVault, openReceiver, openShop, simulator, until, valueOf } from '../../test/support/connection-room.ts'

const DAY_MS = 86_400_000

describe('replacing what a connection stands on', () => {
  it('S-08: puts a new key into use while messages are under way, and forgets the old one', async () => {
    const { facts, control } = await simulator('--faults', 'slowAnswer=1x,slowMs=300')
    const shop = openShop(newVault())
    const { connectionId } = valueOf(await shop.call('connection.add', fromFacts(facts)))
    await control('POST', '/simulator/say', { from: '+886900000001', text: 'hello' })
    const body = JSON.stringify({ messaging_product: 'whatsapp', to: '+886900000001', type: 'text', text: { body: 'hi' } })
    const under = shop.connection.messenger().send(body, new AbortController().signal)
    const replaced = valueOf(await shop.call('connection.replaceKey', { token: `Bearer ${facts.token}` }))
    expect(replaced).toMatchObject({ connectionId, tokenLast4: facts.token.slice(-4), link: 'online' })
    expect(await under).toMatchObject({ kind: 'accepted' })
    expect(await shop.vault.secrets.get(`connection.${connectionId}`)).toContain(facts.token)
  })

  it('tells who reads what a number can reach, when it is connected and with each other key', async () => {
    const { facts, control } = await simulator()
    const shop = openShop(newVault())
    let told = 0
    shop.connection.onConnected(async () => void (told += 1))
    valueOf(await shop.call('connection.add', fromFacts(facts)))
    expect(told).toBe(1)
    valueOf(await shop.call('connection.replaceKey', { token: facts.token }))
    valueOf(await shop.call('connection.useVersion', { apiVersion: 'v24.0' }))
    expect(told).toBe(1)
    const { token } = (await control('POST', '/simulator/reset-token', {})) as { token: string }
    valueOf(await shop.call('connection.replaceKey', { token }))
    expect(told).toBe(2)
  })

  it('keeps the old key when the new one is dead or reaches another number only', async () => {
    const { facts } = await simulator()
    const shop = openShop(newVault())
    valueOf(await shop.call('connection.add', fromFacts(facts)))
    expect(await shop.call('connection.replaceKey', { token: 'DEAD-key' })).toMatchObject({ error: { code: 'meta-key-refused' } })
    expect(shop.connection.status()?.tokenLast4).toBe(facts.token.slice(-4))
    expect((await shop.connection.api()?.number.read())?.ok).toBe(true)
    expect(await openShop(newVault()).call('connection.replaceKey', { token: 'x' })).toMatchObject({
      error: { code: 'connection-missing' },
    })
  })

  it('takes events signed with the app secret before for seven days', async () => {
    const first = await simulator()
    const clock = { ...manualClock(Date.now()), after: systemClock.after }
    const shop = openShop(newVault(), { clock })
    valueOf(await shop.call('connection.add', fromFacts(first.facts)))
    await first.stop()
    await simulator('--port', new URL(first.facts.url).port, '--app-secret', 'another-secret')
    valueOf(await shop.call('connection.replaceAppSecret', { appSecret: ' another-secret\n' }))
    expect(shop.connection.receiving().appSecrets).toEqual(['another-secret', first.facts.appSecret])
    clock.set(Date.now() + 7 * DAY_MS + 60_000)
    expect(shop.connection.receiving().appSecrets).toEqual(['another-secret'])
  })

  it('refuses an app secret by which Meta does not know the app', async () => {
    const { facts } = await simulator()
    const shop = openShop(newVault())
    valueOf(await shop.call('connection.add', fromFacts(facts)))
    expect(await shop.call('connection.replaceAppSecret', { appSecret: 'wrong' })).toMatchObject({ error: { code: 'meta-refused' } })
    expect(shop.connection.receiving().appSecrets).toEqual([facts.appSecret])
    expect((await shop.connection.api()?.number.read())?.ok).toBe(true)
  })

  it('speaks another version, and knows when it ends', async () => {
    const { facts } = await simulator()
    const shop = openShop(newVault())
    valueOf(await shop.call('connection.add', fromFacts(facts)))
    valueOf(await shop.call('connection.useVersion', { apiVersion: 'v24.0' }))
    expect(valueOf(await shop.call('connection.health', {})).api).toEqual({ version: 'v24.0', endsOn: '2028-02-18', newest: 'v26.0' })
    await shop.connection.stop()
    const again = openShop(shop.vault)
    await again.connection.begin()
    expect(again.connection.status()?.apiVersion).toBe('v24.0')
  })

  it('sends promotions by the marketing endpoint only where the terms are accepted', async () => {
    const { facts, control } = await simulator()
    const shop = openShop(newVault())
    valueOf(await shop.call('connection.add', fromFacts(facts)))
    expect(await shop.call('connection.setMarketingEndpoint', { isOn: true })).toMatchObject({ error: { code: 'meta-refused' } })
    expect(shop.connection.status()?.marketingEndpoint).toBe(false)
    await control('POST', '/simulator/account', { marketingTerms: 'ONBOARDED' })
    expect(valueOf(await shop.call('connection.setMarketingEndpoint', { isOn: true })).marketingEndpoint).toBe(true)
    expect(valueOf(await shop.call('connection.setMarketingEndpoint', { isOn: false })).marketingEndpoint).toBe(false)
  })
})

describe('choosing the way in', () => {
  it('sets the address at the account, then at the number alone, and takes back what was set before', async () => {
    const { facts } = await simulator()
    const shop = openShop(newVault())
    const receiver = await openReceiver(shop)
    valueOf(await shop.call('connection.add', fromFacts(facts)))
    const callbacks = async () => {
      const number = await shop.connection.api()?.number.readDetails()
      return number?.ok === true ? number.value.webhook_configuration : null
    }
    const there = valueOf(await shop.call('connection.setReceiving', { receiving: receiver.url }))
    expect(there.receiving).toMatchObject({ way: 'callback', verified: true })
    valueOf(await shop.call('connection.setReceiving', { receiving: 'local', level: 'number' }))
    expect(await callbacks()).toMatchObject({ phone_number: receiver.url })
    expect(shop.connection.inboundAlive()).toBe(true)
    valueOf(await shop.call('connection.setReceiving', { receiving: 'none' }))
    expect((await callbacks())?.phone_number).toBeUndefined()
    expect(shop.connection.status()?.receiving).toMatchObject({ way: 'none', verified: false })
    expect(shop.connection.receives()).toBe(false)
  })

  it('keeps the choice when the proof fails, and heals by itself once the way is there', async () => {
    const { facts, control } = await simulator()
    const shop = openShop(newVault())
    await openReceiver(shop)
    valueOf(await shop.call('connection.add', fromFacts(facts)))
    await control('POST', '/simulator/callback', { cut: true })
    expect(await shop.call('connection.setReceiving', { receiving: 'local' })).toMatchObject({ error: { code: 'receiver-not-reached' } })
    expect(shop.connection.status()?.receiving).toMatchObject({ way: 'local', verified: false })
    await control('POST', '/simulator/callback', { cut: false })
    valueOf(await shop.call('connection.check', { only: ['receiving'] }))
    expect(shop.connection.status()?.receiving.verified).toBe(true)
  })

  it('gives an app that has no address of its own this one, with every field, and leaves one that has', async () => {
    const { facts } = await simulator()
    const shop = openShop(newVault())
    const receiver = await openReceiver(shop)
    valueOf(await shop.call('connection.add', fromFacts(facts, { receiving: 'local' })))
    const api = shop.connection.api()
    const app = { appId: (facts as unknown as { appId: string }).appId, appSecret: facts.appSecret }
    const subscriptions = valueOf((await api?.webhooks.appSubscriptions(app)) ?? { ok: false, error: { code: 'bug', retry: 'never' } })
    expect(subscriptions[0]?.callback_url).toBe(receiver.url)
    expect(JSON.stringify(subscriptions[0]?.fields)).toContain('user_preferences')
  })

  it('refuses an address that is not encrypted, and any without an app secret', async () => {
    const { facts } = await simulator()
    const shop = openShop(newVault())
    valueOf(await shop.call('connection.add', fromFacts(facts, { appSecret: '' })))
    expect(await shop.call('connection.setReceiving', { receiving: 'http://shop.example/events' })).toMatchObject({
      error: { code: 'address-refused' },
    })
    expect(await shop.call('connection.setReceiving', { receiving: 'local' })).toMatchObject({ error: { code: 'app-secret-missing' } })
    expect(shop.connection.status()?.receiving.way).toBe('none')
  })
})

describe('disconnecting', () => {
  it('waits for a broadcast, then takes back the way in, forgets the keys and nothing else', async () => {
    const { facts } = await simulator()
    let isBroadcastRunning = true
    const shop = openShop(newVault(), { neighbours: { isBroadcastRunning: () => isBroadcastRunning } })
    await openReceiver(shop)
    const { connectionId } = valueOf(await shop.call('connection.add', fromFacts(facts, { receiving: 'local' })))
    valueOf(await shop.call('connection.beginSetup', { baseUrl: facts.url, token: facts.token }))
    shop.vault.store.write((db) =>
      db.run(sql`insert into customer (customer_id, phone, created_at, changed_at) values ('cus_1', '+886912345678', 0, 0)`),
    )
    expect(await shop.call('connection.disconnect', {})).toMatchObject({ error: { code: 'broadcast-running' } })
    isBroadcastRunning = false
    const api = shop.connection.api()
    valueOf(await shop.call('connection.disconnect', {}))
    expect(shop.connection.status()).toBeNull()
    expect(shop.connection.link()).toBe('unknown')
    expect([await shop.vault.secrets.get(`connection.${connectionId}`), await shop.vault.secrets.get('connection.setup')]).toEqual([
      null,
      null,
    ])
    expect(shop.connection.receiving()).toEqual({ verifyToken: null, appSecrets: [], phoneNumberId: null })
    expect(shop.vault.store.read.all(sql`select 1 from customer`).length).toBe(1)
    expect(shop.vault.store.read.all(sql`select 1 from connection`)).toEqual([])
    expect(await shop.connection.messenger().send('{}', new AbortController().signal)).toMatchObject({ kind: 'not-sent' })
    for (const name of ['connection.check', 'connection.health', 'connection.beginLiveTest'] as const)
      expect(await shop.call(name, {})).toMatchObject({ error: { code: 'connection-missing' } })
    expect(await api?.number.read()).toMatchObject({ ok: false })
    // The address was taken back at Meta.
    const other = openShop(newVault())
    valueOf(await other.call('connection.add', fromFacts(facts)))
    const subscribed = await other.connection.api()?.webhooks.subscriptions()
    expect(subscribed?.ok === true ? subscribed.value[0]?.override_callback_uri : 'none').toBeUndefined()
  })

  it('works with a dead key, and a new number can be connected afterwards', async () => {
    const { facts, control } = await simulator()
    const shop = openShop(newVault())
    await openReceiver(shop)
    valueOf(await shop.call('connection.add', fromFacts(facts, { receiving: 'local' })))
    await control('POST', '/simulator/revoke-token', {})
    valueOf(await shop.call('connection.disconnect', {}))
    const { token } = (await control('POST', '/simulator/reset-token', {})) as { token: string }
    valueOf(await shop.call('connection.add', fromFacts(facts, { token, receiving: 'local' })))
    await until(() => shop.connection.inboundAlive())
    expect(shop.connection.status()).toMatchObject({ link: 'online', receiving: { verified: true } })
  })
})
