import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { openToolShop, toolClock } from '../../../test/support/tool-shop.ts'
import { tempVault } from '../../../test/support/temp-vault.ts'
import { sql } from '../../store/index.ts'

const HOUR_MS = 3_600_000
const PHONE = '+886912345678'

let vault: ReturnType<typeof tempVault>
let clock: ReturnType<typeof toolClock>
let shop: Awaited<ReturnType<typeof openToolShop<ReturnType<typeof toolClock>>>>
beforeEach(async () => {
  vault = tempVault()
  clock = toolClock()
  shop = await openToolShop(vault, clock)
})
afterEach(async () => {
  await shop.close()
  vault.remove()
})

const notify = (more: Partial<CallInput<'integration.notify'>> = {}) =>
  shop.call('integration.notify', {
    phone: PHONE,
    kind: 'order',
    template: 'order_ready',
    values: { order: '1042' },
    reference: 'r1',
    ...more,
  })
const addCustomer = async (phone = PHONE, more: Partial<CallInput<'customer.save'>> = {}) =>
  (await shop.must('customer.save', { phone, name: '陳美玲', ...more })).customerId
const stateOf = async (reference = 'r1') => shop.must('integration.notice', { tool: 'command-line', reference })

describe('a notice that a tool asks for', () => {
  it('leaves once in the customer’s language, is told how far it came, and stands in the chat', async () => {
    await addCustomer(PHONE, { language: 'en' })
    const taken = await notify({ phone: '0912-345 678' })
    expect(taken).toMatchObject({ ok: true, value: { state: 'waiting', isKnown: false, language: 'en' } })
    await clock.advance(2_000)
    expect(shop.messenger.bodies).toHaveLength(1)
    expect(JSON.parse(shop.messenger.bodies[0] ?? '')).toMatchObject({
      to: PHONE,
      template: { name: 'order_ready', language: { code: 'en' } },
    })
    expect(await stateOf()).toMatchObject({ state: 'accepted', reason: null })
    vault.store.write((db) =>
      shop.ledger.recordStatus(db, { wamid: 'wamid.0', status: 'read', at: clock.now(), metaCode: null, opaque: null, pricing: null }),
    )
    expect((await stateOf()).state).toBe('read')
    expect(vault.store.read.get(sql`select count(*) as n, min(sent_by) as by from message`)).toEqual({ n: 1, by: 'auto' })
    expect((await shop.must('integration.notices', {})).notices[0]).toMatchObject({ tool: 'command-line', customerName: '陳美玲' })
  })

  it('never leaves twice under one reference of one tool, also after the engine started anew', async () => {
    await addCustomer()
    const first = await notify()
    await clock.advance(2_000)
    await shop.close()
    shop = await openToolShop(vault, clock)
    const second = await notify({ values: { order: 'changed' } })
    expect(second).toMatchObject({ ok: true, value: { isKnown: true, noticeId: first.ok ? first.value.noticeId : '' } })
    expect(await notify({ tool: 'other till' })).toMatchObject({ ok: true, value: { isKnown: false } })
    await clock.advance(2_000)
    expect(shop.messenger.bodies).toHaveLength(1)
  })

  it('of promotion needs a yes, when it is asked for and still when it leaves', async () => {
    const customerId = await addCustomer()
    expect(await notify({ template: 'spring_offer' })).toMatchObject({ ok: false, error: { code: 'opted-out' } })
    await shop.must('customer.recordConsent', { customerId, decision: 'yes', source: 'till-qr' })
    // A refused one took no reference.
    expect((await notify({ template: 'spring_offer', notBefore: clock.now() + HOUR_MS })).ok).toBe(true)
    await shop.must('customer.recordConsent', { customerId, decision: 'no', source: 'chat' })
    await clock.advance(2 * HOUR_MS)
    expect(shop.messenger.bodies).toEqual([])
    expect(await stateOf()).toMatchObject({ state: 'refused', reason: 'opted-out' })
  })

  it('waits for its time, and is not taken after its latest one', async () => {
    await addCustomer()
    await notify({ notBefore: clock.now() + 2 * HOUR_MS })
    await clock.advance(HOUR_MS)
    expect(shop.messenger.bodies).toEqual([])
    expect((await stateOf()).notBefore).toBe(clock.now() + HOUR_MS)
    await clock.advance(HOUR_MS + 2_000)
    expect(shop.messenger.bodies).toHaveLength(1)
    expect(await notify({ reference: 'over', latest: clock.now() - 1 })).toMatchObject({ error: { code: 'notice-too-late' } })
  })

  it('is held in the quiet hours of the customer, unless orders may come at any hour', async () => {
    await addCustomer()
    // From noon to 22:00 in Taipei.
    await clock.advance(10 * HOUR_MS)
    await notify()
    await notify({ reference: 'tonight', latest: clock.now() + HOUR_MS })
    await clock.advance(HOUR_MS)
    expect(shop.messenger.bodies).toEqual([])
    await shop.must('integration.saveSettings', { ordersAtAnyHour: true })
    await notify({ reference: 'r2' })
    await clock.advance(2_000)
    expect(shop.messenger.bodies).toHaveLength(1)
    await clock.advance(11 * HOUR_MS)
    expect(shop.messenger.bodies).toHaveLength(2)
    expect(await stateOf('tonight')).toMatchObject({ state: 'refused', reason: 'notice-too-late' })
  })

  it('to a number that nobody knows is refused, or adds the customer without any agreement, as the shop decided', async () => {
    expect(await notify()).toMatchObject({ error: { code: 'customer-missing' } })
    await shop.must('integration.saveSettings', { unknownNumbers: 'create' })
    // What can't be built adds nobody.
    expect(await notify({ values: {} })).toMatchObject({ error: { code: 'variable-missing' } })
    expect(vault.store.read.get(sql`select count(*) as n from customer`)).toEqual({ n: 0 })
    expect((await notify({ name: 'Ana' })).ok).toBe(true)
    expect(vault.store.read.get(sql`select name, offers from customer`)).toEqual({ name: 'Ana', offers: 'unknown' })
    expect(await notify({ phone: 'no number', reference: 'r2' })).toMatchObject({ error: { code: 'customer-number-refused' } })
    vault.store.write((db) => shop.customer.suppress(db, '+886987654321', null))
    expect(await notify({ phone: '+886987654321', reference: 'r3' })).toMatchObject({ error: { code: 'customer-erased-before' } })
  })

  it('is refused for a blocked person, and for a template that is not there; one that was paused since does not leave', async () => {
    const customerId = await addCustomer()
    expect(await notify({ template: 'gone' })).toMatchObject({ error: { code: 'template-missing' } })
    expect(await notify({ language: 'fr' })).toMatchObject({ error: { code: 'template-missing' } })
    await notify({ notBefore: clock.now() + HOUR_MS })
    shop.nodes.templates = shop.nodes.templates.map((node) => ({ ...node, status: 'PAUSED' }))
    await shop.template.sync()
    await clock.advance(HOUR_MS + 2_000)
    expect(await stateOf()).toMatchObject({ state: 'refused', reason: 'template-not-sendable' })
    vault.store.write((db) => db.run(sql`update customer set blocked = 1 where customer_id = ${customerId}`))
    expect(await notify({ reference: 'r2' })).toMatchObject({ error: { code: 'customer-unreachable' } })
  })

  it('G-08: is refused for somebody whose data must not be used, and does not leave where they wished it since', async () => {
    const customerId = await addCustomer()
    await notify({ notBefore: clock.now() + HOUR_MS })
    vault.store.write((db) => db.run(sql`update customer set restricted_at = 1 where customer_id = ${customerId}`))
    expect(await notify({ reference: 'r2' })).toMatchObject({ error: { code: 'customer-restricted' } })
    await clock.advance(HOUR_MS + 2_000)
    expect(await stateOf()).toMatchObject({ state: 'refused', reason: 'restricted' })
  })

  it('that Meta refuses says so with Meta’s code, and a number without WhatsApp is remembered', async () => {
    await addCustomer()
    shop.messenger.answer = () => ({ kind: 'rejected', metaCode: 131026, httpStatus: 400 })
    await notify()
    await clock.advance(2_000)
    expect(await stateOf()).toMatchObject({ state: 'failed', metaCode: 131026 })
    expect(await notify({ reference: 'r2' })).toMatchObject({ error: { code: 'customer-unreachable' } })
  })

  it('waits where the day’s limit is reached', async () => {
    shop.ledger.setDailyLimit(1)
    await addCustomer()
    await addCustomer('+886987654321')
    await notify()
    await notify({ phone: '+886987654321', reference: 'r2' })
    await clock.advance(60_000)
    expect(shop.messenger.bodies.length).toBeLessThanOrEqual(1)
    expect((await stateOf('r2')).state).toBe('waiting')
  })

  it('forgets whom it was for, and what the tool wrote, but never sends the same again', async () => {
    const customerId = await addCustomer()
    await notify({ reference: 'for Mei-Ling 0912345678', notBefore: clock.now() + HOUR_MS })
    const [notices] = shop.room.personalData
    expect(notices?.count(vault.store.read, customerId)).toBe(1)
    vault.store.write((db) => {
      for (const source of [...shop.room.personalData, ...shop.ledger.personalData]) source.erase(db, customerId)
    })
    expect(JSON.stringify(vault.store.read.all(sql`select * from tool_notice`))).not.toContain('0912345678')
    await clock.advance(2 * HOUR_MS)
    expect(shop.messenger.bodies).toEqual([])
    expect(await notify({ reference: 'for Mei-Ling 0912345678' })).toMatchObject({ ok: true, value: { isKnown: true, state: 'refused' } })
  })
})
