import { describe, expect, it } from 'vitest'
import { answer, automationShop, questions, saidTo, switchedOn, type AutomationShop } from '../../test/support/automation-shop.ts'
import { valueOf } from '../../test/support/chat-shop.ts'
import type { CustomerId, StaffId } from '#contract/kernel/values.ts'

const HOUR = 3_600_000

/** Somebody of the shop has the chat open. */
const present = (one: AutomationShop, customerId: string, doing: 'looking' | 'writing'): void =>
  one.announcer.announce('inbox.presence', {
    customerId: customerId as CustomerId,
    presence: [{ staff: { staffId: 'stf_0000000000' as StaffId, name: 'Ann' }, doing }],
  })

const drip = {
  kind: 'drip' as const,
  purpose: 'notice' as const,
  steps: [2, 5].map((afterHours) => ({ stepId: `s${afterHours}`, afterHours, message: { texts: answer(`After ${afterHours}`).texts } })),
}

async function withDrip() {
  const one = await automationShop()
  const automationId = await switchedOn(one, 'After', drip)
  const customerId = await one.say('hello')
  valueOf(await one.shop.call('order.add', { customerId, number: 'A-1', totalMicros: 5_000_000, currency: 'TWD' }))
  await one.settle(16 * 60_000)
  const waiting = async () => valueOf(await one.call('automation.planned', { customerId })).steps
  expect(await waiting()).toHaveLength(2)
  return { one, automationId, customerId, waiting }
}

describe('a person who begins to write', () => {
  it('silences the automations before anything was sent, and hands back by hand', async () => {
    const one = await automationShop()
    await switchedOn(one, 'Questions', questions({ open: 'From ten.', tea: 'We have tea.' }))
    const customerId = await one.say('open?')
    present(one, customerId, 'looking')
    expect(valueOf(await one.call('automation.chat', { customerId })).silent).toBeNull()
    present(one, customerId, 'writing')
    expect(valueOf(await one.call('automation.chat', { customerId })).silent).toMatchObject({ reason: 'staff' })
    await one.say('tea?')
    expect(await saidTo(one, customerId)).toEqual(['From ten.'])
    valueOf(await one.call('automation.handBack', { customerId }))
    await one.say('tea please')
    expect(await saidTo(one, customerId)).toEqual(['From ten.', 'We have tea.'])
  })

  it('silences nothing where the shop does not want that, and where nothing answers', async () => {
    const one = await automationShop()
    const customerId = await one.say('hello')
    present(one, customerId, 'writing')
    await switchedOn(one, 'Questions', questions({ open: 'From ten.' }))
    expect(valueOf(await one.call('automation.chat', { customerId })).silent).toBeNull()
    const settings = valueOf(await one.call('automation.settings', {}))
    valueOf(await one.call('automation.saveSettings', { ...settings, handOver: { ...settings.handOver, onStaff: false } }))
    present(one, customerId, 'writing')
    await one.say('open?')
    expect(await saidTo(one, customerId)).toEqual(['From ten.'])
  })
})

describe('taking back', () => {
  it('a removal brings the automation as it was: its switch, what it did, and what it had planned', async () => {
    const { one, automationId, customerId, waiting } = await withDrip()
    await one.jump(2 * HOUR)
    const before = valueOf(await one.call('automation.get', { automationId }))
    expect(before).toMatchObject({ on: true, planned: 1, last7Days: { answered: 1 } })
    valueOf(await one.call('automation.remove', { automationId }))
    expect(valueOf(await one.call('automation.list', {})).automations.some((row) => row.automationId === automationId)).toBe(false)
    expect(await waiting()).toEqual([])
    expect(valueOf(await one.call('automation.putBack', { automationId }))).toEqual(before)
    expect(await one.call('automation.putBack', { automationId })).toMatchObject({ error: { code: 'automation-missing' } })
    await one.jump(3 * HOUR)
    expect(await saidTo(one, customerId)).toEqual(['After 2', 'After 5'])
  })

  it('a removal switches no second greeting on, and is over after a day', async () => {
    const one = await automationShop()
    const greeting = { kind: 'greeting' as const, when: { kind: 'first-ever' as const }, answer: answer('Welcome') }
    const first = await switchedOn(one, 'First', greeting)
    valueOf(await one.call('automation.remove', { automationId: first }))
    const second = await switchedOn(one, 'Second', greeting)
    expect(valueOf(await one.call('automation.putBack', { automationId: first })).on).toBe(false)
    expect(valueOf(await one.call('automation.get', { automationId: second })).on).toBe(true)
    valueOf(await one.call('automation.remove', { automationId: first }))
    const { vault, clock } = one.shop
    await one.close()
    clock.set(clock.now() + 25 * HOUR)
    const again = await automationShop({ vault, clock })
    expect(await again.call('automation.putBack', { automationId: first })).toMatchObject({ error: { code: 'automation-missing' } })
  })

  it('a cancelled step is planned again, with all that was cancelled together', async () => {
    const { one, customerId, waiting } = await withDrip()
    const before = await waiting()
    const [step] = before
    const plannedId = step?.plannedId ?? ''
    expect(valueOf(await one.call('automation.cancelPlanned', { plannedId, rest: true }))).toEqual({ cancelled: 2 })
    expect(await waiting()).toEqual([])
    expect(valueOf(await one.call('automation.resumePlanned', { plannedId }))).toEqual({ resumed: 2 })
    expect(await waiting()).toEqual(before)
    expect(await one.call('automation.resumePlanned', { plannedId })).toMatchObject({ error: { code: 'automation-plan-missing' } })
    await one.jump(2 * HOUR)
    expect(await saidTo(one, customerId)).toEqual(['After 2'])
  })
})
