import { describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { inboundOf, quietShop, receive, valueOf, type Shop } from '../../test/support/chat-shop.ts'
import { sql } from '../store/index.ts'

const DAY = 86_400_000

async function shopWith(phone = '+886912345678') {
  const shop = await quietShop()
  const { customerId } = valueOf(await shop.call('customer.save', { phone, name: '陳美玲' }))
  return { shop, customerId }
}

const note = async (shop: Shop, order: CallInput<'order.add'>) => shop.call('order.add', order)

const seqOf = (shop: Shop, customerId: string): number =>
  shop.vault.store.read.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`)?.seq ?? 0

/** A message of a broadcast that reached somebody, as the ledger keeps it. */
function reached(
  shop: Shop,
  customerId: string,
  sent: { readonly broadcastId: string; readonly at: number; readonly state: string },
): void {
  const { broadcastId, at, state } = sent
  shop.vault.store.write((db) => {
    db.run(
      sql`insert into broadcast (broadcast_id, name, content, approved, created_at, saved_at) values (${broadcastId}, 'x', '{}', 1, ${at}, ${at})`,
    )
    db.run(sql`
      insert into run (run_id, owner, purpose, state, pace_per_second, seal_hash, created_at)
      values (${broadcastId}, 'broadcast', 'offer', 'finished', 1, '', ${at})`)
    db.run(sql`
      insert into send (send_id, run_id, rkey, customer_seq, body, body_sha256, state, accepted_at, changed_at)
      values (${`snd_${broadcastId}`}, ${broadcastId}, 'k', ${seqOf(shop, customerId)}, '', '', ${state}, ${at}, ${at})`)
  })
}

describe('an order noted by hand', () => {
  it('is listed newest first, with sums by currency, page by page', async () => {
    const { shop, customerId } = await shopWith()
    const now = shop.clock.now()
    valueOf(await note(shop, { customerId, at: now - 2 * DAY, number: 'A-1', totalMicros: 480_000_000 }))
    valueOf(await note(shop, { customerId, at: now - DAY, number: 'A-2', totalMicros: 20_000_000, currency: 'USD' }))
    valueOf(
      await note(shop, { customerId, totalMicros: 520_000_000, lines: [{ retailerId: 'TEA-1', quantity: 2, priceMicros: 260_000_000 }] }),
    )
    const first = valueOf(await shop.call('order.list', { customerId, limit: 2 }))
    expect(first.orders.map(({ number, source }) => [number, source])).toEqual([
      ['', 'by-hand'],
      ['A-2', 'by-hand'],
    ])
    expect(first.orders[0]?.lines).toEqual([{ retailerId: 'TEA-1', name: 'TEA-1', quantity: 2, priceMicros: 260_000_000 }])
    expect(first.sums).toEqual([
      { currency: 'TWD', totalMicros: 1_000_000_000 },
      { currency: 'USD', totalMicros: 20_000_000 },
    ])
    const rest = valueOf(await shop.call('order.list', { customerId, limit: 2, cursor: first.nextCursor ?? '' }))
    expect([rest.orders.map(({ number }) => number), rest.total, rest.nextCursor]).toEqual([['A-1'], 3, null])
    const card = valueOf(await shop.call('customer.get', { customerId }))
    expect(card.orders).toMatchObject({ count: 3, lastAt: now })
    expect(shop.announced).toContain('order.changed')
  })

  it('has a number that no other order has', async () => {
    const { shop, customerId } = await shopWith()
    const first = valueOf(await note(shop, { customerId, number: 'A-1', totalMicros: 1 }))
    const again = await note(shop, { customerId, number: ' A-1 ', totalMicros: 2 })
    expect(again).toMatchObject({ ok: false, error: { code: 'order-number-taken', params: { orderId: first.orderId } } })
    expect(valueOf(await shop.call('order.list', { customerId })).total).toBe(1)
  })

  it('is not of a day to come, nor of somebody who is not there', async () => {
    const { shop, customerId } = await shopWith()
    const later = await note(shop, { customerId, at: shop.clock.now() + 3 * DAY, totalMicros: 1 })
    expect(later).toMatchObject({ ok: false, error: { code: 'input-refused' } })
    const nobody = await note(shop, { customerId: 'cus_0000000000', totalMicros: 1 })
    expect(nobody).toMatchObject({ ok: false, error: { code: 'customer-missing' } })
  })

  it('can be removed, once', async () => {
    const { shop, customerId } = await shopWith()
    const { orderId } = valueOf(await note(shop, { customerId, totalMicros: 1, lines: [{ retailerId: 'A', quantity: 1 }] }))
    expect(valueOf(await shop.call('order.remove', { orderId }))).toEqual({ removed: true })
    expect(await shop.call('order.remove', { orderId })).toMatchObject({ ok: false, error: { code: 'order-missing' } })
    expect(shop.vault.store.read.all(sql`select 1 from customer_order_line`)).toEqual([])
  })
})

describe('an order removed by a slip', () => {
  it('comes back once with everything it was, unless its customer is gone', async () => {
    const { shop, customerId } = await shopWith()
    const line = { retailerId: 'A', name: '凍頂烏龍', quantity: 2, priceMicros: 5 }
    const order = { at: 5, source: 'till', number: 'A-1', totalMicros: 10, currency: 'TWD', couponCode: 'TEA-1' } as const
    const noted = shop.vault.store.write((db) =>
      valueOf(shop.order.add(db, { ...order, customerSeq: seqOf(shop, customerId), lines: [line] })),
    )
    valueOf(await shop.call('order.remove', { orderId: noted.orderId }))
    const back = valueOf(await shop.call('order.restore', { orderId: noted.orderId }))
    expect(back).toMatchObject({ ...order, customerId, lines: [line] })
    expect(await shop.call('order.restore', { orderId: noted.orderId })).toMatchObject({ ok: false, error: { code: 'order-missing' } })
    valueOf(await shop.call('order.remove', { orderId: back.orderId }))
    shop.vault.store.write((db) => db.run(sql`delete from customer where customer_id = ${customerId}`))
    expect(await shop.call('order.restore', { orderId: back.orderId })).toMatchObject({ ok: false, error: { code: 'customer-missing' } })
  })
})

describe('the broadcast that an order is counted for', () => {
  it('is the latest that reached the customer within seven days before', async () => {
    const { shop, customerId } = await shopWith()
    const now = shop.clock.now()
    reached(shop, customerId, { broadcastId: 'brc_0000000001', at: now - 6 * DAY, state: 'read' })
    reached(shop, customerId, { broadcastId: 'brc_0000000002', at: now - 3 * DAY, state: 'accepted' })
    reached(shop, customerId, { broadcastId: 'brc_0000000003', at: now - DAY, state: 'failed' })
    const of = async (at: number) => valueOf(await note(shop, { customerId, at, totalMicros: 1 })).broadcastId
    expect([await of(now), await of(now - 4 * DAY), await of(now - 7 * DAY), await of(now - 3 * DAY + 7 * DAY - DAY * 3)]).toEqual([
      'brc_0000000002',
      'brc_0000000001',
      null,
      'brc_0000000002',
    ])
  })

  it('is none after seven days, and whatever a caller says otherwise', async () => {
    const { shop, customerId } = await shopWith()
    const now = shop.clock.now()
    reached(shop, customerId, { broadcastId: 'brc_0000000001', at: now - 7 * DAY - 1, state: 'read' })
    expect(valueOf(await note(shop, { customerId, totalMicros: 1 })).broadcastId).toBeNull()
    const order = {
      customerSeq: seqOf(shop, customerId),
      at: now,
      source: 'till',
      number: '',
      totalMicros: 1,
      currency: 'TWD',
      lines: [],
    } as const
    shop.vault.store.write((db) => valueOf(shop.order.add(db, { ...order, broadcastId: 'brc_0000000001', couponCode: 'TEA-1' })))
    const [latest] = valueOf(await shop.call('order.list', {})).orders
    expect(latest).toMatchObject({ broadcastId: 'brc_0000000001', couponCode: 'TEA-1', source: 'till' })
  })
})

describe('what is kept of orders about a person', () => {
  it('goes with who is joined to another record', async () => {
    const { shop, customerId } = await shopWith()
    const at = shop.clock.now()
    const other = receive(shop, inboundOf({ wamid: 'wamid.1', at, phone: '+886987654321' }))
    const order = {
      at,
      source: 'cart',
      number: '',
      totalMicros: 7,
      currency: 'TWD',
      lines: [{ retailerId: 'A', quantity: 1, priceMicros: 7 }],
    } as const
    shop.vault.store.write((db) => valueOf(shop.order.add(db, { ...order, customerSeq: seqOf(shop, other) })))
    shop.vault.store.write((db) => {
      const keys = { userId: null, parentUserId: null }
      shop.customer.followChange(db, { before: { ...keys, phone: '+886912345678' }, now: { ...keys, phone: '+886987654321' }, at })
    })
    const { orders } = valueOf(await shop.call('order.list', {}))
    expect(orders.map((one) => one.customerId)).toEqual([customerId])
    const lines = shop.vault.store.read.all(sql`select customer_seq as seq from customer_order_line`)
    expect(lines).toEqual([{ seq: seqOf(shop, customerId) }])
  })

  it('is exported whole, and erased so that only sums stay', async () => {
    const { shop, customerId } = await shopWith()
    valueOf(await note(shop, { customerId, number: 'A-1', totalMicros: 5, lines: [{ retailerId: 'A', quantity: 1 }] }))
    const [source] = shop.order.personalData
    expect(source?.collect(shop.vault.store.read, customerId).items).toMatchObject([
      { number: 'A-1', total: '0.000005', products: [{ retailerId: 'A' }] },
    ])
    expect(source?.count(shop.vault.store.read, customerId)).toBe(1)
    shop.vault.store.write((db) => {
      expect(source?.erase(db, customerId)).toBe(1)
      db.run(sql`delete from customer where customer_id = ${customerId}`)
    })
    const { orders, sums } = valueOf(await shop.call('order.list', {}))
    expect(orders).toMatchObject([{ customerId: null, number: '', couponCode: null, totalMicros: 5 }])
    expect(sums).toEqual([{ currency: 'TWD', totalMicros: 5 }])
    expect(shop.vault.store.read.all(sql`select customer_seq from customer_order_line where customer_seq is not null`)).toEqual([])
  })
})
