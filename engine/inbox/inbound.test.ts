import { describe, expect, it } from 'vitest'
import type { InboundEvent } from '../intake/index.ts'
import { sql } from '../store/index.ts'
import { listCondition } from './lists.ts'
import { inboundOf, quietShop, receive, textOf, valueOf, type Shop } from '../../test/support/chat-shop.ts'

const HOUR = 3_600_000

const messages = async (shop: Shop, customerId: string) => valueOf(await shop.call('inbox.messages', { customerId: customerId }))
const conversation = async (shop: Shop) => valueOf(await shop.call('inbox.list', {})).conversations[0]
const offersOf = (shop: Shop, customerId: string) =>
  shop.vault.store.read.get<{ offers: string }>(sql`select offers from customer where customer_id = ${customerId}`)?.offers

describe('a message of a customer', () => {
  it('makes a customer, a conversation and a bubble', async () => {
    const shop = await quietShop()
    const at = shop.clock.now() - 1000
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.A', at }))
    expect(await conversation(shop)).toEqual({
      customerId,
      name: '陳美玲',
      handle: '+886 912 345 678',
      language: null,
      unread: 1,
      lastText: '您好，還有凍頂烏龍嗎？',
      lastAt: at,
      lastDirection: 'in',
      window: { state: 'open', closesAt: at + 24 * HOUR },
      offers: 'unknown',
      closed: false,
      hasDraft: false,
      assignedTo: null,
      snoozedUntil: null,
      waitingSince: at,
      blocked: false,
    })
    const { messages: bubbles, window } = await messages(shop, customerId)
    expect(bubbles).toMatchObject([
      { direction: 'in', state: 'received', content: { kind: 'text', text: '您好，還有凍頂烏龍嗎？' }, at, sentBy: null },
    ])
    expect(window.state).toBe('open')
    expect(shop.announced).toContain('inbox.changed inbound')
  })

  it('is one bubble, one unread and one telling however often it comes', async () => {
    const shop = await quietShop()
    let told = 0
    shop.inbox.onInbound(() => void (told += 1))
    for (let copy = 0; copy < 100; copy += 1) receive(shop, inboundOf({ wamid: 'wamid.A', at: shop.clock.now() }))
    expect(shop.vault.store.read.get(sql`select count(*) as count from message`)).toEqual({ count: 1 })
    expect(shop.vault.store.read.get(sql`select count(*) as count from message_words`)).toEqual({ count: 1 })
    expect((await conversation(shop))?.unread).toBe(1)
    expect(told).toBe(1)
  })

  it("stands in order of Meta's stamps, and a late one changes neither the last line nor the window", async () => {
    const shop = await quietShop()
    const now = shop.clock.now()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.2', at: now - 1000, ...textOf('second') }))
    receive(shop, inboundOf({ wamid: 'wamid.1', at: now - 5 * HOUR, ...textOf('first') }))
    const { messages: bubbles, window } = await messages(shop, customerId)
    expect(bubbles.map((bubble) => bubble.content)).toEqual([
      { kind: 'text', text: 'first' },
      { kind: 'text', text: 'second' },
    ])
    expect(window.closesAt).toBe(now - 1000 + 24 * HOUR)
    expect(await conversation(shop)).toMatchObject({ lastText: 'second', unread: 2 })
  })

  it('opens a closed conversation again', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 2000 }))
    await shop.call('inbox.setClosed', { customerId: customerId, closed: true })
    expect(await conversation(shop)).toBeUndefined()
    expect(valueOf(await shop.call('inbox.list', { filter: 'closed' })).conversations).toMatchObject([{ closed: true }])
    receive(shop, inboundOf({ wamid: 'wamid.2', at: shop.clock.now() }))
    expect(await conversation(shop)).toMatchObject({ closed: false })
  })

  it('shows somebody without a number by @name', async () => {
    const shop = await quietShop()
    receive(
      shop,
      inboundOf({ wamid: 'wamid.1', at: shop.clock.now(), phone: null, userId: 'HK.lucky1', username: '@lucky_tea', profileName: null }),
    )
    expect(await conversation(shop)).toMatchObject({ handle: '@lucky_tea' })
  })

  it('is told to other rooms inside the same transaction, with what a tapped button carries', async () => {
    const shop = await quietShop()
    const heard: unknown[] = []
    shop.inbox.onInbound((db, inbound) => {
      heard.push([inbound.payload, inbound.wamid, db.get(sql`select count(*) as count from message`)])
    })
    receive(
      shop,
      inboundOf({
        wamid: 'wamid.1',
        at: shop.clock.now(),
        message: { id: 'wamid.1', timestamp: '1', type: 'button', button: { text: 'See products', payload: 'sb.products.brc_1' } },
      }),
    )
    expect(heard).toEqual([['sb.products.brc_1', 'wamid.1', { count: 1 }]])
  })
})

const reactionTo = (wamid: string, emoji: string): Pick<InboundEvent, 'message'> => ({
  message: { id: 'x', timestamp: '1', type: 'reaction', reaction: { message_id: wamid, emoji } },
})

describe('kinds of messages', () => {
  const common = { id: 'wamid.K', timestamp: '1795000001' } as const
  const cases: [InboundEvent['message'], object][] = [
    [
      { ...common, type: 'button', button: { text: 'Stop promotions' } },
      { kind: 'button', text: 'Stop promotions', payload: '' },
    ],
    [
      { ...common, type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'b1', title: 'Yes' } } },
      { kind: 'button', text: 'Yes', payload: 'b1' },
    ],
    [
      {
        ...common,
        type: 'interactive',
        interactive: { type: 'list_reply', list_reply: { id: 'r1', title: 'Small', description: '20 cm' } },
      },
      { kind: 'button', text: 'Small', payload: 'r1', choice: 'list', description: '20 cm' },
    ],
    [
      {
        ...common,
        type: 'order',
        order: {
          text: 'no nuts',
          product_items: [
            { product_retailer_id: 'SKU-1', quantity: 2, item_price: 480, currency: 'TWD' },
            { product_retailer_id: 'SKU-2', quantity: 1, item_price: 12.5, currency: 'TWD' },
          ],
        },
      },
      {
        kind: 'order',
        text: 'no nuts',
        items: [
          { retailerId: 'SKU-1', name: 'SKU-1', quantity: 2, priceText: '$480' },
          { retailerId: 'SKU-2', name: 'SKU-2', quantity: 1, priceText: '$12.50' },
        ],
        totalText: '$972.50',
      },
    ],
    [
      { ...common, type: 'image', image: { id: '910', caption: 'this one' } },
      { kind: 'media', media: 'image', caption: 'this one', fileName: null },
    ],
    [
      { ...common, type: 'document', document: { id: '913', filename: 'a.pdf' } },
      { kind: 'media', media: 'document', caption: '', fileName: 'a.pdf' },
    ],
    [
      { ...common, type: 'audio', audio: { id: '912', voice: true } },
      { kind: 'media', media: 'audio', caption: '', fileName: null, isVoice: true },
    ],
    [
      { ...common, type: 'location', location: { latitude: 25.03, longitude: 121.56, name: '茶行' } },
      { kind: 'location', latitude: 25.03, longitude: 121.56, name: '茶行' },
    ],
    [
      { ...common, type: 'unsupported', unsupported: { type: 'poll' } },
      { kind: 'unsupported', type: 'poll' },
    ],
    [
      { type: 'other', kind: 'hologram' },
      { kind: 'unsupported', type: 'hologram' },
    ],
  ]
  it.each(cases)('%j', async (message, content) => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.K', at: shop.clock.now(), message }))
    const bubble = (await messages(shop, customerId)).messages[0]
    expect(bubble?.content).toEqual(content)
    expect((await messages(shop, customerId)).window.state).toBe('open')
  })

  it('a reaction to a message that is not here is a bubble, and neither opens the window nor asks to be read', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 25 * HOUR }))
    await shop.call('inbox.markRead', { customerId: customerId })
    receive(shop, inboundOf({ wamid: 'wamid.2', at: shop.clock.now(), ...reactionTo('wamid.GONE', '👍') }))
    const { messages: bubbles, window } = await messages(shop, customerId)
    expect(bubbles[1]?.content).toEqual({ kind: 'reaction', emoji: '👍', toMessage: '' })
    expect(window.state).toBe('closed')
    expect(await conversation(shop)).toMatchObject({ unread: 0, lastText: '👍' })
  })

  it('a reaction stands on its message, changes with the next one and goes when it is taken back, in any order', async () => {
    const shop = await quietShop()
    const at = shop.clock.now() - HOUR
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at }))
    const reactions = async () => (await messages(shop, customerId)).messages.map((bubble) => bubble.reactions)
    receive(shop, inboundOf({ wamid: 'wamid.3', at: at + 2000, ...reactionTo('wamid.1', '🎉') }))
    receive(shop, inboundOf({ wamid: 'wamid.2', at: at + 1000, ...reactionTo('wamid.1', '👍') }))
    expect(await reactions()).toEqual([[{ from: 'customer', emoji: '🎉' }]])
    receive(shop, inboundOf({ wamid: 'wamid.4', at: at + 3000, ...reactionTo('wamid.1', '') }))
    expect(await reactions()).toEqual([[]])
    expect(await conversation(shop)).toMatchObject({ lastText: '🎉' })
  })

  it('a quoted message and a product asked about are shown', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 1000, ...textOf('which one?') }))
    receive(
      shop,
      inboundOf({ wamid: 'wamid.2', at: shop.clock.now(), ...textOf('this one'), contextWamid: 'wamid.1', aboutProduct: 'SKU-17' }),
    )
    const [first, second] = (await messages(shop, customerId)).messages
    expect(second).toMatchObject({ aboutProduct: 'SKU-17', quotes: { messageId: first?.messageId, text: 'which one?' } })
  })
})

describe('a wish about offers', () => {
  it.each([
    ['STOP', 'no'],
    ['退訂', 'no'],
    ['取消订阅', 'no'],
    ['start', 'yes'],
    ['stop by tomorrow?', 'unknown'],
  ])('"%s" leaves offers at %s', async (body, offers) => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now(), ...textOf(body) }))
    expect(offersOf(shop, customerId)).toBe(offers)
  })

  it('is kept in the history as said by the customer in the chat', async () => {
    const shop = await quietShop()
    receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now(), ...textOf('退訂') }))
    expect(shop.vault.store.read.all(sql`select decision, source, detail, recorded_by as recordedBy from consent_event`)).toEqual([
      { decision: 'no', source: 'chat', detail: '退訂', recordedBy: 'customer' },
    ])
  })
})

describe('lists', () => {
  it('page by key without losing or repeating anybody, while somebody new writes', async () => {
    const shop = await quietShop()
    for (let index = 0; index < 57; index += 1)
      receive(
        shop,
        inboundOf({
          wamid: `wamid.${index}`,
          at: shop.clock.now() - Math.floor(index / 3) * 1000,
          phone: `+8869000${String(index).padStart(5, '0')}`,
        }),
      )
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = valueOf(await shop.call('inbox.list', { limit: 10, cursor }))
      seen.push(...page.conversations.map((row) => row.customerId))
      receive(
        shop,
        inboundOf({
          wamid: `wamid.new.${seen.length}`,
          at: shop.clock.now() + 1000,
          phone: `+8869111${String(seen.length).padStart(5, '0')}`,
        }),
      )
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toHaveLength(57)
    expect(new Set(seen).size).toBe(57)
    expect((await shop.call('inbox.list', { cursor: 'nonsense' })).ok).toBe(false)
  })

  it('page messages backwards, newest last on each page', async () => {
    const shop = await quietShop()
    let customerId = ''
    for (let index = 0; index < 25; index += 1)
      customerId = receive(shop, inboundOf({ wamid: `wamid.${index}`, at: shop.clock.now() - 30_000 + index, ...textOf(String(index)) }))
    const texts: string[] = []
    let before: string | undefined
    do {
      const page = valueOf(await shop.call('inbox.messages', { customerId: customerId, limit: 10, before }))
      texts.unshift(...page.messages.map((bubble) => (bubble.content.kind === 'text' ? bubble.content.text : '')))
      before = page.olderCursor ?? undefined
    } while (before !== undefined)
    expect(texts).toEqual(Array.from({ length: 25 }, (_, index) => String(index)))
  })

  it('filter by unread, by windows that close soon, and count each', async () => {
    const shop = await quietShop()
    const now = shop.clock.now()
    const person = (index: number, at: number) => receive(shop, inboundOf({ wamid: `wamid.${index}`, at, phone: `+88690000000${index}` }))
    const read = person(1, now - 1000)
    person(2, now - 21 * HOUR)
    person(3, now - 25 * HOUR)
    const closed = person(4, now - 1000)
    await shop.call('inbox.markRead', { customerId: read })
    await shop.call('inbox.setClosed', { customerId: closed, closed: true })
    const list = async (filter: 'all' | 'unread' | 'closing' | 'closed') =>
      valueOf(await shop.call('inbox.list', { filter })).conversations.length
    expect([await list('all'), await list('unread'), await list('closing'), await list('closed')]).toEqual([3, 2, 1, 1])
    expect(valueOf(await shop.call('inbox.list', {})).counts).toEqual({
      all: 3,
      mine: 0,
      new: 3,
      waiting: 3,
      closing: 1,
      unread: 2,
      snoozed: 0,
      closed: 1,
    })
    await shop.call('inbox.markRead', { customerId: read, unread: true })
    expect(await list('unread')).toBe(3)
  })

  it('keep a draft until it is sent or emptied', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() }))
    await shop.call('inbox.saveDraft', { customerId: customerId, text: '有的' })
    expect(await conversation(shop)).toMatchObject({ hasDraft: true })
    expect((await messages(shop, customerId)).draft).toBe('有的')
    await shop.call('inbox.reply', { customerId: customerId, message: { kind: 'text', text: '有的' } })
    expect((await messages(shop, customerId)).draft).toBe('')
  })

  it('answer plainly for somebody who is not there', async () => {
    const shop = await quietShop()
    const customerId = 'cus_0000000000000'
    for (const call of ['inbox.messages', 'inbox.propose', 'inbox.markRead'] as const)
      expect(await shop.call(call, { customerId })).toMatchObject({ ok: false, error: { code: 'customer-missing' } })
  })

  it('stay quick with many conversations: plans use the indexes', async () => {
    const shop = await quietShop()
    const plan = shop.vault.store.read.all<{ detail: string }>(sql`
      explain query plan select customer_seq from conversation v where ${listCondition('all', false, { now: 1, staffSeq: 1 })} and (v.last_at, v.customer_seq) < (5, 5) order by v.last_at desc, v.customer_seq desc limit 51`)
    expect(plan.map((step) => step.detail).join('; ')).toMatch(/USING (COVERING )?INDEX conversation_open/)
    expect(plan.map((step) => step.detail).join('; ')).not.toMatch(/TEMP B-TREE/)
    const older = shop.vault.store.read.all<{ detail: string }>(
      sql`explain query plan select seq from message m where m.customer_seq = 1 and (m.at, m.seq) < (5, 5) order by m.at desc, m.seq desc limit 61`,
    )
    expect(older.map((step) => step.detail).join('; ')).toMatch(/INDEX message_by_customer/)
    expect(older.map((step) => step.detail).join('; ')).not.toMatch(/TEMP B-TREE/)
  })
})
