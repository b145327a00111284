import { describe, expect, it } from 'vitest'
import { sql, type Sql } from '../store/index.ts'
import { manualClock } from '../kernel/index.ts'
import {
  bubbles,
  connectedShop,
  inboundOf,
  newVault,
  openShop,
  quietShop,
  receive,
  say,
  sends,
  until,
  valueOf,
  writeFromOutside,
  type Shop,
} from '../../test/support/chat-shop.ts'

const HOUR = 3_600_000
const change = (shop: Shop, statement: Sql) => shop.vault.store.write((db) => void db.run(statement))

describe('what waits to leave', () => {
  it('stays, with the draft of another chat, over an end of the engine, and is looked at again before it goes', async () => {
    const [vault, clock] = [newVault(), manualClock()]
    const shop = await openShop(vault, clock)
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: clock.now() }))
    const other = receive(shop, inboundOf({ wamid: 'wamid.2', at: clock.now(), phone: '+886912345679' }))
    valueOf(await say(shop, customerId, ['later']))
    await shop.call('inbox.saveDraft', { customerId: other, text: 'half a thou' })
    await shop.close()
    clock.set(clock.now() + 25 * HOUR)
    const again = await openShop(vault, clock)
    expect(valueOf(await again.call('inbox.messages', { customerId: other })).draft).toBe('half a thou')
    // The window closed in between.
    await again.clock.advance(60_000)
    expect((await bubbles(again, customerId))[1]).toMatchObject({ state: 'skipped', reason: 'window-closed', content: { text: 'later' } })
  })

  it('does not go to who was blocked or erased meanwhile', async () => {
    const shop = await quietShop()
    const [blocked, erased] = [1, 2].map((index) =>
      receive(shop, inboundOf({ wamid: `wamid.${index}`, at: shop.clock.now(), phone: `+88691234560${index}` })),
    ) as [string, string]
    const held = [valueOf(await say(shop, blocked, ['x', 5000])), valueOf(await say(shop, erased, ['x', 5000]))]
    change(shop, sql`update customer set blocked = 1 where customer_id = ${blocked}`)
    change(shop, sql`delete from customer where customer_id = ${erased}`)
    await shop.clock.advance(5000)
    expect(held).toHaveLength(2)
    expect((await bubbles(shop, blocked))[1]).toMatchObject({ state: 'skipped', reason: 'customer-blocked' })
    expect(sends(shop)).toEqual([])
  })

  it('does not go by a template that was paused, nor as a promotion to who has stopped offers', async () => {
    const { shop, simulator } = await connectedShop()
    const customerId = await writeFromOutside(shop, simulator)
    await shop.call('customer.recordConsent', { customerId, decision: 'yes', source: 'till-qr' })
    const template = (name: string, values: Record<string, string>) =>
      shop.call('inbox.reply', { customerId, message: { kind: 'template', name, language: 'en', values }, holdMs: 2_000 })
    const promotion = valueOf(await template('hello', { '1': 'Mei' }))
    await shop.call('customer.recordConsent', { customerId, decision: 'no', source: 'chat' })
    const notice = valueOf(await template('notice', { '1': '5', '2': 'Monday' }))
    change(shop, sql`update template set status = 'PAUSED'`)
    const ended = await until(
      () => bubbles(shop, customerId),
      (all) => all.filter(({ state }) => state === 'skipped').length === 2,
    )
    const reasonOf = (messageId: string) => ended.find((one) => one.messageId === messageId)?.reason
    expect(reasonOf(promotion.messageId)).toMatch(/opted-out|template-/)
    expect(reasonOf(notice.messageId)).toMatch(/template-/)
  })
})

describe('a reply that the closed window kept here', () => {
  it('keeps its words, and the proposal for it is there at once', async () => {
    const { shop, simulator } = await connectedShop()
    const customerId = await writeFromOutside(shop, simulator)
    const sent = valueOf(
      await shop.call('inbox.reply', { customerId, message: { kind: 'text', text: 'your order is here' }, holdMs: 2_000 }),
    )
    change(shop, sql`update conversation set last_inbound_at = last_inbound_at - ${24 * HOUR}`)
    const ended = await until(
      () => bubbles(shop, customerId),
      (all) => all.some(({ state }) => state === 'skipped'),
    )
    const kept = ended.find(({ messageId }) => messageId === sent.messageId)
    expect(kept).toMatchObject({ reason: 'window-closed', content: { kind: 'text', text: 'your order is here' } })
    const { proposal } = valueOf(await shop.call('inbox.propose', { customerId, draft: 'your order is here' }))
    expect(proposal).not.toBeNull()
  })
})
