import { describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { bubbles, inboundOf, quietShop, receive, valueOf, type Shop } from '../../../test/support/chat-shop.ts'
import { sql } from '../../store/index.ts'
import type { OrderMove } from '../index.ts'

const DAY = 86_400_000

/** A customer who wrote by a cart of two teas. */
async function shopWithCart() {
  const shop = await quietShop()
  const moves: OrderMove[] = []
  shop.order.onMove((_, move) => void moves.push(move))
  const at = shop.clock.now()
  const event = inboundOf({
    wamid: 'wamid.CART',
    at,
    phone: '+886912345678',
    message: {
      id: 'wamid.CART',
      timestamp: String(Math.floor(at / 1000)),
      type: 'order',
      order: {
        catalog_id: '1',
        text: '',
        product_items: [
          { product_retailer_id: 'TEA-1', quantity: 2, item_price: 480, currency: 'TWD' },
          { product_retailer_id: 'TEA-2', quantity: 1, item_price: 0.1, currency: 'TWD' },
        ],
      },
    },
  })
  const customerId = receive(shop, event)
  const { seq } = shop.vault.store.read.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`) ?? { seq: 0 }
  shop.vault.store.write((db) => shop.order.takeCart(db, seq, event))
  const [order] = valueOf(await shop.call('order.list', { customerId })).orders
  if (order === undefined) throw new Error('the cart became no order')
  return { shop, customerId, order, orderId: order.orderId, moves }
}

const act = (shop: Shop, orderId: string, [doing, telling]: readonly [CallInput<'order.act'>['act'], CallInput<'order.act'>['telling']]) =>
  shop.call('order.act', { orderId, act: doing, telling, holdMs: 3_000 })

const nothing = { by: 'nothing' } as const
const suggested = { by: 'suggested' } as const
const said = async (shop: Shop, customerId: string) =>
  (await bubbles(shop, customerId)).flatMap(({ direction, content }) =>
    direction === 'out' && content.kind === 'text' ? [content.text] : [],
  )

describe('a cart', () => {
  it('waits for the answer of the shop, and is found by its message', async () => {
    const { shop, customerId, order, moves } = await shopWithCart()
    expect(order).toMatchObject({
      state: 'new',
      totalMicros: 960_100_000,
      acts: ['accept', 'change', 'decline', 'due', 'tell'],
      canUndo: false,
    })
    const [bubble] = await bubbles(shop, customerId)
    const { orders } = valueOf(await shop.call('order.ofCart', { messageId: bubble?.messageId ?? '' }))
    expect(orders.map(({ orderId }) => orderId)).toEqual([order.orderId])
    expect(moves).toMatchObject([{ state: 'new', orderId: order.orderId, facts: { total: '$960.10' } }])
  })

  it('is accepted with a text in the language of the customer', async () => {
    const { shop, customerId, orderId, moves } = await shopWithCart()
    valueOf(await shop.call('customer.save', { customerId, name: 'Ana', language: 'en' }))
    const { order, messageId } = valueOf(await act(shop, orderId, [{ kind: 'accept' }, suggested]))
    expect(order).toMatchObject({
      state: 'accepted',
      canUndo: true,
      steps: [{ by: 'customer' }, { by: 'owner', notice: 'received', messageId }],
    })
    const [text] = await said(shop, customerId)
    expect(text).toContain('Hello Ana, thank you for your order')
    expect(text).toContain('2 × TEA-1\n1 × TEA-2\nTotal: NT$960.10')
    expect(moves.at(-1)).toMatchObject({ state: 'accepted' })
  })

  it('is accepted once, and not by two people at the same time', async () => {
    const { shop, orderId } = await shopWithCart()
    valueOf(await act(shop, orderId, [{ kind: 'accept' }, nothing]))
    expect(await act(shop, orderId, [{ kind: 'accept' }, nothing])).toMatchObject({
      ok: false,
      error: { code: 'order-state', params: { state: 'accepted' } },
    })
  })

  it('is changed with an exact new total, counted so, and told', async () => {
    const { shop, customerId, orderId } = await shopWithCart()
    const change = { kind: 'change' as const, lines: [{ line: 1, quantity: 3 }], note: '凍頂烏龍賣完了' }
    const proposal = valueOf(await shop.call('order.propose', { orderId, act: change }))
    expect(proposal).toMatchObject({ isWindowOpen: true, totalMicros: 300_000, notice: 'changed', language: 'zh-TW', templates: [] })
    const { order } = valueOf(await act(shop, orderId, [change, { by: 'text', text: proposal.text }]))
    expect(order).toMatchObject({ state: 'changed', totalMicros: 300_000, lines: [{ retailerId: 'TEA-2', quantity: 3 }] })
    expect((await said(shop, customerId))[0]).toContain('新的總額：$0.30\n凍頂烏龍賣完了')
    expect(valueOf(await shop.call('order.list', { customerId })).sums).toEqual([{ currency: 'TWD', totalMicros: 300_000 }])
  })

  it('is no purchase once it was declined, and one again when that is taken back', async () => {
    const { shop, customerId, orderId, order: before } = await shopWithCart()
    const list = async () => valueOf(await shop.call('order.list', { customerId }))
    const { order } = valueOf(await act(shop, orderId, [{ kind: 'decline', reason: '今天沒貨' }, suggested]))
    expect(order).toMatchObject({ state: 'declined', totalMicros: 960_100_000, lines: before.lines, acts: ['tell'] })
    expect(await list()).toMatchObject({ orders: [{ orderId }], total: 0, sums: [] })
    expect(valueOf(await shop.call('customer.get', { customerId })).orders).toMatchObject({ count: 0 })
    const back = valueOf(await shop.call('order.undo', { orderId }))
    expect(back).toEqual(before)
    expect(await list()).toMatchObject({ total: 1, sums: [{ totalMicros: 960_100_000 }] })
    expect((await bubbles(shop, customerId)).filter(({ direction }) => direction === 'out')).toEqual([])
  })

  it('is noted once, also when its message comes again after it was declined', async () => {
    const { shop, customerId, orderId } = await shopWithCart()
    valueOf(await act(shop, orderId, [{ kind: 'decline', reason: '' }, nothing]))
    const again = inboundOf({ wamid: 'wamid.CART', at: shop.clock.now(), phone: '+886912345678' })
    const { seq } = shop.vault.store.read.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`) ?? {
      seq: 0,
    }
    const message = {
      type: 'order',
      order: { catalog_id: '1', product_items: [{ product_retailer_id: 'TEA-1', quantity: 2, item_price: 480, currency: 'TWD' }] },
    }
    shop.vault.store.write((db) => shop.order.takeCart(db, seq, { ...again, message } as typeof again))
    expect(valueOf(await shop.call('order.list', { customerId })).orders).toHaveLength(1)
  })
})

describe('an order on its way', () => {
  it('carries the number of the parcel into the notice', async () => {
    const { shop, customerId, orderId } = await shopWithCart()
    valueOf(await act(shop, orderId, [{ kind: 'accept' }, nothing]))
    const { order } = valueOf(await act(shop, orderId, [{ kind: 'ship', carrier: '黑貓宅急便', tracking: '9012-3456' }, suggested]))
    expect(order).toMatchObject({
      state: 'shipped',
      tracking: '9012-3456',
      steps: [{}, {}, { detail: '黑貓宅急便 9012-3456', notice: 'shipped' }],
    })
    expect((await said(shop, customerId))[0]).toMatch(/已寄出。\n黑貓宅急便 9012-3456$/)
  })

  it('is told by nothing and stays as it was when the reply window is closed', async () => {
    const { shop, orderId } = await shopWithCart()
    await shop.clock.advance(2 * DAY)
    expect(valueOf(await shop.call('order.propose', { orderId, act: { kind: 'accept' } })).isWindowOpen).toBe(false)
    expect(await act(shop, orderId, [{ kind: 'accept' }, suggested])).toMatchObject({ ok: false, error: { code: 'window-closed' } })
    expect(valueOf(await shop.call('order.get', { orderId }))).toMatchObject({ state: 'new', steps: [{ by: 'customer' }] })
  })

  it('can not be taken back once its message has left', async () => {
    const { shop, orderId } = await shopWithCart()
    const { messageId } = valueOf(await act(shop, orderId, [{ kind: 'accept' }, suggested]))
    shop.vault.store.write((db) => db.run(sql`update message set local_state = null where message_id = ${messageId}`))
    expect(valueOf(await shop.call('order.get', { orderId })).canUndo).toBe(false)
    expect(await shop.call('order.undo', { orderId })).toMatchObject({ ok: false, error: { code: 'order-told' } })
  })

  it('reminds of its day, which other rooms hear of', async () => {
    const { shop, customerId, orderId, moves } = await shopWithCart()
    const dueAt = Date.parse('2026-12-24T10:00:00+08:00')
    valueOf(await act(shop, orderId, [{ kind: 'due', dueAt }, nothing]))
    expect(moves.at(-1)).toMatchObject({ dueAt, state: 'new' })
    valueOf(await act(shop, orderId, [{ kind: 'tell', notice: 'due' }, suggested]))
    expect((await said(shop, customerId))[0]).toContain('將於 2026年12月24日 到期')
    expect(moves).toHaveLength(2)
  })
})

describe('the words of notices', () => {
  it('are the shop’s own where it has some', async () => {
    const { shop, customerId, orderId } = await shopWithCart()
    const { words, areOwn } = valueOf(await shop.call('order.words', {}))
    expect([areOwn, words.ready?.map(({ language }) => language)]).toEqual([false, ['zh-TW', 'en', 'zh-CN']])
    const own = { ...words, received: [{ language: 'zh-TW', text: '收到！{{shop}}' }] }
    expect(valueOf(await shop.call('order.saveWords', { words: own })).areOwn).toBe(true)
    valueOf(await act(shop, orderId, [{ kind: 'accept' }, suggested]))
    expect(await said(shop, customerId)).toEqual(['收到！小山茶行'])
    expect(valueOf(await shop.call('order.saveWords', { words: null }))).toEqual({ words, areOwn: false })
  })
})

describe('what is kept of work on orders', () => {
  it('is exported, and gone with the customer', async () => {
    const { shop, customerId, orderId } = await shopWithCart()
    valueOf(await act(shop, orderId, [{ kind: 'decline', reason: 'sold out' }, nothing]))
    const [source] = shop.order.personalData
    expect(source?.count(shop.vault.store.read, customerId)).toBe(1)
    expect(source?.collect(shop.vault.store.read, customerId).items).toMatchObject([
      { state: 'declined', steps: [{}, { detail: 'sold out' }] },
    ])
    shop.vault.store.write((db) => expect(source?.erase(db, customerId)).toBe(1))
    for (const table of ['order_off', 'order_step', 'order_work'] as const)
      expect(shop.vault.store.read.all({ text: `select * from ${table}`, params: [] })).toEqual([])
  })
})
