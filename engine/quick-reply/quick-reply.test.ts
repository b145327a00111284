import { describe, expect, it, onTestFinished } from 'vitest'
import { calls, type CallInput, type CallName, type CallOutput, type ParsedInput } from '#contract/ipc/index.ts'
import type { Locale } from '#contract/kernel/values.ts'
import type { Result } from '#contract/kernel/result.ts'
import { bubbles, inboundOf, quietShop, receive, valueOf } from '../../test/support/chat-shop.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { createAnnouncer, manualClock, secureRandom } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { createQuickReply } from './index.ts'
import { fillForPerson, fillText } from './fill.ts'
import { cleanShortcut } from './finding.ts'

function open(locale: Locale = 'zh-TW', vault = tempVault({ locale })) {
  onTestFinished(() => vault.remove())
  const announcer = createAnnouncer()
  const announced: string[] = []
  announcer.listen((name) => void announced.push(name))
  const room = createQuickReply({ vault, clock: manualClock(), random: secureRandom, announcer, files: { shopFile: () => undefined } })
  const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> => {
    const handler = room.handlers[name]
    const result = await handler?.(calls[name].input.parse(input) as ParsedInput<N>, {
      role: 'staff',
      person: 'owner',
      signal: new AbortController().signal,
    })
    if (result === undefined) throw new Error(`nobody answers ${name}`)
    if (result.ok) calls[name].output.parse(result.value)
    return result
  }
  const list = async (search = '', customerId?: string) => {
    const result = await call('quickReply.list', { search, ...(customerId === undefined ? {} : { customerId: customerId }) })
    return result.ok ? result.value.quickReplies : []
  }
  return { vault, announced, call, list }
}

describe('starters', () => {
  it.each(['en', 'zh-TW', 'zh-CN'] as const)('stand ready in %s, each with a shortcut of its own', async (locale) => {
    const { list } = open(locale)
    const replies = await list()
    expect(replies.length).toBeGreaterThanOrEqual(5)
    expect(new Set(replies.map((reply) => reply.shortcut)).size).toBe(replies.length)
    expect(replies.every((reply) => reply.shortcut === cleanShortcut(reply.shortcut))).toBe(true)
  })

  it('do not come back once the shop removed them', async () => {
    const { vault, call, list } = open()
    for (const { quickReplyId } of await list()) await call('quickReply.remove', { quickReplyId })
    expect(await open('zh-TW', vault).list()).toEqual([])
  })
})

describe('finding a quick reply', () => {
  it('matches shortcut, title and text from one character on, whatever the sign before it', async () => {
    const { list } = open()
    for (const search of ['營', '/營業', '／營', '、營']) expect((await list(search))[0]?.shortcut).toBe('營業')
    expect((await list('時間')).map((reply) => reply.shortcut).toSorted()).toEqual(['寄送', '營業'].toSorted())
    expect((await list('轉帳')).map((reply) => reply.shortcut)).toEqual(['付款'])
    expect(await list('沒有這個')).toEqual([])
  })

  it('puts a shortcut that begins so before a text that holds it, and the most used first', async () => {
    const { call, list } = open('en')
    await call('quickReply.save', { shortcut: 'hot', title: 'Hot tea', text: 'We have hot tea.' })
    const often = (await list('shipping'))[0]
    for (let use = 0; use < 3; use += 1) await call('quickReply.used', { quickReplyId: often?.quickReplyId ?? '' })
    expect((await list(''))[0]).toMatchObject({ shortcut: 'shipping', timesUsed: 3 })
    expect((await list('HO')).map((reply) => reply.shortcut).slice(0, 2)).toEqual(['hot', 'hours'])
  })
})

describe('filling a quick reply', () => {
  it('puts values in, says the words after the bar where there are none, and names what is missing', () => {
    const values = { name: 'Mei Chen', addressAs: '', shop: 'Spring Tea' }
    expect(fillForPerson('Hi {{ name }} of {{shop}}, {{addressAs|friend}}', values)).toEqual({
      filled: 'Hi Mei Chen of Spring Tea, friend',
      missing: [],
    })
    expect(fillForPerson('Hi {{addressAs}} {{other}} {{addressAs}}', values)).toEqual({
      filled: 'Hi {{addressAs}} {{other}} {{addressAs}}',
      missing: ['addressAs', 'other'],
    })
  })

  it('leaves nothing open in what goes by itself', () => {
    expect(fillText('{{name}}好，感謝您與{{shop}}聯絡', { name: '陳美玲', shop: 'Spring Tea' })).toBe('陳美玲好，感謝您與 Spring Tea 聯絡')
    expect(fillText('Hi {{name}}, {{other}} welcome', { name: '' })).toBe('Hi, welcome')
  })

  it('is not fooled by a name that looks like a field', () => {
    expect(fillForPerson('{{name}}', { name: '{{addressAs}} $&', addressAs: 'X' })).toEqual({ filled: '{{addressAs}} $&', missing: [] })
  })

  it('works for a customer in the list', async () => {
    const { vault, call, list } = open()
    vault.store.write((db) =>
      db.run(sql`insert into customer (customer_id, name, created_at, changed_at) values ('cus_0000000001', '陳美玲', 0, 0)`),
    )
    expect((await list('謝謝', 'cus_0000000001'))[0]).toMatchObject({ filled: '陳美玲，謝謝您，祝您有美好的一天。', missing: [] })
    expect((await list('謝謝'))[0]).toMatchObject({ missing: ['addressAs'] })
    expect(await call('quickReply.list', { customerId: 'cus_9999999999' })).toMatchObject({
      ok: false,
      error: { code: 'customer-missing' },
    })
  })
})

describe('languages, products and previews', () => {
  const hours = {
    shortcut: 'open',
    title: '開門',
    text: '{{name|您}}好',
    translations: [
      { language: 'en', text: 'Hello {{name}}' },
      { language: 'ja', text: '{{name|お客様}}、こんにちは' },
    ],
    retailerIds: ['TEA-1'],
  }

  it('answers in the language of the customer, else in that of the shop', async () => {
    const { vault, call, list } = open()
    const saved = await call('quickReply.save', hours)
    expect(saved).toMatchObject({ ok: true, value: { language: 'zh-TW', retailerIds: ['TEA-1'], translations: hours.translations } })
    vault.store.write((db) => {
      for (const [place, language] of [null, 'en-GB', 'ja', 'fr'].entries())
        db.run(
          sql`insert into customer (customer_id, name, language, created_at, changed_at) values (${`cus_000000000${place}`}, 'Mei', ${language}, 0, 0)`,
        )
    })
    const said = async (place: number) => (await list('open', `cus_000000000${place}`))[0]
    expect(await Promise.all([0, 1, 2, 3].map(async (place) => (await said(place))?.filled))).toEqual([
      'Mei 好',
      'Hello Mei',
      'Mei、こんにちは',
      'Mei 好',
    ])
    expect((await said(1))?.saidIn).toBe('en')
  })

  it('refuses a language twice', async () => {
    const { call } = open()
    const twice = await call('quickReply.save', { ...hours, translations: [{ language: 'zh-TW', text: 'x' }] })
    expect(twice).toMatchObject({ ok: false, error: { code: 'input-refused' } })
  })

  it('shows piece by piece what would be said to somebody known and to somebody unknown', async () => {
    const { vault, call } = open()
    vault.store.write((db) => {
      db.run(sql`insert into customer (seq, customer_id, name, created_at, changed_at) values (7, 'cus_0000000007', 'Mei', 0, 0)`)
      db.run(sql`insert into conversation (customer_seq, last_at, last_direction) values (7, 1, 'in')`)
    })
    expect(await call('quickReply.preview', { texts: ['Hi {{name}}, {{addressAs|friend}}'] })).toMatchObject({
      ok: true,
      value: {
        customerName: 'Mei',
        previews: [
          {
            known: [{ text: 'Hi ' }, { text: 'Mei', is: 'value' }, { text: ', ' }, { text: 'Mei', is: 'value' }],
            unknown: [{ text: 'Hi ' }, { text: '{{name}}', is: 'missing' }, { text: ', ' }, { text: 'friend', is: 'otherwise' }],
          },
        ],
      },
    })
  })
})

describe('sending what was made of a quick reply', () => {
  it('sends the text and then its products, counts one use and empties the draft; with a product that is not there nothing goes', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now(), phone: '+886912345678' }))
    valueOf(await shop.call('inbox.saveDraft', { customerId, text: 'Hi' }))
    const { quickReplyId } = valueOf(await shop.call('quickReply.save', { shortcut: 'tea', title: 'Tea', text: 'Tea!' }))
    const refused = await shop.call('quickReply.send', { quickReplyId, customerId, text: 'Tea!', retailerIds: ['NONE'], holdMs: 3_000 })
    expect(refused.ok).toBe(false)
    const left = (await bubbles(shop, customerId)).filter(({ direction, state }) => direction === 'out' && state !== 'taken-back')
    expect(left).toEqual([])
    valueOf(await shop.call('quickReply.send', { quickReplyId, customerId, text: 'Tea for you!', holdMs: 3_000 }))
    expect((await bubbles(shop, customerId)).at(-1)).toMatchObject({ state: 'held', content: { kind: 'text', text: 'Tea for you!' } })
    const { quickReplies } = valueOf(await shop.call('quickReply.list', { search: 'tea' }))
    expect(quickReplies[0]).toMatchObject({ timesUsed: 1 })
    expect(valueOf(await shop.call('inbox.messages', { customerId })).draft).toBe('')
  })
})

describe('changing quick replies', () => {
  it('adds, changes, refuses a shortcut twice, and removes', async () => {
    const { announced, call, list } = open('en')
    const added = await call('quickReply.save', { shortcut: '/gift wrap', title: ' Gift wrap ', text: 'We wrap gifts.' })
    expect(added).toMatchObject({ ok: true, value: { shortcut: 'gift-wrap', title: 'Gift wrap', timesUsed: 0 } })
    const quickReplyId = added.ok ? added.value.quickReplyId : ''
    expect(await call('quickReply.save', { shortcut: 'GIFT-wrap', title: 'x', text: 'y' })).toMatchObject({
      ok: false,
      error: { code: 'quick-reply-shortcut-taken' },
    })
    expect(await call('quickReply.save', { quickReplyId, shortcut: 'gift', title: 'Gift', text: 'z' })).toMatchObject({
      ok: true,
      value: { quickReplyId, shortcut: 'gift' },
    })
    expect(await call('quickReply.save', { shortcut: '/', title: 'x', text: 'y' })).toMatchObject({
      ok: false,
      error: { code: 'input-refused' },
    })
    expect(await call('quickReply.remove', { quickReplyId })).toEqual({ ok: true, value: {} })
    for (const name of ['quickReply.remove', 'quickReply.used'] as const)
      expect(await call(name, { quickReplyId })).toMatchObject({ ok: false, error: { code: 'quick-reply-missing' } })
    expect((await list('gift')).length).toBe(0)
    expect(announced).toContain('quickReply.changed')
  })
})
