import { describe, expect, it } from 'vitest'
import type { CallOutput } from '#contract/ipc/index.ts'
import { systemClock } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import {
  bubble,
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
} from '../../test/support/chat-shop.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
type Bubble = CallOutput<'inbox.reply'>

describe('holding a reply', () => {
  const held = async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 1000 }))
    const message: Bubble = valueOf(await say(shop, customerId, ['wait', 3000]))
    return { shop, customerId, message }
  }

  it('keeps it three seconds, then hands it to the ledger', async () => {
    const { shop, customerId, message } = await held()
    expect(message).toMatchObject({ state: 'held', heldUntil: shop.clock.now() + 3000 })
    await shop.clock.advance(2999)
    expect(sends(shop)).toEqual([])
    await shop.clock.advance(1)
    expect(sends(shop)).toHaveLength(1)
    expect(await bubble(shop, customerId, message.messageId)).toMatchObject({ state: 'waiting', heldUntil: null })
  })

  it('gives the words back when it is taken back, and nothing of it is sent, shown or found', async () => {
    const { shop, customerId, message } = await held()
    expect(valueOf(await shop.call('inbox.takeBack', { messageId: message.messageId }))).toEqual({ takenBack: true, text: 'wait' })
    await shop.clock.advance(10_000)
    expect(sends(shop)).toEqual([])
    expect(await bubbles(shop, customerId)).toHaveLength(1)
    expect(valueOf(await shop.call('inbox.list', {})).conversations[0]).toMatchObject({
      lastText: '您好，還有凍頂烏龍嗎？',
      lastDirection: 'in',
    })
    expect(valueOf(await shop.call('inbox.list', { search: 'wait' })).conversations).toEqual([])
    expect(valueOf(await shop.call('inbox.takeBack', { messageId: message.messageId }))).toEqual({ takenBack: false, text: '' })
  })

  it('survives the end of the engine, and is checked again when it is taken up', async () => {
    const vault = newVault()
    // No timer of the first engine comes to its end, however long the next lines take.
    const first = await openShop(vault, { ...systemClock, after: () => () => undefined })
    const open = receive(first, inboundOf({ wamid: 'wamid.1', at: systemClock.now() - 1000 }))
    const closing = receive(first, inboundOf({ wamid: 'wamid.2', at: systemClock.now() - 1000, phone: '+886912345679' }))
    const goes = valueOf(await say(first, open, ['goes', 10_000]))
    const refused = valueOf(await say(first, closing, ['refused', 10_000]))
    await first.close()
    vault.store.write((db) => {
      db.run(sql`update message set held_until = 1`)
      db.run(
        sql`update conversation set last_inbound_at = 1 where customer_seq = (select seq from customer where customer_id = ${closing})`,
      )
    })
    const second = await openShop(vault, systemClock)
    await until(
      () => bubble(second, open, goes.messageId),
      (one) => one?.state === 'waiting',
    )
    expect(
      await until(
        () => bubble(second, closing, refused.messageId),
        (one) => one?.state === 'skipped',
      ),
    ).toMatchObject({ reason: 'window-closed' })
  })

  it('says in the bubble that the window closed while it was held', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 24 * HOUR + 10 * MINUTE + 2000 }))
    const message = valueOf(await say(shop, customerId, ['just in time?', 3000]))
    await shop.clock.advance(3000)
    expect(await bubble(shop, customerId, message.messageId)).toMatchObject({ state: 'skipped', reason: 'window-closed' })
    expect(sends(shop)).toEqual([])
  })

  it('M-10: does not leave the ledger after the window closed while it waited there', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 23 * HOUR }))
    const message = valueOf(await say(shop, customerId, ['waits']))
    await shop.clock.advance(1000)
    expect(await bubble(shop, customerId, message.messageId)).toMatchObject({ state: 'waiting' })
    await shop.clock.advance(2 * HOUR)
    expect(await bubble(shop, customerId, message.messageId)).toMatchObject({ state: 'skipped', reason: 'window-closed' })
  })
})

describe('refusals before anything is kept', () => {
  it('by the window, to the second', async () => {
    const shop = await quietShop()
    const at = shop.clock.now() - 24 * HOUR + 10 * MINUTE
    const open = receive(shop, inboundOf({ wamid: 'wamid.1', at: at + 1000, phone: '+886912345601' }))
    const closed = receive(shop, inboundOf({ wamid: 'wamid.2', at, phone: '+886912345602' }))
    expect((await say(shop, open, ['x'])).ok).toBe(true)
    expect(await say(shop, closed, ['x'])).toMatchObject({ ok: false, error: { code: 'window-closed' } })
    expect(await bubbles(shop, closed)).toHaveLength(1)
  })

  it('by what is missing: words, products, templates, people', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() }))
    expect(await shop.call('inbox.reply', { customerId, message: { kind: 'text', text: '  ' } })).toMatchObject({
      error: { code: 'nothing-to-send' },
    })
    expect(await shop.call('inbox.reply', { customerId, message: { kind: 'products', retailerIds: ['P-1'] } })).toMatchObject({
      error: { code: 'catalog-missing' },
    })
    expect(await shop.call('inbox.reply', { customerId, message: { kind: 'template', name: 'no', language: 'en' } })).toMatchObject({
      error: { code: 'template-missing' },
    })
    expect(await shop.call('inbox.reply', { customerId, message: { kind: 'text', text: 'x' }, quotes: 'msg_0000000000000' })).toMatchObject(
      { error: { code: 'message-missing' } },
    )
    expect(await shop.call('inbox.takeBack', { messageId: 'msg_0000000000000' })).toMatchObject({
      error: { code: 'message-missing' },
    })
    shop.vault.store.write((db) => db.run(sql`update customer set blocked = 1`))
    expect(await shop.call('inbox.reply', { customerId, message: { kind: 'text', text: 'x' } })).toMatchObject({
      error: { code: 'customer-blocked' },
    })
  })

  it('by consent: a promotion needs a yes, a notice does not, and values must be there', async () => {
    const { shop, simulator } = await connectedShop()
    const customerId = await writeFromOutside(shop, simulator)
    const template = (name: string, values: Record<string, string>) =>
      shop.call('inbox.reply', { customerId, message: { kind: 'template', name, language: 'en', values } })
    expect(await template('hello', { '1': 'Mei' })).toMatchObject({
      ok: false,
      error: { code: 'opted-out', params: { offers: 'unknown' } },
    })
    expect(await template('notice', {})).toMatchObject({ ok: false, error: { code: 'variable-missing' } })
    await shop.call('customer.recordConsent', { customerId, decision: 'yes', source: 'till-qr' })
    expect((await template('hello', { '1': 'Mei' })).ok).toBe(true)
  })
})

describe('costs', () => {
  it("are nothing while the month's allowance lasts, and the price of the market afterwards", async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() }))
    const { replyCost } = valueOf(await shop.call('inbox.messages', { customerId: customerId }))
    expect(replyCost).toMatchObject({ costMicros: 0, freeLeft: 1000 })
    expect(valueOf(await say(shop, customerId, ['x'])).state).toBe('waiting')
    expect(sends(shop)[0]?.priceMicros).toBe(0)
  })
})

describe('statuses of a reply', () => {
  const permutations = <T>(items: readonly T[]): T[][] =>
    items.length === 0
      ? [[]]
      : items.flatMap((item, index) => permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]))

  it('I-04 lead to the same bubble in all 120 orders of five events, doubled or not', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() }))
    const at = shop.clock.now()
    const ends: (string | undefined)[] = []
    for (const [index, order] of permutations(['sent', 'delivered', 'read', 'played', 'failed'] as const).entries()) {
      const wamid = `wamid.OUT${index}`
      const message = valueOf(await say(shop, customerId, [`reply ${index}`]))
      shop.vault.store.write((db) => {
        db.run(
          sql`update send set state = 'accepted', wamid = ${wamid}, accepted_at = ${at} where send_id = (select send_id from message where message_id = ${message.messageId})`,
        )
        for (const status of [...order, ...order])
          shop.ledger.recordStatus(db, { wamid, status, at, metaCode: status === 'failed' ? 131000 : null, opaque: null, pricing: null })
      })
      ends.push((await bubble(shop, customerId, message.messageId))?.state)
    }
    expect(new Set(ends)).toEqual(new Set(['read']))
    expect(ends).toHaveLength(120)
  })
})
