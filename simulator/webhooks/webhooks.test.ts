import { describe, expect, it, vi } from 'vitest'
import { webhookEnvelopeSchema } from '#contract/cloud-api/webhooks.ts'
import { type Caller, type Receiver, aTemplate, aText, errorOf, listenFor, plainNumber, startForTest, wamidOf } from '../testing/harness.ts'
import { patiently } from '../../test/support/patiently.ts'

/** Waits until the receiver has heard so many statuses. */
async function hear(receiver: Receiver, count: number): Promise<readonly unknown[]> {
  await vi.waitFor(() => expect(receiver.statuses().length).toBeGreaterThanOrEqual(count), patiently)
  return receiver.statuses().map((status) => status['status'])
}

async function messages(receiver: Receiver, count: number): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const heard = () => receiver.events().flatMap((event) => (event.value['messages'] ?? []) as Record<string, unknown>[])
  await vi.waitFor(() => expect(heard().length).toBeGreaterThanOrEqual(count), patiently)
  return heard()
}

async function counters(caller: Caller) {
  return ((await caller.control('GET', 'state')) as { webhooks: Record<string, number> }).webhooks
}

describe('webhooks of a sent message', () => {
  it('come signed over the raw bytes, with non-ASCII escaped', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await caller.control('POST', 'say', { from: plainNumber(0), text: '您好，還有凍頂烏龍嗎？' })
    expect(await messages(receiver, 1)).toMatchObject([{ type: 'text', text: { body: '您好，還有凍頂烏龍嗎？' }, from: '886900000000' }])
    const post = receiver.posts[0]
    expect(post?.isSigned).toBe(true)
    expect(post?.raw.toString('latin1')).toContain('\\u60a8\\u597d')
    expect(post?.raw.every((byte) => byte < 0x80)).toBe(true)
  })

  it('tell sent, delivered, read in order, with price, echoed data and contact', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    const wamid = wamidOf(await caller.send(aTemplate(4)))
    expect(await hear(receiver, 3)).toEqual(['sent', 'delivered', 'read'])
    const pricing = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'marketing' }
    expect(receiver.statuses()).toMatchObject([
      { id: wamid, recipient_id: '886900000004', biz_opaque_callback_data: 'v1.test.4', pricing },
      { id: wamid, biz_opaque_callback_data: 'v1.test.4', pricing },
      { id: wamid, biz_opaque_callback_data: 'v1.test.4' },
    ])
    expect(receiver.events()[0]?.value).toMatchObject({
      contacts: expect.arrayContaining([expect.objectContaining({ wa_id: '886900000004' })]) as unknown[],
    })
  })

  it('fit the contract’s own reading of them', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    wamidOf(await caller.send(aTemplate(4)))
    await caller.control('POST', 'stop-promotions', { from: plainNumber(1) })
    await caller.control('POST', 'template-status', { name: 'hello', language: 'en', status: 'PAUSED', category: 'UTILITY' })
    await hear(receiver, 3)
    await vi.waitFor(() => expect(receiver.events().length).toBeGreaterThanOrEqual(4), patiently)
    const fields = receiver.posts.flatMap((post) =>
      webhookEnvelopeSchema.parse(JSON.parse(post.raw.toString())).entry.flatMap((entry) => entry.changes.map((change) => change.field)),
    )
    expect(new Set(fields)).toEqual(new Set(['messages', 'user_preferences', 'message_template_status_update', 'template_category_update']))
  })

  it('tell a failure without price and contact', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await caller.control('POST', 'faults', { notOnWhatsappLater: '1x' })
    wamidOf(await caller.send(aTemplate(0)))
    expect(await hear(receiver, 1)).toEqual(['failed'])
    expect(receiver.statuses()[0]).toMatchObject({ errors: [{ code: 131026 }] })
    expect(receiver.statuses()[0]).not.toHaveProperty('pricing')
    expect(receiver.events()[0]?.value).not.toHaveProperty('contacts')
  })

  it('tell a failure with 131050 after the person stopped offers', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await caller.control('POST', 'stop-promotions', { from: plainNumber(0) })
    wamidOf(await caller.send(aTemplate(0)))
    await hear(receiver, 1)
    expect(receiver.statuses()[0]).toMatchObject({ status: 'failed', errors: [{ code: 131050 }] })
  })

  it('tell that a voice note was played, and of a reaction nothing but that it was sent', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    const said = (await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })) as { id: string }
    const message = { messaging_product: 'whatsapp', to: plainNumber(0) }
    const reaction = { ...message, type: 'reaction', reaction: { message_id: said.id, emoji: '👍' } }
    const reactionId = wamidOf(await caller.send(reaction))
    wamidOf(await caller.send({ ...message, type: 'audio', audio: { link: 'https://shop.example/a.ogg', voice: true } }))
    await hear(receiver, 5)
    const ofReaction = receiver.statuses().filter((status) => status['id'] === reactionId)
    expect(ofReaction.map((status) => status['status'])).toEqual(['sent'])
    expect(receiver.statuses().filter((status) => status['status'] === 'played')).toHaveLength(1)
  })

  it('bill replies as service', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })
    wamidOf(await caller.send(aText()))
    await hear(receiver, 1)
    expect(receiver.statuses()[0]).toMatchObject({ pricing: { category: 'service', type: 'free_customer_service', billable: false } })
  })
})

describe('the way of webhooks', () => {
  it('starts with a handshake, and a wrong one is not kept', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    const { wabaId } = caller.simulator.facts
    const body = { override_callback_uri: receiver.url, verify_token: 'wrong' }
    expect(errorOf(await caller.graph('POST', `${wabaId}/subscribed_apps`, { body }))?.code).toBe(2200)
    expect(await caller.graph('GET', `${wabaId}/subscribed_apps`)).toMatchObject({
      body: { data: [{ override_callback_uri: receiver.url }] },
    })
  })

  it('never leaves this computer', async () => {
    const caller = await startForTest()
    const body = { override_callback_uri: 'https://shop.example/in', verify_token: 'x' }
    const seen = await caller.graph('POST', `${caller.simulator.facts.wabaId}/subscribed_apps`, { body })
    expect(errorOf(seen)?.code).toBe(2200)
  })

  it('loses what happens while nobody listens', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await caller.graph('DELETE', `${caller.simulator.facts.wabaId}/subscribed_apps`)
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })
    expect(await counters(caller)).toMatchObject({ unheard: 1, queued: 0 })
    expect(receiver.posts).toEqual([])
  })

  it('tries again until it is answered with 200', async () => {
    const caller = await startForTest({ timePasses: true })
    const receiver = await listenFor(caller)
    receiver.answers.push(500, 503, 404)
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })
    expect(await messages(receiver, 1)).toHaveLength(1)
    // Delivered is what was answered, which is a moment after it was heard.
    await vi.waitFor(async () => expect(await counters(caller)).toMatchObject({ failedPosts: 3, delivered: 1 }), patiently)
  })

  it('gives up after 36 hours', async () => {
    const caller = await startForTest({ tempo: 'real' })
    const receiver = await listenFor(caller)
    receiver.answers.push(...Array.from({ length: 100 }, () => 500))
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })
    await vi.waitFor(async () => {
      await caller.control('POST', 'clock', { advanceMs: 3 * 3_600_000 })
      expect(await counters(caller)).toMatchObject({ dropped: 1, delivered: 0 })
    }, patiently)
  })

  it('puts many events into one post, in order', async () => {
    const caller = await startForTest({ webhookBatch: 100 })
    const receiver = await listenFor(caller)
    // The first post is under way before all others and waits for its answer until everything has happened: that goes into the next.
    const release = receiver.hold()
    await caller.send(aTemplate(0))
    await vi.waitFor(async () => {
      const { queued = 0, waiting = 0 } = await counters(caller)
      expect(waiting).toBeLessThan(queued)
    }, patiently)
    await Promise.all(Array.from({ length: 19 }, (_, index) => caller.send(aTemplate(index + 1))))
    await vi.waitFor(async () => expect(await counters(caller)).toMatchObject({ queued: 60 }), patiently)
    expect(await caller.control('GET', 'state')).toMatchObject({ untoldMessages: 0 })
    release()
    await hear(receiver, 60)
    expect(receiver.posts).toHaveLength(2)
    const ofOne = receiver.statuses().filter((status) => status['biz_opaque_callback_data'] === 'v1.test.7')
    expect(ofOne.map((status) => status['status'])).toEqual(['sent', 'delivered', 'read'])
  })

  it('is closed when webhooks are off', async () => {
    const caller = await startForTest({ webhooks: false })
    await listenFor(caller)
    wamidOf(await caller.send(aTemplate(0)))
    expect(await counters(caller)).toMatchObject({ queued: 0, unheard: 0 })
    expect(await caller.control('GET', 'state')).toMatchObject({ untoldMessages: 1 })
  })
})

describe('a webhook fault', () => {
  it('loses the chosen share', async () => {
    const caller = await startForTest({ faults: { webhookLost: 1 } })
    await listenFor(caller)
    wamidOf(await caller.send(aTemplate(0)))
    await vi.waitFor(async () => expect(await counters(caller)).toMatchObject({ lost: 3, queued: 0 }), patiently)
  })

  it('doubles', async () => {
    const caller = await startForTest({ faults: { webhookDoubled: '1x' }, timePasses: true })
    const receiver = await listenFor(caller)
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })
    const [first, second] = await messages(receiver, 2)
    expect(second).toEqual(first)
  })

  it('delays until the simulated time has come', async () => {
    const caller = await startForTest({ faults: { webhookLate: '1x', webhookLateMs: 3 * 86_400_000 } })
    const receiver = await listenFor(caller)
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'late' })
    await caller.control('POST', 'say', { from: plainNumber(1), text: 'prompt' })
    expect(await messages(receiver, 1)).toMatchObject([{ text: { body: 'prompt' } }])
    // What is late counts as still to be told.
    await vi.waitFor(async () => expect(await counters(caller)).toMatchObject({ queued: 2, delivered: 1 }), patiently)
    await caller.control('POST', 'clock', { advanceMs: 3 * 86_400_000 })
    expect(await messages(receiver, 2)).toMatchObject([{}, { text: { body: 'late' } }])
  })

  it('lets later events overtake', async () => {
    const caller = await startForTest({ faults: { webhookShuffled: '1x' }, timePasses: true })
    const receiver = await listenFor(caller)
    wamidOf(await caller.send(aTemplate(0)))
    expect(await hear(receiver, 3)).toEqual(['delivered', 'read', 'sent'])
  })

  it('sends a copy with a wrong signature beside the right one', async () => {
    const caller = await startForTest({ faults: { webhookBadSignature: '1x' } })
    const receiver = await listenFor(caller)
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })
    await vi.waitFor(
      () =>
        expect(receiver.posts.map((post) => post.isSigned).toSorted((one, other) => Number(one) - Number(other))).toEqual([false, true]),
      patiently,
    )
  })

  it('sends a rightly signed status with somebody else’s data', async () => {
    const caller = await startForTest({ faults: { webhookForeignOpaque: '1x' } })
    const receiver = await listenFor(caller)
    wamidOf(await caller.send(aTemplate(0)))
    await hear(receiver, 4)
    const foreign = receiver.statuses().filter((status) => status['biz_opaque_callback_data'] !== 'v1.test.0')
    expect(foreign).toHaveLength(1)
  })
})
