import { describe, expect, it } from 'vitest'
import { answer, automationShop, saidTo, switchedOn, type AutomationShop } from '../../test/support/automation-shop.ts'
import { inboundOf, receive, sends, valueOf } from '../../test/support/chat-shop.ts'
import { sql } from '../store/index.ts'

const HOUR = 3_600_000
const text = (words: string) => answer(words).texts

/** An approved template of the shop with three answer buttons. */
function approve({ shop }: AutomationShop): void {
  const components = [
    { type: 'BODY', text: 'Hello {{1}}, how was it?', example: { body_text: [['Mei']] } },
    { type: 'BUTTONS', buttons: ['Great', 'So-so', 'Bad'].map((words) => ({ type: 'QUICK_REPLY', text: words })) },
  ]
  shop.vault.store.write((db) =>
    db.run(sql`
      insert into template (template_id, name, language, category, status, quality, parameter_format, components, synced_at)
      values ('1', 'how_was_it', 'en', 'UTILITY', 'APPROVED', 'GREEN', 'POSITIONAL', ${JSON.stringify(components)}, 1)`),
  )
}

const survey = {
  kind: 'survey' as const,
  afterMinutes: 5,
  texts: text('How was it?'),
  form: 'buttons' as const,
  choices: [5, 3, 1].map((score) => ({ score, labels: text(`Score ${score}`) })),
  commentTexts: text('Tell us more?'),
  thanksTexts: text('Thanks.'),
  template: { name: 'how_was_it', language: 'en', values: { '1': '{{name|friend}}' } },
}

const drip = {
  kind: 'drip' as const,
  purpose: 'offer' as const,
  steps: [
    { stepId: 'thanks', afterHours: 2, message: { texts: text('Thank you for {{number|your order}}.') } },
    {
      stepId: 'more',
      afterHours: 5,
      message: { texts: [], template: { name: 'how_was_it', language: 'en', values: { '1': '{{name|friend}}' } } },
    },
  ],
}

describe('a survey after the window has closed', () => {
  it('goes by its template, and its buttons count by their order, whatever is written on them', async () => {
    const one = await automationShop()
    approve(one)
    const automationId = await switchedOn(one, 'Survey', survey)
    const customerId = await one.say('hello')
    await one.jump(30 * HOUR)
    valueOf(await one.shop.call('inbox.setClosed', { customerId, closed: true }))
    await one.jump(HOUR)
    expect(await saidTo(one, customerId)).toEqual(['template'])
    const sent = JSON.parse(sends(one.shop).at(-1)?.body ?? '{}') as {
      template: { components: { sub_type?: string; parameters: { payload?: string }[] }[] }
    }
    const payloads = sent.template.components.flatMap(({ sub_type: kind, parameters }) =>
      kind === 'quick_reply' ? [parameters[0]?.payload ?? ''] : [],
    )
    expect(payloads).toHaveLength(3)
    const button = { payload: payloads[2] ?? '', text: 'Bad' }
    receive(
      one.shop,
      inboundOf({ wamid: 'wamid.tap', at: one.shop.clock.now(), message: { id: 'w', timestamp: '1', type: 'button', button } }),
    )
    await one.settle(5_000)
    expect(await saidTo(one, customerId)).toEqual(['template', 'Tell us more?'])
    const report = valueOf(await one.call('automation.surveyReport', { automationId, from: 0, to: one.shop.clock.now() + HOUR }))
    expect(report).toMatchObject({ asked: 1, answered: 1, scores: [{ score: 1, people: 1 }] })
  })
})

describe('trying what speaks of its own accord', () => {
  it('shows each step as this customer would get it, with the latest order, and what would keep it back', async () => {
    const one = await automationShop()
    approve(one)
    const customerId = await one.say('hello')
    valueOf(await one.shop.call('order.add', { customerId, number: 'A-1', totalMicros: 5_000_000, currency: 'TWD' }))
    const tried = valueOf(await one.call('automation.tryDue', { work: drip, customerId }))
    expect(tried).toMatchObject({
      window: 'open',
      steps: [
        { partId: 'thanks', open: { kind: 'text', text: 'Thank you for A-1.' }, closed: null, keptBack: 'opted-out' },
        { partId: 'more', open: null, closed: { kind: 'template', body: 'Hello 陳美玲, how was it?', buttons: ['Great', 'So-so', 'Bad'] } },
      ],
    })
    valueOf(await one.shop.call('customer.recordConsent', { customerId, decision: 'yes', source: 'till-qr' }))
    expect(valueOf(await one.call('automation.tryDue', { work: drip, customerId })).steps.map(({ keptBack }) => keptBack)).toEqual([
      null,
      null,
    ])
    await one.jump(31 * HOUR)
    const late = valueOf(await one.call('automation.tryDue', { work: drip, customerId }))
    expect([late.window, late.steps.map(({ keptBack }) => keptBack)]).toEqual(['closed', ['window-closed', null]])
    expect(await saidTo(one, customerId)).toEqual([])
  })

  it('tells the end of the quiet hours, a survey asked lately, and the words for a stranger', async () => {
    const one = await automationShop()
    approve(one)
    const stranger = valueOf(await one.call('automation.tryDue', { work: drip }))
    expect(stranger).toMatchObject({ window: null, steps: [{ open: { text: 'Thank you for your order.' }, keptBack: null }, {}] })
    const automationId = await switchedOn(one, 'Survey', survey)
    const customerId = await one.say('hello')
    const night = { fromHour: 11, toHour: 15 }
    const settings = valueOf(await one.call('automation.settings', {}))
    valueOf(await one.call('automation.saveSettings', { ...settings, quietHours: night }))
    const [quiet] = valueOf(await one.call('automation.tryDue', { automationId, customerId })).steps
    expect(new Date(quiet?.waitsUntil ?? 0).toISOString()).toBe('2026-11-20T07:00:00.000Z')
    valueOf(await one.call('automation.saveSettings', { ...settings, quietHours: null }))
    valueOf(await one.shop.call('inbox.setClosed', { customerId, closed: true }))
    await one.settle(21 * 60_000)
    expect(valueOf(await one.call('automation.tryDue', { automationId, customerId })).steps[0]?.keptBack).toBe('asked-lately')
    expect(
      await one.call('automation.tryDue', { work: { kind: 'greeting', when: { kind: 'first-ever' }, answer: answer('Hi') } }),
    ).toMatchObject({
      error: { code: 'input-refused' },
    })
  })
})
