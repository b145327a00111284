import { describe, expect, it, vi } from 'vitest'
import { aTemplate, aText, errorOf, listenFor, plainNumber, startForTest, wamidOf } from '../testing/harness.ts'
import { patiently } from '../../test/support/patiently.ts'

describe('the first days', () => {
  it('write to five people with the ready template, and are not verified', async () => {
    const caller = await startForTest({ scenario: 'first-days' })
    const message = (index: number) => aTemplate(index, { template: { name: 'hello_world', language: { code: 'en_US' } } })
    for (let index = 0; index < 5; index += 1) wamidOf(await caller.send(message(index)))
    expect(errorOf(await caller.send(message(5)))?.code).toBe(131030)
    expect(await caller.control('GET', 'state')).toMatchObject({
      number: { tier: 'TIER_250' },
      account: { verificationStatus: 'not_verified' },
    })
  })
})

describe('people with usernames', () => {
  it('write without a number, change it, and come under a new id before it is told', async () => {
    const caller = await startForTest({ scenario: 'usernames' })
    const receiver = await listenFor(caller)
    await vi.waitFor(() => expect(receiver.events()).toHaveLength(7), patiently)
    const messages = receiver.events().flatMap(({ value }) => value['messages'] as Record<string, unknown>[])
    expect(messages.map(({ type }) => type)).toEqual(['text', 'text', 'text', 'system', 'text', 'text', 'system'])
    expect(messages.map(({ from }) => from ?? null)).toEqual([null, null, '886900000000', '886900000000', '886900000900', null, null])
  })
})

describe('a number that runs in the phone app too', () => {
  it('echoes what staff write there, and gives contacts and history once', async () => {
    const caller = await startForTest({ scenario: 'coexistence' })
    const receiver = await listenFor(caller)
    const ask = (sync_type: string) =>
      caller.graph('POST', `${caller.simulator.facts.phoneNumberId}/smb_app_data`, { body: { messaging_product: 'whatsapp', sync_type } })
    expect(await ask('smb_app_state_sync')).toMatchObject({ body: { request_id: expect.any(String) as string } })
    expect(await ask('history')).toMatchObject({ status: 200 })
    expect(errorOf(await ask('history'))?.code).toBe(2_593_107)
    await vi.waitFor(() => expect(receiver.events()).toHaveLength(7), patiently)
    const fields = receiver.events().map(({ field }) => field)
    expect(fields.filter((field) => field === 'smb_message_echoes')).toHaveLength(2)
    expect(fields.filter((field) => field === 'history')).toHaveLength(3)
    expect(fields.filter((field) => field === 'smb_app_state_sync')).toHaveLength(1)
  })

  it('is too late after a day, and not there for other numbers', async () => {
    const caller = await startForTest({ scenario: 'coexistence' })
    const body = { messaging_product: 'whatsapp', sync_type: 'history' }
    await caller.control('POST', 'clock', { advanceMs: 86_400_001 })
    expect(errorOf(await caller.graph('POST', `${caller.simulator.facts.phoneNumberId}/smb_app_data`, { body }))?.code).toBe(2_593_108)
    const plain = await startForTest()
    expect(errorOf(await plain.graph('POST', `${plain.simulator.facts.phoneNumberId}/smb_app_data`, { body }))?.code).toBe(100)
  })
})

describe('a restricted shop', () => {
  it('answers, but sends no templates for a week, and two of them not even then', async () => {
    const caller = await startForTest({ scenario: 'restricted' })
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })
    wamidOf(await caller.send(aText(0)))
    const template = {
      name: 'notice',
      language: { code: 'en' },
      components: [{ type: 'body', parameters: [{ type: 'text', text: '17' }] }],
    }
    expect(errorOf(await caller.send(aTemplate(0, { template })))?.code).toBe(368)
    expect(errorOf(await caller.send(aTemplate(0)))?.code).toBe(132015)
    await caller.control('POST', 'clock', { advanceMs: 7 * 86_400_000 + 1_000 })
    wamidOf(await caller.send(aTemplate(0, { template })))
    expect(errorOf(await caller.send(aTemplate(0, { template: { name: 'coupon', language: { code: 'en' } } })))?.code).toBe(132016)
  })
})
