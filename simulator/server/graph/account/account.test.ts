import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { creativeChangesAnswerSchema } from '#contract/cloud-api/answer-template-more.ts'
import { businessAccountSchema, successAnswerSchema, subscribedAppsPageSchema, tokenFactsSchema } from '#contract/cloud-api/answers.ts'
import {
  accountsPageSchema,
  appSubscriptionsPageSchema,
  historyEventsPageSchema,
  historyPageSchema,
  messagingAnswerSchema,
  pricingAnswerSchema,
} from '#contract/cloud-api/manage-account.ts'
import { signupSchema, signupsPageSchema } from '#contract/cloud-api/manage-customer-door.ts'
import { aTemplate, call, errorOf, listenFor, startForTest, wamidOf } from '../../../testing/harness.ts'
import { bodyOf, pass, queryOf, valuesOf } from '../../../testing/management.ts'

const fields =
  'id,name,currency,country,timezone_id,account_review_status,business_verification_status,status,health_status,message_template_namespace,owner_business_info,is_enabled_for_insights,marketing_messages_onboarding_status,disable_marketing_messages_on_cloud_api,primary_funding_id,template_auto_archival_enabled,whatsapp_business_manager_messaging_limit'

describe('account and business', () => {
  it('show every field that the reference names, as the state has it', async () => {
    const caller = await startForTest()
    const { wabaId, businessId, phoneNumberId } = caller.simulator.facts
    const read = async () => businessAccountSchema.parse(bodyOf(await caller.graph('GET', `${wabaId}?fields=${fields}`)))
    expect(await read()).toMatchObject({ status: 'ACTIVE', primary_funding_id: '600000000000001', owner_business_info: { id: businessId } })
    await caller.control('POST', 'payment', { missing: true })
    await caller.control('POST', 'account', { verification: 'pending' })
    const ill = await read()
    expect([ill.primary_funding_id, ill.business_verification_status]).toEqual([undefined, 'pending'])
    const business = z.looseObject({ id: z.string(), name: z.string() })
    expect(business.parse(bodyOf(await caller.graph('GET', businessId))).id).toBe(businessId)
    const owned = await caller.graph('GET', `${businessId}/owned_whatsapp_business_accounts?fields=id,name,currency`)
    expect(accountsPageSchema.parse(bodyOf(owned)).data.map((one) => one.id)).toEqual([wabaId])
    const numbers = await caller.graph('GET', `${wabaId}/phone_numbers?fields=id,status,webhook_configuration`)
    expect(bodyOf(numbers)).toMatchObject({ data: [{ id: phoneNumberId, status: 'CONNECTED' }] })
  })

  it('may make creative changes until they are opted out', async () => {
    const caller = await startForTest()
    const path = `${caller.simulator.facts.wabaId}/degrees_of_freedom_spec`
    const read = async () => creativeChangesAnswerSchema.parse(bodyOf(await caller.graph('GET', path))).creative_features_spec
    expect((await read())?.['image_touchups']?.enroll_status).toBe('OPT_IN')
    const spec = { creative_features_spec: { image_touchups: { enroll_status: 'OPT_OUT' } } }
    bodyOf(await caller.graph('POST', path, { body: spec }))
    expect((await read())?.['image_touchups']?.enroll_status).toBe('OPT_OUT')
    expect(
      errorOf(await caller.graph('POST', path, { body: { creative_features_spec: { hair: { enroll_status: 'OPT_OUT' } } } }))?.code,
    ).toBe(100)
  })

  it('have sign-up forms with Meta’s limits', async () => {
    const caller = await startForTest()
    const path = `${caller.simulator.facts.wabaId}/signups`
    const form = { confirmation_message: 'Thank you', privacy_policy_url: 'https://shop.example/privacy', promo_code: 'TEA10' }
    const { id } = signupSchema.parse(bodyOf(await caller.graph('POST', path, { body: form })))
    bodyOf(await caller.graph('POST', `${path}/${id}`, { body: { confirmation_message: 'Welcome' } }))
    expect(signupSchema.parse(bodyOf(await caller.graph('GET', `${path}/${id}`)))).toMatchObject({
      confirmation_message: 'Welcome',
      promo_code: 'TEA10',
    })
    expect(signupsPageSchema.parse(bodyOf(await caller.graph('GET', path))).data).toHaveLength(1)
    for (const wrong of [
      { confirmation_message: '' },
      { privacy_policy_url: 'http://shop.example' },
      { promo_code: 'TEA 10' },
      { website_url: 'x' },
    ]) {
      const error = errorOf(await caller.graph('POST', path, { body: { ...form, ...wrong } }))
      expect(error?.code).toBe(100)
      expect(error?.subcode).toBeGreaterThanOrEqual(2494164)
    }
    bodyOf(await caller.graph('DELETE', `${path}/${id}`))
    expect(signupsPageSchema.parse(bodyOf(await caller.graph('GET', path))).data).toEqual([])
  })
})

describe('subscriptions', () => {
  it('of the app are set with the app’s own token, and send only the fields that were asked for', async () => {
    const caller = await startForTest()
    const { appId, appSecret, wabaId, url } = caller.simulator.facts
    const receiver = await listenFor(caller)
    const appToken = { authorization: `Bearer ${appId}|${appSecret}` }
    const set = (callback_url: string) =>
      call(
        'POST',
        `${url}/v25.0/${appId}/subscriptions?${queryOf({ object: 'whatsapp_business_account', callback_url, verify_token: 'check-me', fields: 'messages,security' })}`,
        { headers: appToken },
      )
    expect(errorOf(await caller.graph('GET', `${appId}/subscriptions`))?.code).toBe(15)
    expect(errorOf(await set('http://127.0.0.1:9/nobody'))?.code).toBe(2200)
    bodyOf(await set(receiver.url))
    const listed = appSubscriptionsPageSchema.parse(bodyOf(await call('GET', `${url}/v25.0/${appId}/subscriptions`, { headers: appToken })))
    expect(listed.data).toMatchObject([{ callback_url: receiver.url, fields: [{ name: 'messages' }, { name: 'security' }] }])
    bodyOf(await caller.graph('POST', `${wabaId}/subscribed_apps`, { body: {} }))
    const apps = subscribedAppsPageSchema.parse(bodyOf(await caller.graph('GET', `${wabaId}/subscribed_apps`)))
    expect([apps.data.length, apps.data[0]?.override_callback_uri]).toEqual([1, undefined])
    await caller.control('POST', 'events/template-quality', { name: 'hello', language: 'en', score: 'YELLOW' })
    await caller.control('POST', 'say', { from: '+886900000000', text: 'hi' })
    await valuesOf(receiver, 'messages', 1)
    expect(receiver.events().some((event) => event.field === 'message_template_quality_update')).toBe(false)
    bodyOf(await caller.graph('DELETE', `${wabaId}/subscribed_apps`))
    expect(subscribedAppsPageSchema.parse(bodyOf(await caller.graph('GET', `${wabaId}/subscribed_apps`))).data).toEqual([])
  })

  it('of the account need a verify token, an address that answers, and at most 200 characters', async () => {
    const caller = await startForTest()
    const path = `${caller.simulator.facts.wabaId}/subscribed_apps`
    const ask = (body: object) => caller.graph('POST', path, { body })
    expect(errorOf(await ask({ override_callback_uri: 'http://127.0.0.1:9/x' }))?.code).toBe(100)
    expect(errorOf(await ask({ override_callback_uri: 'http://127.0.0.1:9/x', verify_token: 'a' }))?.code).toBe(2200)
    expect(errorOf(await ask({ override_callback_uri: `http://127.0.0.1:9/${'x'.repeat(200)}`, verify_token: 'a' }))?.code).toBe(100)
  })
})

describe('the token', () => {
  it('tells its end, its scopes and what it may see', async () => {
    const caller = await startForTest()
    const { token, wabaId, appId, appSecret, url } = caller.simulator.facts
    const debug = async () => tokenFactsSchema.parse(bodyOf(await caller.graph('GET', `debug_token?input_token=${token}`))).data
    expect((await debug()).granular_scopes?.[0]).toEqual({ scope: 'whatsapp_business_messaging', target_ids: [wabaId] })
    await caller.control('POST', 'token', { expiresInSeconds: 60, without: ['catalog_management'] })
    const short = await debug()
    expect(short.scopes).not.toContain('catalog_management')
    expect(short.expires_at).toBeGreaterThan(1_000_000_000)
    await pass(caller, 61_000)
    expect(errorOf(await caller.graph('GET', wabaId))).toMatchObject({ code: 190, subcode: 463 })
    const byApp = await call('GET', `${url}/v25.0/debug_token?input_token=${token}`, {
      headers: { authorization: `Bearer ${appId}|${appSecret}` },
    })
    expect(tokenFactsSchema.parse(bodyOf(byApp)).data.is_valid).toBe(false)
  })

  it('needs a scope for each edge, and the account itself', async () => {
    const caller = await startForTest()
    const { wabaId, phoneNumberId, catalogId, businessId } = caller.simulator.facts
    const cases = [
      ['whatsapp_business_management', `${wabaId}/message_templates`],
      ['whatsapp_business_management', `${phoneNumberId}?fields=status`],
      ['whatsapp_business_messaging', `${phoneNumberId}/block_users`],
      ['catalog_management', `${catalogId}/products`],
      ['catalog_management', `${wabaId}/product_catalogs`],
      ['business_management', `${businessId}/owned_whatsapp_business_accounts`],
    ] as const
    for (const [scope, path] of cases) {
      await caller.control('POST', 'token', { scopes: cases.map(([one]) => one), without: [scope] })
      expect(errorOf(await caller.graph('GET', path))).toMatchObject({ code: 10, status: 403 })
      await caller.control('POST', 'token', { scopes: [scope, 'whatsapp_business_management'] })
      bodyOf(await caller.graph('GET', path))
    }
    await caller.control('POST', 'account', { assigned: false })
    expect(errorOf(await caller.graph('GET', `${wabaId}/message_templates`))?.code).toBe(200)
  })

  it('comes with a proof when the app demands it', async () => {
    const caller = await startForTest()
    const { wabaId, token, appSecret } = caller.simulator.facts
    await caller.control('POST', 'management', { requiresProof: true })
    expect(errorOf(await caller.graph('GET', wabaId))?.code).toBe(100)
    const proof = createHmac('sha256', appSecret).update(token).digest('hex')
    bodyOf(await caller.graph('GET', `${wabaId}?appsecret_proof=${proof}`))
    expect(errorOf(await caller.graph('GET', `${wabaId}?appsecret_proof=${'0'.repeat(64)}`))?.code).toBe(100)
  })

  it('opens nothing that is not there', async () => {
    const caller = await startForTest()
    const { wabaId } = caller.simulator.facts
    expect(errorOf(await caller.graph('GET', '123456789'))).toMatchObject({ code: 100, subcode: 33 })
    expect(errorOf(await caller.graph('POST', '123456789/messages_of_mars'))).toMatchObject({ code: 100, subcode: 33 })
    expect(errorOf(await caller.graph('GET', `${wabaId}/dreams`))).toEqual({ code: 100, status: 400 })
    expect(errorOf(await caller.graph('GET', `${wabaId}/a/b/c/d/e`))?.code).toBe(2500)
  })
})

describe('calls in an hour', () => {
  it('are told with each answer and end with 80007', async () => {
    const caller = await startForTest()
    const { wabaId } = caller.simulator.facts
    await caller.control('POST', 'management', { callsAnHour: 10 })
    const usage = z.record(z.string(), z.tuple([z.object({ call_count: z.number(), estimated_time_to_regain_access: z.number() }).loose()]))
    const ask = async () => {
      const seen = await caller.graph('GET', wabaId)
      const header = 'broken' in seen ? '' : String(seen.headers['x-business-use-case-usage'])
      return { code: errorOf(seen)?.code, usage: usage.parse(JSON.parse(header))[wabaId]?.[0] }
    }
    expect((await ask()).usage?.call_count).toBe(10)
    for (let time = 1; time < 10; time += 1) expect((await ask()).code).toBeUndefined()
    const last = await ask()
    expect([last.code, last.usage?.call_count, last.usage?.estimated_time_to_regain_access]).toEqual([80007, 100, 60])
    await pass(caller, 3_600_001)
    expect((await ask()).code).toBeUndefined()
  })
})

describe('what was sent', () => {
  it('is told as money, as numbers and as history', async () => {
    const caller = await startForTest()
    const { wabaId, phoneNumberId } = caller.simulator.facts
    const wamid = wamidOf(await caller.send(aTemplate(0)))
    await caller.send(aTemplate(1))
    await pass(caller, 120_000)
    const now = Math.floor(Date.now() / 1000)
    const span = `start(${now - 86_400}).end(${now + 86_400})`
    const read = async (wish: string) => bodyOf(await caller.graph('GET', `${wabaId}?fields=${encodeURIComponent(wish)}`))
    const money = pricingAnswerSchema.parse(
      await read(`pricing_analytics.${span}.granularity(DAILY).dimensions(["COUNTRY","PRICING_CATEGORY"])`),
    )
    expect(money.reduce((sum, point) => sum + (point.volume ?? 0), 0)).toBe(2)
    expect(money[0]).toMatchObject({ country: 'TW', pricing_category: 'MARKETING' })
    const edge = queryOf({ start: now - 86_400, end: now + 86_400, granularity: 'HALF_HOUR', pricing_categories: '["UTILITY"]' })
    expect(pricingAnswerSchema.parse(bodyOf(await caller.graph('GET', `${wabaId}/pricing_analytics?${edge}`)))).toEqual([])
    const counts = messagingAnswerSchema.parse(await read(`analytics.${span}.granularity(DAY)`)).analytics?.data_points ?? []
    expect(counts.reduce((sum, point) => sum + (point.delivered ?? 0), 0)).toBe(2)
    const wish = queryOf({ message_id: wamid, fields: 'id,message_id,events{delivery_status,timestamp}' })
    const page = historyPageSchema.parse(bodyOf(await caller.graph('GET', `${phoneNumberId}/message_history?${wish}`)))
    expect(page.data[0]?.events?.data?.map((event) => event.delivery_status)).toEqual(['SENT', 'DELIVERED', 'READ'])
    const events = historyEventsPageSchema.parse(bodyOf(await caller.graph('GET', `${page.data[0]?.id ?? ''}/events?status_filter=READ`)))
    expect(events.data.map((event) => event.delivery_status)).toEqual(['READ'])
    expect(errorOf(await caller.graph('GET', `${phoneNumberId}/message_history?message_id=wamid.none`))).toMatchObject({
      code: 100,
      status: 422,
    })
    await caller.control('POST', 'management', { hasMessageHistory: false })
    expect(errorOf(await caller.graph('GET', `${phoneNumberId}/message_history`))?.code).toBe(100)
  })

  it('can be counted by template only while Meta allows it', async () => {
    const caller = await startForTest()
    const { wabaId } = caller.simulator.facts
    await caller.control('POST', 'management', { allowsInsights: false })
    expect(errorOf(await caller.graph('POST', wabaId, { body: { is_enabled_for_insights: true } }))?.code).toBe(200005)
    await caller.control('POST', 'management', { allowsInsights: true })
    expect(successAnswerSchema.parse(bodyOf(await caller.graph('POST', wabaId, { body: { is_enabled_for_insights: true } }))).success).toBe(
      true,
    )
  })
})
