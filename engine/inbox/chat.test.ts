import { describe, expect, it } from 'vitest'
import { sql } from '../store/index.ts'
import { bubbles, inboundOf, quietShop, receive, say, textOf, valueOf } from '../../test/support/chat-shop.ts'

describe('what other rooms put into a chat', () => {
  it('shows a broadcast in the chat but leaves the list of conversations as it is; its coupon code can be found', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 1000, ...textOf('question') }))
    const customerSeq = shop.vault.store.read.get<{ seq: number }>(sql`select seq from customer`)?.seq ?? 0
    const content = {
      kind: 'template',
      name: 'spring',
      language: 'en',
      header: null,
      body: 'Spring tea',
      footer: null,
      buttons: [],
      couponCode: 'TEA15-AB12',
    } as const
    const record = { customerSeq, sendId: 'snd_1', wamid: 'wamid.B', content, at: shop.clock.now(), sentBy: null, broadcastId: null }
    shop.vault.store.write((db) => {
      shop.inbox.recordOutbound(db, { ...record, content: { ...content, buttons: [] } })
      shop.inbox.recordOutbound(db, { ...record, content: { ...content, buttons: [] } })
    })
    expect((await bubbles(shop, customerId)).map((bubble) => bubble.content.kind)).toEqual(['text', 'template'])
    expect(valueOf(await shop.call('inbox.list', {})).conversations[0]).toMatchObject({ lastText: 'question' })
    expect(valueOf(await shop.call('inbox.list', { search: 'tea15' })).conversations).toHaveLength(1)
    expect(valueOf(await shop.call('inbox.list', { search: 'spring' })).conversations).toEqual([])
  })

  it('lets a room say something in its own transaction, e.g. the products a button asked for', async () => {
    const shop = await quietShop()
    shop.inbox.onInbound((db, { customerSeq, payload }) => {
      if (payload === 'sb.products.1')
        shop.inbox.enqueue(db, customerSeq, { kind: 'text', text: 'here they are' }, { sentBy: 'auto', holdMs: 0 })
    })
    const customerId = receive(
      shop,
      inboundOf({
        wamid: 'wamid.1',
        at: shop.clock.now(),
        message: { id: 'wamid.1', timestamp: '1', type: 'button', button: { text: 'See', payload: 'sb.products.1' } },
      }),
    )
    expect(await bubbles(shop, customerId)).toMatchObject([{ direction: 'in' }, { direction: 'out', sentBy: 'auto', state: 'waiting' }])
  })
})

describe('the data of one person', () => {
  it('is counted, collected with states, and erased without a trace of anybody else', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 1000 }))
    const other = receive(shop, inboundOf({ wamid: 'wamid.2', at: shop.clock.now(), phone: '+886912345679', ...textOf('another person') }))
    await say(shop, customerId, ['an answer'])
    const [messages, conversations] = shop.inbox.personalData
    expect(messages?.count(shop.vault.store.read, customerId)).toBe(2)
    expect(messages?.collect(shop.vault.store.read, customerId).items).toMatchObject([
      { direction: 'in', content: { kind: 'text' } },
      { direction: 'out', state: 'planned' },
    ])
    expect(JSON.stringify(messages?.collect(shop.vault.store.read, customerId))).not.toContain('another person')
    expect(shop.vault.store.write((db) => [messages?.erase(db, customerId), conversations?.erase(db, customerId)])).toEqual([2, 1])
    expect(messages?.count(shop.vault.store.read, customerId)).toBe(0)
    expect(await bubbles(shop, other)).toHaveLength(1)
  })
})
