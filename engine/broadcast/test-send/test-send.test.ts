import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { broadcastRoom, couponContent, couponTemplate } from '../../../test/support/broadcast-room.ts'
import { sql } from '../../store/index.ts'

type Content = CallInput<'broadcast.draft'>['content']
let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

const PHONE = '+886987654321'
const send = (phone = PHONE, content: Content = couponContent) => kit.call('broadcast.testSend', { content, phone })
type Left = { to: string; template: { components: { type: string; sub_type?: string; parameters?: Record<string, unknown>[] }[] } }
const left = () => kit.sent.map((body) => JSON.parse(body) as Left)

describe('a test message', () => {
  it('goes to the shop’s phone as the first person would get it, with a code that is nobody’s', async () => {
    kit.add({ addressAs: '不收', offers: 'no' })
    kit.add({ addressAs: '陳小姐' })
    const result = await send()
    expect(result.ok).toBe(true)
    await kit.clock.advance(2_000)
    const [message] = left()
    expect(message?.to).toBe(PHONE)
    expect(JSON.stringify(message)).toContain('陳小姐')
    const code = message?.template.components.find(({ sub_type }) => sub_type === 'copy_code')?.parameters?.[0]?.['coupon_code']
    expect(String(code)).toMatch(/^TEA-/)
    expect(kit.store.read.get(sql`select count(*) as n from coupon_code`)).toEqual({ n: 0 })
    // Taps on its buttons are no taps on a broadcast.
    expect(JSON.stringify(message)).not.toMatch(/brc_/)
  })

  it('takes the number as it is typed in the shop’s country, and says when it is none', async () => {
    kit.add()
    expect((await send('0987-654 321')).ok).toBe(true)
    expect((await kit.must('broadcast.testSent', {})).phones).toEqual([PHONE])
    expect(await send('my phone')).toMatchObject({ ok: false, error: { code: 'customer-number-refused' } })
  })

  it('says what became of it, and which phones were used, the latest first', async () => {
    kit.add()
    const first = await send('+886900000001')
    await kit.clock.advance(2_000)
    const sendId = first.ok ? first.value.sendId : undefined
    expect(await kit.must('broadcast.testSent', { sendId })).toEqual({ state: 'accepted', metaCode: null, phones: ['+886900000001'] })
    kit.meta.answer = () => ({ kind: 'rejected', metaCode: 131026, httpStatus: 400 })
    const second = await send('+886900000002')
    await kit.clock.advance(2_000)
    expect(await kit.must('broadcast.testSent', { sendId: second.ok ? second.value.sendId : undefined })).toEqual({
      state: 'rejected',
      metaCode: 131026,
      phones: ['+886900000002', '+886900000001'],
    })
    expect((await kit.must('broadcast.testSent', {})).state).toBeNull()
    expect((await kit.must('broadcast.testSent', { sendId: 'snd_0123456789' })).state).toBeNull()
  })

  it('counts nowhere: no broadcast, no offer of the person, no bubble in a chat', async () => {
    const { seq } = kit.add({ phone: PHONE })
    await send()
    await kit.clock.advance(2_000)
    expect(kit.sent).toHaveLength(1)
    expect(await kit.must('broadcast.list', {})).toEqual({ broadcasts: [] })
    expect(kit.store.read.get(sql`select last_offer_at as at from customer where seq = ${seq}`)).toEqual({ at: null })
    expect(kit.bubbles).toEqual([])
    expect((await kit.must('broadcast.audience', { audience: { include: { kind: 'everyone' } } })).goes).toBe(1)
  })

  it('is not held back by what protects customers: no consent, quiet hours', async () => {
    kit.add({ phone: PHONE, offers: 'unknown' })
    kit.add()
    await kit.clock.advance(12 * 3_600_000)
    await send(PHONE, { ...couponContent, quietHours: { fromHour: 0, toHour: 23 } })
    await kit.clock.advance(2_000)
    expect(kit.sent).toHaveLength(1)
  })

  it('is refused to a number whose owner had themselves erased, in plain words', async () => {
    kit.store.write((db) => kit.customer.suppress(db, '+886933333333', null))
    expect(await send('0933 333 333')).toMatchObject({ error: { code: 'test-number-erased' } })
    expect(await send(PHONE)).toMatchObject({ ok: true })
    expect(kit.store.read.all(sql`select 1 from send where to_phone = '+886933333333'`)).toEqual([])
  })

  it('is refused to a customer who wants no offers or no use of their data, in any spelling of the number', async () => {
    kit.add({ phone: '+5511987654321', offers: 'no' })
    kit.add({ phone: '+886911111111', offers: 'stopped' })
    kit.add({ phone: '+886922222222', blocked: true })
    for (const phone of ['+5511987654321', '+551187654321', '+886911111111', '+886922222222'])
      expect(await send(phone)).toMatchObject({ error: { code: 'opted-out' } })
    const restricted = kit.add({ phone: '+886933333333', offers: 'yes' })
    kit.store.write((db) => db.run(sql`update customer set restricted_at = 1 where seq = ${restricted.seq}`))
    expect(await send('+886933333333')).toMatchObject({ error: { code: 'customer-restricted' } })
    expect(kit.sent).toEqual([])
  })

  it('is refused without a connection, and for what may not go', async () => {
    kit.meta.link = null
    expect(await send()).toMatchObject({ error: { code: 'connection-missing' } })
    kit.meta.link = 'online'
    expect(await send(PHONE, { ...couponContent, template: { name: 'gone', language: 'en' } })).toMatchObject({
      error: { code: 'template-missing' },
    })
    kit.nodes.templates = [{ ...couponTemplate, status: 'PAUSED' }]
    await kit.template.sync()
    expect(await send()).toMatchObject({ error: { code: 'template-missing' } })
  })

  it('shows the samples of the template where nobody would get it yet', async () => {
    kit.nodes.templates = [
      {
        ...couponTemplate,
        components: [{ type: 'BODY', text: 'Hi {{who}}', example: { body_text_named_params: [{ param_name: 'who', example: 'Sample' }] } }],
      },
    ]
    await kit.template.sync()
    expect(
      await send(PHONE, { ...couponContent, coupon: null, variables: { who: { from: { kind: 'customer', field: 'name' } } } }),
    ).toMatchObject({
      ok: true,
    })
    await kit.clock.advance(2_000)
    expect(JSON.stringify(left()[0])).toContain('Sample')
  })

  it('goes while a broadcast stands still, and stops none', async () => {
    kit.add()
    const broadcastId = await kit.launch({ ...couponContent, pacePerSecond: 1 })
    await kit.must('broadcast.pause', { broadcastId })
    kit.meta.answer = () => ({ kind: 'rejected', metaCode: 132001, httpStatus: 404 })
    await send()
    await kit.clock.advance(2_000)
    expect((await kit.must('broadcast.testSent', {})).phones).toEqual([PHONE])
    expect(left().at(-1)?.to).toBe(PHONE)
    expect(kit.store.read.get(sql`select state from send where run_id = 'run_tests'`)).toEqual({ state: 'rejected' })
  })

  it('is forgotten with the customer whose number it was', async () => {
    const { customerId } = kit.add({ phone: PHONE })
    await send()
    await kit.clock.advance(2_000)
    kit.store.write((db) => kit.ledger.personalData.forEach((source) => source.erase(db, customerId)))
    expect((await kit.must('broadcast.testSent', {})).phones).toEqual([])
    expect(kit.store.read.get(sql`select body, to_phone as phone from send`)).toEqual({ body: '{}', phone: null })
  })
})
