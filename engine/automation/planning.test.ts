import { describe, expect, it } from 'vitest'
import { automationShop, saidTo, switchedOn, type AutomationShop } from '../../test/support/automation-shop.ts'
import { inboundOf, receive, valueOf } from '../../test/support/chat-shop.ts'
import { sql } from '../store/index.ts'
import { personalData } from './personal-data.ts'
import { optionPayload } from './rules/payload.ts'

const HOUR = 3_600_000
const text = (words: string) => [{ language: 'en', text: words }]

const drip = (more: object = {}) => ({
  kind: 'drip' as const,
  steps: [
    { stepId: 'thanks', afterHours: 2, message: { texts: text('Thank you for {{number|your order}}.') } },
    { stepId: 'more', afterHours: 5, message: { texts: text('How do you like it?') } },
  ],
  purpose: 'notice' as const,
  ...more,
})

const order = async (one: AutomationShop, customerId: string, number: string) => {
  valueOf(await one.shop.call('order.add', { customerId, number, totalMicros: 5_000_000, currency: 'TWD' }))
  // The hook of the host's announcer is not there; the next look finds the order as well.
  await one.settle(16 * 60_000)
}

const states = async (one: AutomationShop, customerId: string) => {
  const over = valueOf(await one.call('automation.planned', { customerId, over: true })).steps
  const waiting = valueOf(await one.call('automation.planned', { customerId })).steps
  return [...over, ...waiting].map(({ partId, state, reason }) => [partId, state, reason])
}

describe('a drip after an order', () => {
  it('says each step in its time while the window is open, once', async () => {
    const one = await automationShop()
    await switchedOn(one, 'After', drip())
    const customerId = await one.say('hello')
    await order(one, customerId, 'A-1')
    expect(await states(one, customerId)).toEqual([
      ['thanks', 'waiting', null],
      ['more', 'waiting', null],
    ])
    await one.jump(2 * HOUR)
    expect(await saidTo(one, customerId)).toEqual(['Thank you for A-1.'])
    await one.jump(3 * HOUR)
    expect(await saidTo(one, customerId)).toHaveLength(2)
  })

  it('ends when the customer writes or buys again', async () => {
    const one = await automationShop()
    await switchedOn(one, 'After', drip())
    const customerId = await one.say('hello')
    await order(one, customerId, 'A-1')
    await one.say('by the way')
    await one.jump(6 * HOUR)
    expect(await saidTo(one, customerId)).toEqual([])
    expect(await states(one, customerId)).toEqual([
      ['more', 'cancelled', 'replied'],
      ['thanks', 'cancelled', 'replied'],
    ])
    const other = await automationShop()
    await switchedOn(other, 'After', drip())
    const buyer = await other.say('hello')
    await order(other, buyer, 'B-1')
    await order(other, buyer, 'B-2')
    expect((await states(other, buyer)).map(([, , reason]) => reason)).toEqual(['ordered', 'ordered'])
  })

  it('goes to nobody who did not agree to offers when it is one, and is skipped when it is late, without catching up at night', async () => {
    const one = await automationShop()
    await switchedOn(one, 'After', drip({ purpose: 'offer' }))
    const customerId = await one.say('hello')
    await order(one, customerId, 'A-1')
    await one.jump(2 * HOUR)
    expect((await states(one, customerId))[0]).toEqual(['thanks', 'skipped', 'opted-out'])
    const late = await automationShop()
    await switchedOn(late, 'After', drip({ graceHours: 1 }))
    const buyer = await late.say('hello')
    await order(late, buyer, 'B-1')
    const { vault, clock } = late.shop
    await late.close()
    clock.set(clock.now() + 8 * HOUR)
    const again = await automationShop({ vault, clock })
    await again.settle()
    expect((await states(again, buyer)).map(([, state, reason]) => [state, reason])).toEqual([
      ['skipped', 'too-late'],
      ['skipped', 'too-late'],
    ])
  })

  it('waits through the quiet hours of the recipient', async () => {
    const one = await automationShop()
    // Noon in Taipei; eleven hours later is the middle of the night.
    await switchedOn(one, 'After', drip({ steps: [{ stepId: 'late', afterHours: 11, message: { texts: text('Good?') } }] }))
    const customerId = await one.say('hello')
    await order(one, customerId, 'A-1')
    await one.jump(11 * HOUR)
    expect(await saidTo(one, customerId)).toEqual([])
    const [step] = valueOf(await one.call('automation.planned', { customerId })).steps
    expect(new Date(step?.dueAt ?? 0).toISOString()).toBe('2026-11-21T01:00:00.000Z')
  })
})

describe('a survey', () => {
  const survey = {
    kind: 'survey' as const,
    afterMinutes: 5,
    texts: text('How was it?'),
    form: 'buttons' as const,
    choices: [5, 3, 1].map((score) => ({ score, labels: text(`Score ${score}`) })),
    commentTexts: text('Tell us more?'),
    thanksTexts: text('Thanks.'),
  }

  it('asks after closing, once in so many days, keeps score and comment, and reports them', async () => {
    const one = await automationShop()
    const automationId = await switchedOn(one, 'Survey', survey)
    const customerId = await one.say('hello')
    valueOf(await one.shop.call('inbox.setClosed', { customerId, closed: true }))
    await one.settle(21 * 60_000)
    expect(await saidTo(one, customerId)).toEqual(['How was it?'])
    const at = one.shop.clock.now()
    const button_reply = { id: optionPayload(automationId, 'survey', '5'), title: 'Score 5' }
    const message = { id: 'w', timestamp: '1', type: 'interactive' as const, interactive: { type: 'button_reply' as const, button_reply } }
    receive(one.shop, inboundOf({ wamid: 'wamid.score', at, message }))
    await one.settle(5_000)
    await one.say('Very kind people')
    expect(await saidTo(one, customerId)).toEqual(['How was it?', 'Tell us more?', 'Thanks.'])
    const report = valueOf(await one.call('automation.surveyReport', { from: 0, to: at + HOUR }))
    expect(report).toMatchObject({ asked: 1, answered: 1, averageHundredths: 500, scores: [{ score: 5, people: 1 }] })
    expect(report.comments[0]).toMatchObject({ comment: 'Very kind people', score: 5 })
    valueOf(await one.shop.call('inbox.setClosed', { customerId, closed: false }))
    valueOf(await one.shop.call('inbox.setClosed', { customerId, closed: true }))
    await one.settle(21 * 60_000)
    expect(await saidTo(one, customerId)).toHaveLength(3)
  })

  it('is not asked when the window is closed and no template was chosen, nor when the conversation goes on', async () => {
    const one = await automationShop()
    await switchedOn(one, 'Survey', survey)
    const customerId = await one.say('hello')
    await one.jump(30 * HOUR)
    valueOf(await one.shop.call('inbox.setClosed', { customerId, closed: true }))
    await one.jump(HOUR)
    // 30 hours later it is evening in Taipei, within waking hours.
    expect((await states(one, customerId)).map(([, state, reason]) => [state, reason])).toEqual([['skipped', 'window-closed']])
  })
})

describe("a reminder of a customer's own day", () => {
  it('is planned for today, once a year', async () => {
    const one = await automationShop()
    const customerId = await one.say('hello')
    valueOf(await one.shop.call('customer.save', { customerId, dates: [{ date: 'birthday', month: 11, day: 21, year: null }] }))
    await switchedOn(one, 'Birthday', {
      kind: 'reminder',
      about: { kind: 'customer-date', date: 'birthday', daysBefore: 1, hour: 13 },
      message: { texts: text('Tomorrow is your day!') },
    })
    await one.settle()
    await one.jump(HOUR)
    expect(await saidTo(one, customerId)).toEqual(['Tomorrow is your day!'])
    await one.jump(HOUR)
    expect(await saidTo(one, customerId)).toHaveLength(1)
  })
})

describe('what is kept about a person', () => {
  it('is exported and erased with them; scores stay without a name', async () => {
    const one = await automationShop()
    await switchedOn(one, 'After', drip())
    const customerId = await one.say('please stop sending me so many')
    await order(one, customerId, 'A-1')
    const { store } = one.shop.vault
    expect(personalData.map((source) => [source.kind, source.count(store.read, customerId)])).toContainEqual(['doubtful wishes', 1])
    store.write((db) => {
      for (const source of personalData) source.erase(db, customerId)
    })
    for (const table of [
      sql`automation_use`,
      sql`automation_said`,
      sql`automation_chat`,
      sql`automation_plan`,
      sql`automation_doubt`,
      sql`automation_unread`,
    ])
      expect(store.read.get<{ count: number }>(sql`select count(*) as count from ${table}`)?.count).toBe(0)
  })
})

describe('switching', () => {
  it('on is refused while something is missing or another of its kind is on; off cancels what was planned', async () => {
    const one = await automationShop()
    const missing = valueOf(
      await one.call('automation.save', {
        name: 'Reply',
        work: { kind: 'greeting', when: { kind: 'first-ever' }, answer: { kind: 'quick-reply', quickReplyId: 'qrp_00000000000' } },
      }),
    )
    expect(missing.issues).toEqual([{ place: 'answer', issue: 'quick-reply-missing', about: 'qrp_00000000000' }])
    expect(await one.call('automation.switch', { automationId: missing.automationId, on: true })).toMatchObject({
      error: { code: 'automation-not-ready' },
    })
    const automationId = await switchedOn(one, 'After', drip())
    const customerId = await one.say('hello')
    await order(one, customerId, 'A-1')
    valueOf(await one.call('automation.switch', { automationId, on: false }))
    expect((await states(one, customerId)).map(([, , reason]) => reason)).toEqual(['switched-off', 'switched-off'])
  })

  it('needs no more than what Meta takes: four buttons are refused at once', async () => {
    const one = await automationShop()
    const options = ['a', 'b', 'c', 'd'].map((optionId) => ({ optionId, labels: text(optionId), ending: {} }))
    expect(
      await one.call('automation.save', { name: 'Menu', work: { kind: 'menu', texts: text('?'), form: 'buttons', options } }),
    ).toMatchObject({
      error: { code: 'automation-refused', params: { place: 'options', issue: 'too-many-options' } },
    })
  })
})
