import { describe, expect, it } from 'vitest'
import { answer, automationShop, questions, saidTo, switchedOn } from '../../test/support/automation-shop.ts'
import { inboundOf, receive, say as reply, textOf, valueOf } from '../../test/support/chat-shop.ts'
import { sql } from '../store/index.ts'
import { optionPayload } from './rules/payload.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const labels = (text: string) => [{ language: 'en', text }]

const tap = (wamid: string, at: number, [id, title]: readonly [string, string]) =>
  inboundOf({
    wamid,
    at,
    message: {
      id: wamid,
      timestamp: String(Math.floor(at / 1000)),
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: { id, title } },
    },
  })

describe('keyword answers', () => {
  it('answer once however often the message comes, as an automatic message', async () => {
    const one = await automationShop()
    await switchedOn(one, 'Questions', questions({ open: 'From ten to seven.' }))
    const event = inboundOf({ wamid: 'wamid.same', at: one.shop.clock.now(), ...textOf('Are you open?') })
    const customerId = receive(one.shop, event)
    receive(one.shop, event)
    await one.settle()
    receive(one.shop, event)
    await one.settle()
    expect(await saidTo(one, customerId)).toEqual(['From ten to seven.'])
    const { automations } = valueOf(await one.call('automation.list', {}))
    const view = automations.find(({ name }) => name === 'Questions')
    expect(view).toMatchObject({ last7Days: { answered: 1, handedOver: 0, wrong: 0 }, month: { messages: 1, costMicros: 0 } })
    expect(view?.lastUses[0]).toMatchObject({ said: 'Are you open?', outcome: 'answered', decidedBy: 'keywords', partId: 'r0' })
  })

  it('are given once when the engine died before or after it answered', async () => {
    const first = await automationShop()
    await switchedOn(first, 'Questions', questions({ open: 'From ten to seven.' }))
    first.room.stop()
    const { vault, clock } = first.shop
    const customerId = receive(first.shop, inboundOf({ wamid: 'wamid.late', at: clock.now(), ...textOf('open?') }))
    expect(await saidTo(first, customerId)).toEqual([])
    await first.close()
    const second = await automationShop({ vault, clock })
    await second.settle()
    expect(await saidTo(second, customerId)).toEqual(['From ten to seven.'])
    await second.close()
    const third = await automationShop({ vault, clock })
    await third.settle()
    expect(await saidTo(third, customerId)).toEqual(['From ten to seven.'])
  })

  it('leave messages alone that are older than a quarter of an hour, and those of chats that were brought along', async () => {
    const one = await automationShop()
    await switchedOn(one, 'Questions', questions({ open: 'From ten to seven.' }))
    const customerId = await one.say('open?', { at: one.shop.clock.now() - 16 * MINUTE })
    expect(await saidTo(one, customerId)).toEqual([])
    expect(one.shop.vault.store.read.get(sql`select 1 from automation_unread`)).toBeUndefined()
  })

  it('say nothing while all is paused, and nothing of that later', async () => {
    const one = await automationShop()
    await switchedOn(one, 'Questions', questions({ open: 'From ten to seven.' }))
    valueOf(await one.call('automation.pauseAll', { paused: true }))
    const customerId = await one.say('open?')
    valueOf(await one.call('automation.pauseAll', { paused: false }))
    await one.settle(MINUTE)
    expect(await saidTo(one, customerId)).toEqual([])
    await one.say('and open on Sunday?')
    expect(await saidTo(one, customerId)).toEqual(['From ten to seven.'])
  })

  it('put a button for a person under the answer, which hands over', async () => {
    const one = await automationShop()
    const work = questions({ price: 'It costs 5.' })
    await switchedOn(one, 'Questions', { ...work, rules: work.rules.map((rule) => ({ ...rule, afterwards: 'offer-person' as const })) })
    const customerId = await one.say('price?')
    const { messages } = valueOf(await one.shop.call('inbox.messages', { customerId }))
    expect(messages.at(-1)?.content).toMatchObject({ kind: 'menu', text: 'It costs 5.', options: ['Talk to a person'] })
    receive(one.shop, tap('wamid.tap', one.shop.clock.now(), ['sb.auto.person', 'Talk to a person']))
    await one.settle()
    expect(valueOf(await one.call('automation.chat', { customerId })).silent).toMatchObject({ reason: 'asked' })
  })

  it('may be marked as wrong by the message, and the mark taken back', async () => {
    const one = await automationShop()
    const automationId = await switchedOn(one, 'Questions', questions({ open: 'From ten to seven.' }))
    const customerId = await one.say('open?')
    const { messages } = valueOf(await one.shop.call('inbox.messages', { customerId }))
    const messageId = messages.at(-1)?.messageId ?? ''
    expect(valueOf(await one.call('automation.markWrong', { messageId, wrong: true })).wrong).toMatchObject({ by: 'owner' })
    expect(valueOf(await one.call('automation.get', { automationId })).last7Days.wrong).toBe(1)
    valueOf(await one.call('automation.markWrong', { messageId, wrong: false }))
    expect(valueOf(await one.call('automation.get', { automationId })).last7Days.wrong).toBe(0)
  })
})

describe('a greeting', () => {
  it('greets with the first message ever, and after days of silence where that was chosen', async () => {
    const one = await automationShop()
    await switchedOn(one, 'Hello', { kind: 'greeting', when: { kind: 'after-silence', days: 7 }, answer: answer('Hello {{name|friend}}!') })
    const customerId = await one.say('good day')
    await one.say('are you there')
    expect(await saidTo(one, customerId)).toEqual(['Hello 陳美玲!'])
    await one.jump(8 * 24 * HOUR)
    await one.say('back again')
    expect(await saidTo(one, customerId)).toHaveLength(2)
  })

  it('and the away text are one message outside opening hours', async () => {
    const night = [{ day: 5, opens: '18:00', closes: '20:00' }]
    const one = await automationShop({ hours: night })
    await switchedOn(one, 'Hello', { kind: 'greeting', when: { kind: 'first-ever' }, answer: answer('Hello!') })
    await switchedOn(one, 'Closed', { kind: 'away', hours: { kind: 'shop' }, answer: answer('Closed until {{opens}}.') })
    const customerId = await one.say('anyone?')
    const said = await saidTo(one, customerId)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/^Hello!\n\nClosed until .*18:00/)
    await one.settle(11 * MINUTE)
    await one.say('hello?')
    expect(await saidTo(one, customerId)).toHaveLength(1)
  })
})

describe('an away text', () => {
  it('still goes to messages of the night, but not once the shop is open', async () => {
    const one = await automationShop({ hours: [{ day: 5, opens: '13:00', closes: '20:00' }] })
    await switchedOn(one, 'Closed', { kind: 'away', hours: { kind: 'shop' }, answer: answer('We are closed.') })
    const late = await one.say('at night', { at: one.shop.clock.now() - 9 * HOUR })
    expect(await saidTo(one, late)).toEqual(['We are closed.'])
    await one.jump(2 * HOUR)
    const other = await one.say('at night too', { at: one.shop.clock.now() - 9 * HOUR, phone: '+886922222222' })
    expect(await saidTo(one, other)).toEqual([])
  })
})

describe('handing over', () => {
  it('follows words that ask for a person, tells the customer and is silent for the set time; a person hands back', async () => {
    const one = await automationShop()
    await switchedOn(one, 'Questions', questions({ open: 'From ten to seven.' }))
    const customerId = await one.say('我要找真人')
    expect(await saidTo(one, customerId)).toHaveLength(1)
    expect(one.events).toContain('automation.handedOver')
    await one.say('open?')
    expect(await saidTo(one, customerId)).toHaveLength(1)
    valueOf(await one.call('automation.handBack', { customerId }))
    await one.say('open now?')
    expect(await saidTo(one, customerId)).toHaveLength(2)
  })

  it('follows two messages that nothing could answer', async () => {
    const one = await automationShop()
    await switchedOn(one, 'Questions', questions({ open: 'From ten to seven.' }))
    const customerId = await one.say('blue or green')
    expect(valueOf(await one.call('automation.chat', { customerId }))).toMatchObject({ misses: 1, silent: null })
    await one.say('the green one then')
    expect(valueOf(await one.call('automation.chat', { customerId })).silent).toMatchObject({ reason: 'misses' })
    expect(await saidTo(one, customerId)).toHaveLength(1)
  })

  it('follows an answer of a person, for twelve hours', async () => {
    const one = await automationShop()
    await switchedOn(one, 'Questions', questions({ open: 'From ten to seven.' }))
    const customerId = await one.say('blue or green')
    valueOf(await reply(one.shop, customerId, ['Green!']))
    await one.say('open?')
    expect(await saidTo(one, customerId)).toEqual([])
    await one.jump(12 * HOUR)
    await one.say('open?')
    expect(await saidTo(one, customerId)).toEqual(['From ten to seven.'])
  })
})

describe('a menu', () => {
  it('opens by its word, answers a tap, a typed number and a label, and may hand over', async () => {
    const one = await automationShop()
    const automationId = await switchedOn(one, 'Menu', {
      kind: 'menu',
      words: ['menu'],
      texts: labels('What next?'),
      form: 'buttons',
      options: [
        { optionId: 'hours', labels: labels('Hours'), ending: { answer: answer('Ten to seven.'), tag: 'asked hours' } },
        { optionId: 'way', labels: labels('Way'), ending: { answer: answer('By the river.') } },
        { optionId: 'person', labels: labels('Somebody'), ending: { handOver: true } },
      ],
    })
    const customerId = await one.say('menu please')
    receive(one.shop, tap('wamid.hours', one.shop.clock.now(), [optionPayload(automationId, 'menu', 'hours'), 'Hours']))
    await one.settle()
    await one.say('menu')
    await one.settle(11 * MINUTE)
    await one.say('menu')
    await one.say('2')
    expect(await saidTo(one, customerId)).toEqual(['What next?', 'Ten to seven.', 'What next?', 'By the river.'])
    expect(valueOf(await one.shop.call('customer.get', { customerId })).tags).toContain('asked hours')
    await one.settle(11 * MINUTE)
    await one.say('menu')
    await one.say('somebody')
    expect(valueOf(await one.call('automation.chat', { customerId })).silent).toMatchObject({ reason: 'automation' })
  })
})

describe('a flow', () => {
  const steps = [
    {
      stepId: 'size',
      texts: labels('For how many?'),
      answer: { kind: 'number' as const, least: 1, most: 8 },
      keep: { as: 'tag' as const, prefix: 'party ' },
      next: { kind: 'step' as const, stepId: 'day' },
    },
    {
      stepId: 'day',
      texts: labels('Which day?'),
      againTexts: labels('Write it as 2026-12-31.'),
      answer: { kind: 'date' as const },
      keep: { as: 'day' as const, date: 'visit' },
      next: { kind: 'step' as const, stepId: 'seat' },
    },
    {
      stepId: 'seat',
      texts: labels('Where?'),
      answer: {
        kind: 'choice' as const,
        form: 'buttons' as const,
        options: [
          { optionId: 'in', labels: labels('Inside') },
          { optionId: 'out', labels: labels('Outside'), next: { kind: 'end' as const, ending: { handOver: true } } },
        ],
      },
      next: { kind: 'end' as const, ending: { answer: answer('Booked.'), tag: 'booked' } },
    },
  ]

  it('asks step by step, keeps the answers, asks again once, and ends', async () => {
    const one = await automationShop()
    await switchedOn(one, 'Table', { kind: 'flow', words: ['table'], steps })
    const customerId = await one.say('a table please')
    await one.say('for 4 people')
    await one.say('tomorrow')
    await one.say('2026/12/31')
    await one.say('inside')
    expect(await saidTo(one, customerId)).toEqual([
      'For how many?',
      'Which day?',
      'Write it as 2026-12-31.\nWhich day?',
      'Where?',
      'Booked.',
    ])
    const card = valueOf(await one.shop.call('customer.get', { customerId }))
    expect(card.tags.toSorted()).toEqual(['booked', 'party 4'])
    expect(card.dates).toEqual([{ date: 'visit', month: 12, day: 31, year: 2026 }])
    expect(valueOf(await one.call('automation.chat', { customerId })).waiting).toBeNull()
  })

  it('branches by the answer, ignores a second tap, and lets out who asks for a person', async () => {
    const one = await automationShop()
    const automationId = await switchedOn(one, 'Table', { kind: 'flow', words: ['table'], steps })
    const customerId = await one.say('table')
    await one.say('agent')
    expect(valueOf(await one.call('automation.chat', { customerId }))).toMatchObject({ waiting: null, silent: { reason: 'asked' } })
    valueOf(await one.call('automation.handBack', { customerId }))
    await one.settle(11 * MINUTE)
    for (const text of ['table', '2', '2026-12-30']) await one.say(text)
    receive(one.shop, tap('wamid.out', one.shop.clock.now(), [optionPayload(automationId, 'seat', 'out'), 'Outside']))
    await one.settle()
    expect(valueOf(await one.call('automation.chat', { customerId })).silent).toMatchObject({ reason: 'automation' })
  })
})

describe('words about offers', () => {
  it('are obeyed at once where certain, laid aside where doubtful, and settled by a person with the message as proof', async () => {
    const one = await automationShop()
    const customerId = await one.say('please stop sending me the blue ones')
    expect(valueOf(await one.shop.call('customer.get', { customerId })).offers).toBe('unknown')
    const { doubts, open } = valueOf(await one.call('automation.doubts', {}))
    expect([open, doubts[0]?.mayMean, doubts[0]?.text]).toEqual([1, 'stop', 'please stop sending me the blue ones'])
    valueOf(await one.call('automation.settleDoubt', { doubtId: doubts[0]?.doubtId ?? '', decision: 'stop' }))
    const card = valueOf(await one.shop.call('customer.get', { customerId }))
    expect([card.offers, card.consent[0]?.detail]).toEqual(['no', 'please stop sending me the blue ones'])
    await one.say('START')
    expect(valueOf(await one.shop.call('customer.get', { customerId })).offers).toBe('yes')
    await one.say('退訂')
    expect(valueOf(await one.shop.call('customer.get', { customerId })).offers).toBe('no')
    expect(await saidTo(one, customerId)).toHaveLength(2)
    expect(valueOf(await one.call('automation.doubts', {})).open).toBe(0)
  })

  it('of the shop itself count as well', async () => {
    const one = await automationShop()
    const { automations } = valueOf(await one.call('automation.list', {}))
    const own = automations.find(({ kind }) => kind === 'offer-words')
    if (own?.work.kind !== 'offer-words') throw new Error('the starter is missing')
    valueOf(await one.call('automation.save', { automationId: own.automationId, name: own.name, work: { ...own.work, stop: ['別吵我'] } }))
    const customerId = await one.say('別吵我！')
    expect(valueOf(await one.shop.call('customer.get', { customerId })).offers).toBe('no')
  })
})

describe('the tester', () => {
  it('says who answers with what and why others do not, and sends nothing', async () => {
    const one = await automationShop()
    await switchedOn(one, 'Questions', questions({ open: 'From ten to seven.', price: 'Five.' }))
    const tried = valueOf(await one.call('automation.try', { text: 'Open on Monday?', language: 'en' }))
    expect(tried.winner).toMatchObject({ decidedBy: 'keywords', partId: 'r0', word: 'open', handsOver: null })
    expect(tried.messages).toEqual([{ kind: 'text', text: 'From ten to seven.' }])
    expect(tried.others.find(({ partId }) => partId === 'r1')?.why).toBe('no-word')
    expect(tried.others.find(({ decidedBy }) => decidedBy === 'greeting')?.why).toBe('off')
    expect(one.shop.vault.store.read.get(sql`select 1 from message`)).toBeUndefined()
    const customerId = await one.say('open?')
    expect(valueOf(await one.call('automation.try', { text: 'open?', customerId })).keptBack).toBe('said-already')
    expect(valueOf(await one.call('automation.try', { text: 'stop sending the blue ones please' })).offers).toBe('doubtful-stop')
  })
})
