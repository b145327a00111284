import { describe, expect, it } from 'vitest'
import { inboundOf, quietShop, valueOf, type Shop } from '../../test/support/chat-shop.ts'
import type { InboundEvent } from '../intake/index.ts'
import { silentLogger } from '../kernel/index.ts'
import { createSinks } from './sinks.ts'

async function shopWith() {
  const shop = await quietShop()
  const { customerId } = valueOf(await shop.call('customer.save', { phone: '+886912345678', name: '陳美玲' }))
  return { shop, customerId }
}

const cart = (wamid: string, at: number, items: readonly (readonly [string, number, number, string])[]): InboundEvent =>
  inboundOf({
    wamid,
    at,
    message: {
      id: wamid,
      timestamp: String(Math.floor(at / 1000)),
      type: 'order',
      order: {
        catalog_id: '1',
        product_items: items.map(([code, quantity, price, currency]) => ({
          product_retailer_id: code,
          quantity,
          item_price: price,
          currency,
        })),
      },
    },
  })

/** Hands an event to where the host sends it. */
function hear(shop: Shop, event: InboundEvent): void {
  const sinks = createSinks({ ...shop, logger: silentLogger })
  shop.vault.store.write((db) => sinks.inbound(db, event))
}

describe('a cart', () => {
  it('is noted once however often its message comes, with totals from its lines', async () => {
    const { shop, customerId } = await shopWith()
    const at = shop.clock.now() - 1_000
    const event = cart('wamid.cart', at, [
      ['TEA-1', 2, 480, 'TWD'],
      ['TEA-2', 1, 12.5, 'TWD'],
    ])
    hear(shop, event)
    hear(shop, event)
    const { orders, total } = valueOf(await shop.call('order.list', { customerId }))
    expect(total).toBe(1)
    expect(orders[0]).toMatchObject({ at, source: 'cart', totalMicros: 972_500_000, currency: 'TWD', number: '' })
    expect(orders[0]?.lines.map(({ quantity, priceMicros }) => [quantity, priceMicros])).toEqual([
      [2, 480_000_000],
      [1, 12_500_000],
    ])
  })

  it('in two currencies is two orders, and a message that is no cart is none', async () => {
    const { shop, customerId } = await shopWith()
    const at = shop.clock.now()
    hear(
      shop,
      cart('wamid.two', at, [
        ['A', 1, 5, 'USD'],
        ['B', 1, 100, 'TWD'],
      ]),
    )
    hear(shop, inboundOf({ wamid: 'wamid.text', at }))
    const { sums, total } = valueOf(await shop.call('order.list', { customerId }))
    expect([total, sums.map(({ currency }) => currency)]).toEqual([2, ['TWD', 'USD']])
  })
})
