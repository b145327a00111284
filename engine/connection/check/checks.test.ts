import { describe, expect, it } from 'vitest'
import { manualClock, systemClock } from '../../kernel/index.ts'
import { fromFacts, newVault, openReceiver, openShop, simulator, valueOf, type Shop } from '../../../test/support/connection-room.ts'
import type { CheckResult } from './queries.ts'

/** A number that is joined, with a receiver and a catalog. */
async function joined(options: Parameters<typeof openShop>[1] = {}) {
  const started = await simulator()
  const shop = openShop(newVault(), options)
  const receiver = await openReceiver(shop)
  valueOf(await shop.call('connection.add', fromFacts(started.facts, { receiving: 'local', catalogId: started.facts.catalogId })))
  return {
    shop,
    receiver,
    facts: started.facts,
    control: (path: string, body: object) => started.control('POST', `/simulator/${path}`, body),
  }
}

/** How checks ended: the state, and the code where there is one. */
async function states(shop: Shop, only?: CheckResult['name'][]): Promise<Record<string, string>> {
  const { checks } = valueOf(await shop.call('connection.check', only === undefined ? {} : { only }))
  return Object.fromEntries(checks.map(({ name, state, code }) => [name, code === null ? state : `${state} ${code}`]))
}

const one = async (shop: Shop, name: CheckResult['name']) =>
  valueOf(await shop.call('connection.check', { only: [name] })).checks.find((check) => check.name === name)

const allWell = {
  key: 'ok',
  messaging: 'ok',
  management: 'ok',
  number: 'ok',
  payment: 'ok',
  limit: 'ok',
  receiving: 'ok',
  catalog: 'ok',
  clock: 'ok',
}

describe('the nine checks', () => {
  it('find everything well, are kept with their time, and are there again after opening', async () => {
    const { shop } = await joined()
    expect(await states(shop)).toEqual(allWell)
    expect(Object.keys(await states(shop))).toEqual(Object.keys(allWell))
    await shop.connection.stop()
    const again = openShop(shop.vault)
    await again.connection.begin()
    const { checks } = valueOf(await again.call('connection.checks', {}))
    expect(Object.fromEntries(checks.map(({ name, state }) => [name, state]))).toEqual(allWell)
    expect(checks.every(({ checkedAt }) => checkedAt > 1_700_000_000_000)).toBe(true)
  })

  it('key: dead, about to end, and well again', async () => {
    const { shop, control } = await joined()
    await control('revoke-token', {})
    expect(await states(shop)).toMatchObject({ key: 'failed meta-key-refused', messaging: 'skipped meta-key-refused' })
    expect(shop.connection.status()).toMatchObject({ link: 'unauthorised' })
    const { token } = (await control('reset-token', {})) as { token: string }
    valueOf(await shop.call('connection.replaceKey', { token }))
    // An hour less than three days: how long the calls take changes no count of whole days.
    await control('token', { expiresInSeconds: 3 * 86_400 - 3_600 })
    const soon = await one(shop, 'key')
    expect(soon).toMatchObject({ state: 'warning', code: 'key-ends-soon', params: { days: 3 } })
    expect(valueOf(await shop.call('connection.health', {})).notices).toContainEqual(
      expect.objectContaining({ code: 'key-ends-soon', level: 'warning', params: { days: 3 } }),
    )
    await control('token', { expiresInSeconds: 0 })
    expect(await one(shop, 'key')).toMatchObject({ state: 'failed', code: 'meta-key-refused' })
    await control('token', { expiresInSeconds: null })
    expect(await one(shop, 'key')).toMatchObject({ state: 'ok', params: { neverEnds: true } })
  })

  it('messaging and management: a permission of the key is missing, or the account was never given to it', async () => {
    const { shop, control } = await joined()
    await control('token', { without: ['whatsapp_business_messaging'] })
    expect(await one(shop, 'messaging')).toMatchObject({
      state: 'failed',
      code: 'key-scope-missing',
      params: { scope: 'whatsapp_business_messaging' },
    })
    const every = ['whatsapp_business_messaging', 'whatsapp_business_management', 'business_management', 'catalog_management']
    await control('token', { scopes: every.filter((scope) => scope !== 'whatsapp_business_management') })
    expect(await one(shop, 'management')).toMatchObject({
      state: 'failed',
      code: 'key-scope-missing',
      params: { scope: 'whatsapp_business_management' },
    })
    await control('token', { scopes: every })
    await control('account', { assigned: false })
    expect(await states(shop, ['messaging', 'management'])).toMatchObject({
      messaging: 'failed number-not-reached',
      management: 'failed number-not-reached',
    })
    await control('account', { assigned: true })
    expect(await states(shop, ['messaging', 'management'])).toMatchObject({ messaging: 'ok', management: 'ok' })
  })

  it('number: not registered, name refused, flagged, restricted', async () => {
    const { shop, control } = await joined()
    await control('number', { registered: false })
    expect(await one(shop, 'number')).toMatchObject({ state: 'failed', code: 'number-not-registered', params: { status: 'DISCONNECTED' } })
    await control('number', { registered: true, nameStatus: 'DECLINED' })
    expect(await one(shop, 'number')).toMatchObject({ state: 'warning', code: 'number-name-declined', params: { status: 'DECLINED' } })
    await control('number', { nameStatus: 'APPROVED', status: 'FLAGGED', quality: 'RED' })
    expect(await one(shop, 'number')).toMatchObject({
      state: 'warning',
      code: 'account-blocked',
      params: { status: 'FLAGGED', quality: 'RED' },
    })
    await control('number', { status: 'RESTRICTED' })
    expect(await one(shop, 'number')).toMatchObject({ state: 'failed', code: 'account-blocked' })
    await control('number', { status: 'CONNECTED', quality: 'GREEN' })
    expect(await one(shop, 'number')).toMatchObject({ state: 'ok' })
  })

  it('payment: no payment method', async () => {
    const { shop, control } = await joined()
    await control('payment', { missing: true })
    expect(await one(shop, 'payment')).toMatchObject({ state: 'failed', code: 'payment-missing' })
    expect(await one(shop, 'limit')).toMatchObject({ state: 'ok' })
    expect(valueOf(await shop.call('connection.status', {}))?.notices.map(({ code }) => code)).toContain('payment-missing')
    await control('payment', { missing: false })
    expect(await one(shop, 'payment')).toMatchObject({ state: 'ok' })
    expect(valueOf(await shop.call('connection.status', {}))?.notices.map(({ code }) => code)).not.toContain('payment-missing')
  })

  it('limit: the first small step, an account that is locked, and a restriction that an event told', async () => {
    const until = Date.now() + 3_600_000
    let news: { field: string; event: string; params: Record<string, string>; at: number; until: number | null }[] = []
    const { shop, control } = await joined({ neighbours: { news: () => news } })
    await control('number', { tier: 'TIER_250' })
    expect(await one(shop, 'limit')).toMatchObject({ state: 'warning', code: 'limit-low', params: { perDay: 250 } })
    await control('number', { tier: 'TIER_10K' })
    expect(await one(shop, 'limit')).toMatchObject({ state: 'ok', params: { perDay: 10_000 } })
    await control('account', { status: 'DISABLED' })
    expect(await one(shop, 'limit')).toMatchObject({ state: 'failed', code: 'account-blocked' })
    await control('account', { status: 'ACTIVE' })
    expect(await one(shop, 'limit')).toMatchObject({ state: 'ok' })
    const restriction = 'RESTRICTED_BIZ_INITIATED_MESSAGING'
    news = [{ field: 'account_update', event: 'ACCOUNT_RESTRICTION', params: { restriction }, at: Date.now(), until }]
    expect(await one(shop, 'limit')).toMatchObject({ state: 'failed', code: 'account-blocked', params: { type: restriction, until } })
    news = []
    expect(await one(shop, 'limit')).toMatchObject({ state: 'ok' })
  })

  it('receiving: heals by itself when Meta forgot it, and says when Meta gets no answer', async () => {
    const { shop, control } = await joined()
    await control('unsubscribe', {})
    expect(await one(shop, 'receiving')).toMatchObject({ state: 'ok' })
    await control('callback', { cut: true })
    expect(await one(shop, 'receiving')).toMatchObject({ state: 'failed', code: 'receiver-not-reached' })
    expect(shop.connection.inboundAlive()).toBe(false)
    await control('callback', { cut: false })
    expect(await one(shop, 'receiving')).toMatchObject({ state: 'ok' })
    expect(shop.connection.inboundAlive()).toBe(true)
  })

  it('receiving: an answer that is not ours, a missing app secret, sending only', async () => {
    const { shop, facts } = await joined()
    const other = await simulator()
    const stranger = openShop(newVault())
    const theirs = await openReceiver(stranger)
    await stranger.call('connection.add', fromFacts(other.facts, { receiving: 'local' }))
    expect(await shop.call('connection.setReceiving', { receiving: theirs.url })).toMatchObject({ error: { code: 'receiver-not-reached' } })
    expect(await one(shop, 'receiving')).toMatchObject({ state: 'failed', code: 'receiver-not-reached' })
    valueOf(await shop.call('connection.setReceiving', { receiving: 'none' }))
    expect(await one(shop, 'receiving')).toMatchObject({ state: 'skipped', code: 'receiver-unverified' })
    valueOf(await shop.call('connection.add', fromFacts(facts, { receiving: 'local', appSecret: '' })))
    expect(await one(shop, 'receiving')).toMatchObject({ state: 'failed', code: 'app-secret-missing' })
  })

  it('receiving: somebody else has set an address at the number itself; setting ours there heals it', async () => {
    const { shop, receiver, facts } = await joined()
    const stranger = openShop(newVault())
    const theirs = await openReceiver(stranger)
    valueOf(await stranger.call('connection.add', fromFacts(facts)))
    valueOf(await stranger.call('connection.setReceiving', { receiving: theirs.url, level: 'number' }))
    const found = await one(shop, 'receiving')
    expect(found).toMatchObject({ state: 'failed', code: 'receiver-unverified', params: { host: new URL(theirs.url).host } })
    valueOf(await shop.call('connection.setReceiving', { receiving: 'local', level: 'number' }))
    expect(await one(shop, 'receiving')).toMatchObject({ state: 'ok' })
    expect(
      valueOf((await shop.connection.api()?.number.readDetails()) ?? { ok: false, error: { code: 'bug', retry: 'never' } }),
    ).toMatchObject({
      webhook_configuration: { phone_number: receiver.url },
    })
  })

  it('receiving: the app at Meta does not hear every field', async () => {
    const { shop, receiver, facts } = await joined()
    const api = shop.connection.api()
    const callback = { url: receiver.url, verifyToken: shop.connection.receiving().verifyToken ?? '' }
    const app = { appId: (facts as unknown as { appId: string }).appId, appSecret: facts.appSecret }
    await api?.webhooks.setAppSubscription(app, { ...callback, fields: ['messages', 'account_update'] })
    const partly = await one(shop, 'receiving')
    expect(partly).toMatchObject({ state: 'warning', code: 'receiver-fields-missing' })
    expect(partly?.params['fields']).toContain('user_preferences')
    await api?.webhooks.setAppSubscription(app, { ...callback, fields: ['account_update'] })
    expect(await one(shop, 'receiving')).toMatchObject({ state: 'failed', code: 'receiver-fields-missing' })
  })

  it('receiving: messages went out since the way in stands, and nothing was heard of them', async () => {
    const clock = { ...manualClock(Date.now()), after: systemClock.after }
    let sentAt = clock.now() + 60_000
    const lastAcceptedAt = (span: { readonly after: number; readonly before: number }) =>
      sentAt > span.after && sentAt < span.before ? sentAt : null
    const { shop } = await joined({ clock, neighbours: { lastAcceptedAt } })
    clock.set(sentAt + 9 * 60_000)
    expect(await one(shop, 'receiving')).toMatchObject({ state: 'ok' })
    clock.set(sentAt + 11 * 60_000)
    expect(await one(shop, 'receiving')).toMatchObject({ state: 'warning', code: 'receiver-silent', params: {} })
    shop.connection.noteEvent(sentAt + 1_000)
    expect(await one(shop, 'receiving')).toMatchObject({ state: 'ok' })
    sentAt += 5 * 60_000
    clock.set(sentAt + 11 * 60_000)
    expect(await one(shop, 'receiving')).toMatchObject({ code: 'receiver-silent', params: { lastEventAt: expect.any(Number) } })
    valueOf(await shop.call('connection.setReceiving', { receiving: 'local' }))
    expect(await one(shop, 'receiving')).toMatchObject({ state: 'ok' })
  })

  it('catalog: the named one is not linked, or none is', async () => {
    const { shop, control, facts } = await joined()
    await control('catalog', { linked: false })
    expect(await one(shop, 'catalog')).toMatchObject({ state: 'failed', code: 'catalog-missing', params: { catalogId: facts.catalogId } })
    valueOf(await shop.call('connection.add', fromFacts(facts)))
    expect(await one(shop, 'catalog')).toMatchObject({ state: 'skipped', code: 'catalog-missing' })
    await control('catalog', { linked: true })
    expect(await one(shop, 'catalog')).toMatchObject({ state: 'ok' })
  })

  it("clock: this computer is more than two minutes off Meta's", async () => {
    const { shop, control } = await joined()
    await control('date-header', { offByMs: 150_000 })
    const off = await one(shop, 'clock')
    expect(off).toMatchObject({ state: 'failed', code: 'clock-off' })
    expect(Math.abs(Number(off?.params['seconds']) - 150)).toBeLessThan(30)
    await control('date-header', { offByMs: 60_000 })
    expect(await one(shop, 'clock')).toMatchObject({ state: 'ok' })
  })

  it('say that Meta can not be reached, and leave the rest unasked', async () => {
    const started = await simulator()
    const shop = openShop(newVault())
    valueOf(await shop.call('connection.add', fromFacts(started.facts)))
    await started.stop()
    expect(await states(shop)).toEqual({
      key: 'failed network-unreachable',
      messaging: 'skipped network-unreachable',
      management: 'skipped network-unreachable',
      number: 'skipped network-unreachable',
      payment: 'skipped network-unreachable',
      limit: 'skipped network-unreachable',
      receiving: 'skipped receiver-unverified',
      catalog: 'skipped network-unreachable',
      clock: 'skipped network-unreachable',
    })
  })

  it('need a connection', async () => {
    const shop = openShop(newVault())
    expect(await shop.call('connection.check', {})).toMatchObject({ error: { code: 'connection-missing' } })
    expect(valueOf(await shop.call('connection.checks', {}))).toEqual({ checks: [] })
  })
})
