import { describe, expect, it, vi } from 'vitest'
import { type Caller, aTemplate, aText, errorOf, listenFor, plainNumber, startForTest, wamidOf } from '../testing/harness.ts'
import { patiently } from '../../test/support/patiently.ts'

const notice = (index = 0) =>
  aTemplate(index, {
    template: { name: 'notice', language: { code: 'en' }, components: [{ type: 'body', parameters: [{ type: 'text', text: '17' }] }] },
  })

function offer(caller: Caller, message: object = aTemplate(0)) {
  return caller.graph('POST', `${caller.simulator.facts.phoneNumberId}/marketing_messages`, { body: message })
}

async function statuses(receiver: Awaited<ReturnType<typeof listenFor>>, count: number) {
  await vi.waitFor(() => expect(receiver.statuses().length).toBeGreaterThanOrEqual(count), patiently)
  return receiver.statuses()
}

describe('one control call makes sending fail', () => {
  it.each<[string, string, object, number]>([
    ['the token is over', 'token', { expiresInSeconds: 0 }, 190],
    ['the messaging permission is gone', 'token', { without: ['whatsapp_business_messaging'] }, 10],
    ['the account was never given to the token’s user', 'account', { assigned: false }, 200],
    ['the number is not registered', 'number', { registered: false }, 133010],
    ['the number is banned', 'number', { status: 'BANNED' }, 131031],
    ['the account is locked', 'account', { lock: 'locked' }, 131031],
    ['the account is disabled', 'account', { lock: 'disabled' }, 368],
    ['templates are forbidden', 'account', { restrictions: [{ type: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }] }, 368],
    ['offers are off on this edge', 'account', { marketingOffOnMessages: true }, 131063],
    ['earlier messages were reported', 'faults', { spamLimited: '1x' }, 131048],
    ['the number is being upgraded', 'faults', { maintenance: '1x' }, 131057],
  ])('because %s', async (_, path, wish, code) => {
    const caller = await startForTest()
    wamidOf(await caller.send(aTemplate(0)))
    await caller.control('POST', path, wish)
    expect(errorOf(await caller.send(aTemplate(1)))?.code).toBe(code)
  })

  it('until the restriction or the token’s time is over', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'account', { restrictions: [{ type: 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING', hours: 1 }] })
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })
    expect(errorOf(await caller.send(aText()))?.code).toBe(368)
    wamidOf(await caller.send(aTemplate(0)))
    await caller.control('POST', 'token', { expiresInSeconds: 7_200 })
    await caller.control('POST', 'clock', { advanceMs: 3_600_001 })
    wamidOf(await caller.send(aText()))
    await caller.control('POST', 'clock', { advanceMs: 3_600_001 })
    expect(errorOf(await caller.send(aText()))).toMatchObject({ code: 190, subcode: 463 })
  })

  it('with utility templates alone', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'account', { restrictions: [{ type: 'RESTRICTED_UTILITY_TEMPLATES' }] })
    expect(errorOf(await caller.send(notice()))?.code).toBe(131064)
    wamidOf(await caller.send(aTemplate(0)))
  })
})

describe('a missing payment method', () => {
  it('fails templates by status, or at once if wished, and lets answers go', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await caller.control('POST', 'payment', { missing: true })
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })
    wamidOf(await caller.send(aText(0)))
    wamidOf(await caller.send(aTemplate(1)))
    const heard = await statuses(receiver, 4)
    expect(heard.filter((one) => one['status'] === 'failed')).toMatchObject([{ errors: [{ code: 131042 }] }])
    const atOnce = await startForTest({ refusals: 'answer' })
    await atOnce.control('POST', 'payment', { missing: true })
    expect(errorOf(await atOnce.send(aTemplate(0)))?.code).toBe(131042)
  })
})

describe('a closed window', () => {
  it('shows as a failed status if that is wished', async () => {
    const caller = await startForTest({ faults: { closedWindowLater: 1 } })
    const receiver = await listenFor(caller)
    wamidOf(await caller.send(aText()))
    expect(await statuses(receiver, 1)).toMatchObject([{ status: 'failed', errors: [{ code: 131047 }] }])
  })
})

describe('the marketing edge', () => {
  it('takes offers alone, after its terms were accepted, and bills under its own name', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    expect(errorOf(await offer(caller))?.code).toBe(134102)
    await caller.control('POST', 'account', { marketingTerms: 'ONBOARDED' })
    expect(errorOf(await offer(caller, aText()))?.code).toBe(131055)
    expect(errorOf(await offer(caller, notice()))?.code).toBe(134100)
    wamidOf(await offer(caller, { ...aTemplate(0), product_policy: 'STRICT', message_activity_sharing: true }))
    expect((await statuses(receiver, 1))[0]).toMatchObject({ pricing: { category: 'marketing_lite' } })
    expect((await caller.ledger()).map((line) => line.code)).toEqual([134102, 131055, 134100, null])
  })

  it('learns of a new template after ten minutes', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'account', { marketingTerms: 'ONBOARDED' })
    await caller.control('POST', 'clock', { advanceMs: 1_000 })
    const parts = [{ type: 'BODY', text: 'New' }]
    await caller.control('POST', 'events/template-add', { name: 'fresh', language: 'en', parts })
    const message = aTemplate(0, { template: { name: 'fresh', language: { code: 'en' } } })
    expect(errorOf(await offer(caller, message))?.code).toBe(134101)
    await caller.control('POST', 'clock', { advanceMs: 600_000 })
    wamidOf(await offer(caller, message))
  })

  it('asks a phone number for one-time codes', async () => {
    const caller = await startForTest()
    const parts = [{ type: 'BODY', text: 'Your code' }]
    await caller.control('POST', 'events/template-add', { name: 'otp', language: 'en', category: 'AUTHENTICATION', parts })
    const people = (await caller.control('GET', 'people?limit=1')) as { data: { userId: string }[] }
    const template = { name: 'otp', language: { code: 'en' } }
    expect(errorOf(await caller.send(aTemplate(0, { template, to: undefined, recipient: people.data[0]?.userId })))?.code).toBe(131062)
    wamidOf(await caller.send(aTemplate(0, { template })))
  })
})

describe('the messaging limit', () => {
  it('counts different people outside windows in 24 hours, and grows after half of it was used', async () => {
    const caller = await startForTest({ people: 60, faults: { messagingLimit: 1 } })
    const receiver = await listenFor(caller)
    await caller.control('POST', 'number', { tier: 'TIER_50' })
    for (let index = 0; index < 50; index += 1) wamidOf(await caller.send(aTemplate(index)))
    wamidOf(await caller.send(aTemplate(7)))
    expect(errorOf(await caller.send(aTemplate(50)))?.code).toBe(131048)
    await caller.control('POST', 'say', { from: plainNumber(51), text: 'hi' })
    wamidOf(await caller.send(aTemplate(51)))
    await caller.control('POST', 'clock', { advanceMs: 6 * 3_600_000 + 1_000 })
    wamidOf(await caller.send(aTemplate(50)))
    const grown = () => receiver.events().filter((event) => event.field === 'business_capability_update')
    await vi.waitFor(() => expect(grown().at(-1)?.value).toMatchObject({ max_daily_conversations_per_business: 250 }), patiently)
  })

  it('does not grow while the quality is low, and frees people after a day', async () => {
    const caller = await startForTest({ people: 60, faults: { messagingLimit: 1 } })
    await caller.control('POST', 'number', { tier: 'TIER_50', quality: 'RED' })
    for (let index = 0; index < 50; index += 1) wamidOf(await caller.send(aTemplate(index)))
    await caller.control('POST', 'clock', { advanceMs: 7 * 3_600_000 })
    expect(errorOf(await caller.send(aTemplate(50)))?.code).toBe(131048)
    await caller.control('POST', 'clock', { advanceMs: 17 * 3_600_000 })
    wamidOf(await caller.send(aTemplate(50)))
  })
})

describe('offers to one person', () => {
  it('fail with 131049 beyond the chosen number in a day', async () => {
    const caller = await startForTest({ faults: { marketingPerPerson: 1 } })
    const receiver = await listenFor(caller)
    wamidOf(await caller.send(aTemplate(0)))
    wamidOf(await caller.send(aTemplate(0)))
    wamidOf(await caller.send(notice(0)))
    const heard = await statuses(receiver, 7)
    expect(heard.filter((one) => one['status'] === 'failed')).toMatchObject([{ errors: [{ code: 131049 }] }])
  })

  it('fail with 130472 for people of an experiment', async () => {
    const caller = await startForTest({ faults: { inExperiment: '1x' } })
    const receiver = await listenFor(caller)
    wamidOf(await caller.send(aTemplate(0)))
    expect(await statuses(receiver, 1)).toMatchObject([{ status: 'failed', errors: [{ code: 130472 }] }])
  })
})

describe('pacing', () => {
  it.each([
    ['good', 'sent', null],
    ['bad', 'failed', 132015],
  ] as const)('holds what follows the sample, and after a %s verdict it is %s', async (verdict, status, code) => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await caller.control('POST', 'events/pacing', { name: 'hello', language: 'en', sample: 1 })
    expect(await caller.send(aTemplate(0))).toMatchObject({ body: { messages: [{ message_status: 'accepted' }] } })
    const held = await caller.send(aTemplate(1))
    expect(held).toMatchObject({ body: { messages: [{ message_status: 'held_for_quality_assessment' }] } })
    await statuses(receiver, 3)
    expect(receiver.statuses().some((one) => one['id'] === wamidOf(held))).toBe(false)
    expect(await caller.control('POST', 'events/pacing-verdict', { name: 'hello', language: 'en', verdict })).toEqual({ held: 1 })
    const ofHeld = (await statuses(receiver, 4)).find((one) => one['id'] === wamidOf(held))
    expect(ofHeld).toMatchObject({ status, ...(code === null ? {} : { errors: [{ code }] }) })
    expect(errorOf(await caller.send(aTemplate(2)))?.code ?? null).toBe(code)
  })

  it('releases everything after an hour without a verdict, for the whole portfolio too', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await caller.control('POST', 'events/pacing', { sample: 0 })
    wamidOf(await caller.send(aTemplate(0)))
    wamidOf(await caller.send(notice(1)))
    expect(await caller.control('GET', 'state')).toMatchObject({ heldMessages: 2 })
    await caller.control('POST', 'clock', { advanceMs: 3_600_000 })
    expect(await statuses(receiver, 6)).toHaveLength(6)
  })
})

describe('the surroundings', () => {
  it('show a wrong clock in every Date header', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'date-header', { offByMs: -2 * 3_600_000 })
    const askedAt = Date.now()
    const seen = await caller.graph('GET', caller.simulator.facts.phoneNumberId)
    const shown = Date.parse('broken' in seen ? '' : (seen.headers.date ?? '')) + 2 * 3_600_000
    // The header has whole seconds.
    expect(shown).toBeGreaterThan(askedAt - 1_000)
    expect(shown).toBeLessThanOrEqual(Date.now())
  })

  it('cut the way to the callback, for handshakes and events', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await caller.control('POST', 'callback', { cut: true })
    const body = { override_callback_uri: receiver.url, verify_token: 'check-me' }
    expect(errorOf(await caller.graph('POST', `${caller.simulator.facts.wabaId}/subscribed_apps`, { body }))?.code).toBe(2200)
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })
    const webhooks = async () => ((await caller.control('GET', 'state')) as { webhooks: Record<string, number> }).webhooks
    await vi.waitFor(async () => expect((await webhooks())['failedPosts']).toBeGreaterThan(0), patiently)
    expect(receiver.events()).toEqual([])
    await caller.control('POST', 'callback', { cut: false })
    await caller.control('POST', 'clock', { advanceMs: 3_600_000 })
    await vi.waitFor(() => expect(receiver.events()).toMatchObject([{ field: 'messages' }]), patiently)
  })

  it('forget a subscription that was taken away', async () => {
    const caller = await startForTest()
    await listenFor(caller)
    const subscribed = () => caller.graph('GET', `${caller.simulator.facts.wabaId}/subscribed_apps`)
    expect(await subscribed()).not.toMatchObject({ body: { data: [] } })
    await caller.control('POST', 'unsubscribe', {})
    expect(await subscribed()).toMatchObject({ body: { data: [] } })
  })
})
