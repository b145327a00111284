import { describe, expect, it } from 'vitest'
import { type Caller, aTemplate, errorOf, listenFor, startForTest } from '../../testing/harness.ts'

/** What a reading call shows, as text. */
async function read(caller: Caller, path: string): Promise<string> {
  const seen = await caller.graph('GET', path)
  return JSON.stringify('broken' in seen ? seen : seen.body)
}

const pathOf = ({ simulator: { facts } }: Caller) => ({
  number: `${facts.phoneNumberId}?fields=status,name_status,whatsapp_business_manager_messaging_limit,health_status`,
  account: `${facts.wabaId}?fields=primary_funding_id,health_status`,
  catalogs: `${facts.wabaId}/product_catalogs`,
  callbacks: `${facts.wabaId}/subscribed_apps`,
  token: `debug_token?input_token=${facts.token}`,
})

/** Each check of a connection, the one call that makes it fail, and what then shows it. */
const checks: readonly (readonly [check: string, call: string, wish: object, place: keyof ReturnType<typeof pathOf>, shows: RegExp])[] = [
  ['key, soon over', 'token', { expiresInSeconds: 864_000 }, 'token', /"expires_at":[1-9]/],
  ['messaging permission', 'token', { without: ['whatsapp_business_messaging'] }, 'token', /"scopes":\["whatsapp_business_management"/],
  ['number, not registered', 'number', { registered: false }, 'number', /"status":"DISCONNECTED".*141000/],
  ['number, name declined', 'number', { nameStatus: 'DECLINED' }, 'number', /"name_status":"DECLINED"/],
  ['payment', 'payment', { missing: true }, 'account', /^(?!.*primary_funding_id)/],
  ['limit', 'number', { tier: 'TIER_50' }, 'number', /TIER_50/],
  ['receiving, not subscribed', 'unsubscribe', {}, 'callbacks', /"data":\[\]/],
  ['catalog', 'catalog', { linked: false }, 'catalogs', /"data":\[\]/],
]

describe('a check of the connection', () => {
  it.each(checks)('%s: fails after one control call', async (_, call, wish, place, shows) => {
    const caller = await startForTest()
    await listenFor(caller)
    const path = pathOf(caller)[place]
    const before = await read(caller, path)
    expect(await caller.control('POST', call, wish)).not.toHaveProperty('error')
    const after = await read(caller, path)
    expect(after).not.toBe(before)
    expect(after).toMatch(shows)
  })

  it.each<[string, string, object, number]>([
    ['key, no longer valid', 'revoke-token', {}, 190],
    ['key, over', 'token', { expiresInSeconds: 0 }, 190],
    ['management permission', 'token', { without: ['whatsapp_business_management'] }, 10],
    ['account of somebody else', 'account', { assigned: false }, 200],
  ])('%s: is refused after one control call', async (_, call, wish, code) => {
    const caller = await startForTest()
    await caller.control('POST', call, wish)
    expect(errorOf(await caller.graph('GET', pathOf(caller).number))?.code).toBe(code)
  })

  it('that was made to fail can be made well again', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'number', { registered: false })
    await caller.control('POST', 'number', { registered: true })
    await caller.control('POST', 'token', { without: ['whatsapp_business_messaging'], expiresInSeconds: 0 })
    const scopes = ['whatsapp_business_messaging', 'whatsapp_business_management', 'business_management', 'catalog_management']
    await caller.control('POST', 'token', { scopes, expiresInSeconds: null })
    expect(await caller.send(aTemplate(0))).toMatchObject({ status: 200 })
  })
})
