import { describe, expect, it } from 'vitest'
import { sendAnswerSchema } from '#contract/cloud-api/answers.ts'
import { aTemplate, aText, errorOf, plainNumber, startForTest, wamidOf } from '../testing/harness.ts'

const couponBody = {
  type: 'body',
  parameters: [
    { type: 'text', parameter_name: 'first_name', text: 'Mei' },
    { type: 'text', parameter_name: 'code', text: 'TEA-1' },
  ],
}
const couponButton = { type: 'button', sub_type: 'copy_code', index: '0', parameters: [{ type: 'coupon_code', coupon_code: 'TEA-1' }] }

function aCoupon(components: readonly object[]): object {
  return aTemplate(0, { template: { name: 'coupon', language: { code: 'en' }, components } })
}

function anInteractive(interactive: object): object {
  return { messaging_product: 'whatsapp', to: plainNumber(0), type: 'interactive', interactive }
}

describe('the messages edge', () => {
  it('accepts a template, answers in Meta’s shape and writes one line with the very bytes', async () => {
    const caller = await startForTest()
    const message = aTemplate(3)
    const seen = await caller.send(message)
    const answer = 'broken' in seen ? null : sendAnswerSchema.parse(seen.body)
    expect(answer).toMatchObject({
      messaging_product: 'whatsapp',
      contacts: [{ input: plainNumber(3), wa_id: '886900000003' }],
      messages: [{ message_status: 'accepted' }],
    })
    expect(await caller.ledger()).toMatchObject([
      {
        seq: 1,
        kind: 'accepted',
        opaque: 'v1.test.3',
        to: plainNumber(3),
        type: 'template',
        wamid: wamidOf(seen),
        body: JSON.stringify(message),
      },
    ])
  })

  it('says on every answer that it is the simulator', async () => {
    const caller = await startForTest()
    const seen = [await caller.send(aTemplate()), await caller.send(aText()), await caller.graph('GET', 'nothing')]
    expect(seen.map((one) => ('broken' in one ? null : one.headers['x-shopbell-simulator']))).toEqual(['1', '1', '1'])
  })

  it.each<[string, object, number]>([
    ['neither number nor user id', { ...aTemplate(), to: undefined }, 131008],
    ['a number that is none', { ...aTemplate(), to: 'mei@example' }, 131009],
    ['itself as recipient', { ...aTemplate(), to: '+886255501234' }, 131021],
    ['a field that nobody knows', { ...aTemplate(), urgent: true }, 100],
    ['a type that does not exist', { ...aTemplate(), type: 'telegram' }, 131009],
    ['a picture without a file', { ...aTemplate(), type: 'image', template: undefined }, 131008],
    ['a missing text', { ...aText(), text: {} }, 131008],
    ['a text that is too long', aText(0, 'x'.repeat(4_097)), 131009],
    ['free text without an open window', aText(), 131047],
    ['a template that is not there', aTemplate(0, { template: { name: 'gone', language: { code: 'en' } } }), 132001],
    ['a language that is not there', aTemplate(0, { template: { name: 'hello', language: { code: 'zh_TW' } } }), 132001],
    ['too few values', aTemplate(0, { template: { name: 'hello', language: { code: 'en' } } }), 132000],
    [
      'a line break in a value',
      aCoupon([{ ...couponBody, parameters: [{ ...couponBody.parameters[0], text: 'a\nb' }, couponBody.parameters[1]] }, couponButton]),
      132018,
    ],
    [
      'a value that makes the text too long',
      aCoupon([
        { ...couponBody, parameters: [{ ...couponBody.parameters[0], text: 'x'.repeat(1_020) }, couponBody.parameters[1]] },
        couponButton,
      ]),
      132005,
    ],
    [
      'a value without its name',
      aCoupon([{ ...couponBody, parameters: [{ type: 'text', text: 'Mei' }, couponBody.parameters[1]] }, couponButton]),
      132012,
    ],
    ['a coupon button without its code', aCoupon([couponBody]), 131008],
    ['a button of another kind', aCoupon([couponBody, { ...couponButton, index: '1' }]), 132018],
    [
      'a coupon code of 21 characters',
      aCoupon([couponBody, { ...couponButton, parameters: [{ type: 'coupon_code', coupon_code: 'x'.repeat(21) }] }]),
      131009,
    ],
    [
      'a product that is not in the catalog',
      anInteractive({ type: 'product', action: { catalog_id: '500000000000042', product_retailer_id: 'X' } }),
      131009,
    ],
  ])('refuses %s as Meta does, and notes it', async (_, message, code) => {
    const caller = await startForTest()
    expect(errorOf(await caller.send(message))?.code).toBe(code)
    expect(await caller.ledger()).toMatchObject([{ kind: 'refused', code, wamid: null }])
  })

  it('refuses a body that is not JSON', async () => {
    const caller = await startForTest()
    expect(errorOf(await caller.graph('POST', `${caller.simulator.facts.phoneNumberId}/messages`, { body: '{"to":' }))?.code).toBe(131009)
  })

  it('takes free text while the window is open, and not one millisecond after 24 hours', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi', writtenAgoMs: 24 * 3_600_000 - 60_000 })
    wamidOf(await caller.send(aText()))
    await caller.control('POST', 'clock', { advanceMs: 60_001 })
    expect(errorOf(await caller.send(aText()))?.code).toBe(131047)
  })

  it('takes a card of a product in the catalog', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })
    const { catalogId } = caller.simulator.facts
    const seen = await caller.send(anInteractive({ type: 'product', action: { catalog_id: catalogId, product_retailer_id: 'P-1' } }))
    expect(seen).toMatchObject({ status: 200 })
  })

  it('writes to a user id without telling a number', async () => {
    const caller = await startForTest({ scenario: 'spring-tea', tempo: 'real' })
    await caller.control('POST', 'say', { from: '@lucky_tea', text: 'hi' })
    const people = await caller.control('GET', 'people?limit=500')
    const userId = JSON.stringify(people).match(/"username":"@lucky_tea","userId":"([^"]+)"/)?.[1]
    const seen = await caller.send({ messaging_product: 'whatsapp', recipient: userId, type: 'text', text: { body: 'hi' } })
    expect('broken' in seen ? null : seen.body).toMatchObject({ contacts: [{ input: userId, user_id: userId }] })
    expect(JSON.stringify('broken' in seen ? null : seen.body)).not.toContain('wa_id')
  })

  it('takes a read mark with a typing sign and keeps it out of the ledger', async () => {
    const caller = await startForTest()
    const mark = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.X', typing_indicator: { type: 'text' } }
    expect(await caller.send(mark)).toMatchObject({ status: 200, body: { success: true } })
    expect(errorOf(await caller.send({ ...mark, message_id: 'nonsense' }))?.code).toBe(131009)
    expect(await caller.ledger()).toEqual([])
  })

  it('refuses paused templates with 132015 and rejected ones as not there', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'template-status', { name: 'hello', language: 'en', status: 'PAUSED' })
    expect(errorOf(await caller.send(aTemplate()))?.code).toBe(132015)
    await caller.control('POST', 'template-status', { name: 'hello', language: 'en', status: 'REJECTED' })
    expect(errorOf(await caller.send(aTemplate()))?.code).toBe(132001)
  })

  it('with refusals as answers, refuses offers after a stop and takes them again after a resume', async () => {
    const caller = await startForTest({ refusals: 'answer' })
    await caller.control('POST', 'stop-promotions', { from: plainNumber(0) })
    expect(errorOf(await caller.send(aTemplate()))?.code).toBe(131050)
    await caller.control('POST', 'stop-promotions', { from: plainNumber(0), value: 'resume' })
    wamidOf(await caller.send(aTemplate()))
  })

  it('with refusals as answers, holds offers to United States numbers back', async () => {
    const caller = await startForTest({ refusals: 'answer' })
    expect(errorOf(await caller.send({ ...aTemplate(), to: '+12025550101' }))?.code).toBe(131049)
  })
})

describe('the token', () => {
  it('is asked for in the header, refused in the address', async () => {
    const caller = await startForTest()
    const { phoneNumberId, token } = caller.simulator.facts
    expect(errorOf(await caller.graph('GET', phoneNumberId, { headers: { authorization: 'Bearer other' } }))).toEqual({
      code: 190,
      subcode: 467,
      status: 401,
    })
    expect(errorOf(await caller.graph('GET', `${phoneNumberId}?access_token=${token}`))?.code).toBe(100)
  })

  it('dies after the chosen number of messages and lives again when reset', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'faults', { revokeTokenAfter: 2 })
    wamidOf(await caller.send(aTemplate(0)))
    wamidOf(await caller.send(aTemplate(1)))
    expect(errorOf(await caller.send(aTemplate(2)))).toEqual({ code: 190, subcode: 460, status: 401 })
    await caller.control('POST', 'reset-token', { token: 'a-new-token' })
    wamidOf(await caller.send(aTemplate(2), { headers: { authorization: 'Bearer a-new-token' } }))
    expect(errorOf(await caller.send(aTemplate(3)))?.subcode).toBe(467)
    expect((await caller.ledger()).map((line) => [line.kind, line.code])).toEqual([
      ['accepted', null],
      ['accepted', null],
      ['refused', 190],
      ['accepted', null],
      ['refused', 190],
    ])
  })

  it('is checked against the proof when one is given or required', async () => {
    const caller = await startForTest({ requiresProof: true })
    const { phoneNumberId } = caller.simulator.facts
    expect(errorOf(await caller.graph('GET', phoneNumberId))?.code).toBe(100)
    expect(errorOf(await caller.graph('GET', `${phoneNumberId}?appsecret_proof=00`))?.code).toBe(100)
  })

  it('gets 100/33 for an object that is not there', async () => {
    const caller = await startForTest()
    expect(errorOf(await caller.graph('POST', '123/messages', { body: aTemplate() }))).toEqual({ code: 100, subcode: 33, status: 400 })
  })
})
