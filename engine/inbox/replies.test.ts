import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { CallOutput } from '#contract/ipc/index.ts'
import { systemClock } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { connectedShop, inboundOf, newVault, openShop, quietShop, receive, simulatorFor, textOf, until, valueOf, type Shop } from './fixtures/shop.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
type Bubble = CallOutput<'inbox.reply'>

const bubbles = async (shop: Shop, customerId: string) => valueOf(await shop.call('inbox.messages', { customerId: customerId as never })).messages
const say = (shop: Shop, customerId: string, text: string, more: { holdMs?: number; quotes?: string } = {}) =>
  shop.call('inbox.reply', { customerId: customerId as never, message: { kind: 'text', text }, ...(more as { holdMs?: number }) })
const stateOf = async (shop: Shop, customerId: string, messageId: string) => (await bubbles(shop, customerId)).find((bubble) => bubble.messageId === messageId)
const sends = (shop: Shop) => shop.vault.store.read.all<{ body: string; state: string; reason: string | null; priceMicros: number | null }>(sql`select body, state, reason, price_micros as priceMicros from send order by seq`)

/** The customer of this number writes by way of the simulator, its webhook and the intake. */
async function written(shop: Shop, control: (method: 'POST', path: string, body: object) => Promise<unknown>, more: object = {}): Promise<string> {
  await control('POST', '/simulator/say', { from: '+886900000001', text: 'hello', ...more })
  const list = await until(async () => valueOf(await shop.call('inbox.list', {})).conversations, (rows) => rows.length > 0)
  return list[0]?.customerId ?? ''
}

describe('a reply over the wire', () => {
  it('goes out, is delivered and read, and teaches who the customer is', async () => {
    const { shop, simulator } = await connectedShop()
    const customerId = await written(shop, simulator.control)
    const sent = valueOf(await say(shop, customerId, '有的，馬上寄！'))
    expect(sent).toMatchObject({ direction: 'out', state: 'waiting', sentBy: 'owner', content: { kind: 'text' } })
    const bubble = await until(() => stateOf(shop, customerId, sent.messageId), (one) => one?.state === 'read')
    expect(bubble).toMatchObject({ reason: null, metaCode: null })
    expect(shop.vault.store.read.get(sql`select wamid from message where message_id = ${sent.messageId}`)).toMatchObject({ wamid: expect.stringMatching(/^wamid\./) })
    expect(valueOf(await shop.call('inbox.list', {})).conversations[0]).toMatchObject({ lastText: '有的，馬上寄！', lastDirection: 'out' })
  })

  it('quotes a message, sends one product as a card and several as a list', async () => {
    const { shop, simulator } = await connectedShop()
    const customerId = await written(shop, simulator.control)
    const [question] = await bubbles(shop, customerId)
    const quoted = valueOf(await shop.call('inbox.reply', { customerId: customerId as never, message: { kind: 'text', text: 'yes' }, quotes: question?.messageId }))
    expect(quoted.quotes).toMatchObject({ messageId: question?.messageId, text: 'hello' })
    const card = valueOf(await shop.call('inbox.reply', { customerId: customerId as never, message: { kind: 'products', retailerIds: ['P-1'] } }))
    expect(card.content).toMatchObject({ kind: 'product', retailerId: 'P-1', name: 'First', price: 'NT$100' })
    const list = valueOf(await shop.call('inbox.reply', { customerId: customerId as never, message: { kind: 'products', retailerIds: ['P-1', 'P-2', 'P-1'], text: 'look' } }))
    expect(list.content).toMatchObject({ kind: 'products', items: [{ retailerId: 'P-1' }, { retailerId: 'P-2' }] })
    await until(() => sends(shop), (rows) => rows.length === 3 && rows.every((row) => ['delivered', 'read'].includes(row.state)))
    expect(JSON.parse(sends(shop)[0]?.body ?? '')).toMatchObject({ context: { message_id: expect.stringMatching(/^wamid\./) } })
  })

  it('sends a template whose window is closed, and says what Meta refuses', async () => {
    const { shop, simulator } = await connectedShop()
    const customerId = await written(shop, simulator.control, { writtenAgoMs: 25 * HOUR })
    expect(await say(shop, customerId, 'too late')).toMatchObject({ ok: false, error: { code: 'window-closed' } })
    const sent = valueOf(await shop.call('inbox.reply', { customerId: customerId as never, message: { kind: 'template', name: 'notice', language: 'en', values: { '1': '1042' } } }))
    expect(sent.content).toMatchObject({ kind: 'template', body: 'Your order 1042 is ready.' })
    await until(() => stateOf(shop, customerId, sent.messageId), (one) => one?.state === 'read')
    await simulator.control('POST', '/simulator/faults', { notOnWhatsapp: '1x' })
    const second = valueOf(await shop.call('inbox.reply', { customerId: customerId as never, message: { kind: 'template', name: 'notice', language: 'en', values: { '1': '7' } } }))
    const failed = await until(() => stateOf(shop, customerId, second.messageId), (one) => one?.state === 'failed' || one?.state === 'rejected')
    expect(failed).toMatchObject({ metaCode: 131026 })
    expect(shop.vault.store.read.get(sql`select unusable_at is not null as isUnusable from customer where customer_id = ${customerId}`)).toEqual({ isUnusable: 1 })
  })

  it('waits while Meta can not be reached, and goes out by itself when it can', async () => {
    const state = join(newVault().folder, 'simulator-state.json')
    const { shop, simulator } = await connectedShop('--state', state)
    const customerId = await written(shop, simulator.control)
    const port = new URL(simulator.facts.url).port
    await simulator.stop()
    const sent = valueOf(await say(shop, customerId, 'no internet'))
    await until(() => shop.connection.link(), (link) => link === 'offline')
    expect(await stateOf(shop, customerId, sent.messageId)).toMatchObject({ state: 'waiting' })
    const second = valueOf(await say(shop, customerId, 'second thought'))
    expect(valueOf(await shop.call('inbox.takeBack', { messageId: second.messageId }))).toEqual({ takenBack: true, text: 'second thought' })
    const again = await simulatorFor('--port', port, '--state', state)
    // The new simulator may have told the fate of the message before it was asked for events.
    await until(() => stateOf(shop, customerId, sent.messageId), (one) => ['accepted', 'delivered', 'read'].includes(one?.state ?? ''))
    expect((await bubbles(shop, customerId)).map((bubble) => bubble.content)).not.toContainEqual({ kind: 'text', text: 'second thought' })
    expect(JSON.stringify(await again.control('GET', '/simulator/ledger'))).not.toContain('second thought')
  })

  it('shows the customer the read mark when the conversation is read, unless the shop chose otherwise', async () => {
    const { shop, simulator } = await connectedShop()
    const api = shop.connection.api()
    if (api === null) throw new Error('no client')
    const markRead = vi.spyOn(api, 'markRead')
    const customerId = (await written(shop, simulator.control)) as never
    await shop.call('inbox.markRead', { customerId })
    await shop.call('inbox.markRead', { customerId })
    expect(markRead).toHaveBeenCalledTimes(1)
    expect(await markRead.mock.results[0]?.value).toEqual({ ok: true, value: undefined })
    shop.vault.store.write((db) => db.run(sql`insert into setting (name, value, changed_at) values ('inbox.read-marks', 'off', 0)`))
    await shop.call('inbox.markRead', { customerId, unread: true })
    await shop.call('inbox.markRead', { customerId })
    expect(markRead).toHaveBeenCalledTimes(1)
  })
})

describe('holding a reply', () => {
  const held = async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 1000 }))
    const message: Bubble = valueOf(await say(shop, customerId, 'wait', { holdMs: 3000 }))
    return { shop, customerId, message }
  }

  it('keeps it three seconds, then hands it to the ledger', async () => {
    const { shop, customerId, message } = await held()
    expect(message).toMatchObject({ state: 'held', heldUntil: shop.clock.now() + 3000 })
    await shop.clock.advance(2999)
    expect(sends(shop)).toEqual([])
    await shop.clock.advance(1)
    expect(sends(shop)).toHaveLength(1)
    expect(await stateOf(shop, customerId, message.messageId)).toMatchObject({ state: 'waiting', heldUntil: null })
  })

  it('gives the words back when it is taken back, and nothing of it is sent, shown or found', async () => {
    const { shop, customerId, message } = await held()
    expect(valueOf(await shop.call('inbox.takeBack', { messageId: message.messageId }))).toEqual({ takenBack: true, text: 'wait' })
    await shop.clock.advance(10_000)
    expect(sends(shop)).toEqual([])
    expect(await bubbles(shop, customerId)).toHaveLength(1)
    expect(valueOf(await shop.call('inbox.list', {})).conversations[0]).toMatchObject({ lastText: '您好，還有凍頂烏龍嗎？', lastDirection: 'in' })
    expect(valueOf(await shop.call('inbox.list', { search: 'wait' })).conversations).toEqual([])
    expect(valueOf(await shop.call('inbox.takeBack', { messageId: message.messageId }))).toEqual({ takenBack: false, text: '' })
  })

  it('survives the end of the engine, and is checked again when it is taken up', async () => {
    const vault = newVault()
    const first = await openShop(vault, systemClock)
    const open = receive(first, inboundOf({ wamid: 'wamid.1', at: systemClock.now() - 1000 }))
    const closing = receive(first, inboundOf({ wamid: 'wamid.2', at: systemClock.now() - 1000, phone: '+886912345679' }))
    const goes = valueOf(await say(first, open, 'goes', { holdMs: 10_000 }))
    const refused = valueOf(await say(first, closing, 'refused', { holdMs: 10_000 }))
    await first.close()
    vault.store.write((db) => {
      db.run(sql`update message set held_until = 1`)
      db.run(sql`update conversation set last_inbound_at = 1 where customer_seq = (select seq from customer where customer_id = ${closing})`)
    })
    const second = await openShop(vault, systemClock)
    await until(() => stateOf(second, open, goes.messageId), (one) => one?.state === 'waiting')
    expect(await until(() => stateOf(second, closing, refused.messageId), (one) => one?.state === 'skipped')).toMatchObject({ reason: 'window-closed' })
  })

  it('says in the bubble that the window closed while it was held', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 24 * HOUR + 10 * MINUTE + 2000 }))
    const message = valueOf(await say(shop, customerId, 'just in time?', { holdMs: 3000 }))
    await shop.clock.advance(3000)
    expect(await stateOf(shop, customerId, message.messageId)).toMatchObject({ state: 'skipped', reason: 'window-closed' })
    expect(sends(shop)).toEqual([])
  })

  it('does not leave the ledger after the window closed while it waited there', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 23 * HOUR }))
    const message = valueOf(await say(shop, customerId, 'waits'))
    await shop.clock.advance(1000)
    expect(await stateOf(shop, customerId, message.messageId)).toMatchObject({ state: 'waiting' })
    await shop.clock.advance(2 * HOUR)
    expect(await stateOf(shop, customerId, message.messageId)).toMatchObject({ state: 'skipped', reason: 'window-closed' })
  })
})

describe('refusals before anything is kept', () => {
  it('by the window, to the second', async () => {
    const shop = await quietShop()
    const at = shop.clock.now() - 24 * HOUR + 10 * MINUTE
    const open = receive(shop, inboundOf({ wamid: 'wamid.1', at: at + 1000, phone: '+886912345601' }))
    const closed = receive(shop, inboundOf({ wamid: 'wamid.2', at, phone: '+886912345602' }))
    expect((await say(shop, open, 'x')).ok).toBe(true)
    expect(await say(shop, closed, 'x')).toMatchObject({ ok: false, error: { code: 'window-closed' } })
    expect(await bubbles(shop, closed)).toHaveLength(1)
  })

  it('by what is missing: words, products, templates, people', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() })) as never
    expect(await shop.call('inbox.reply', { customerId, message: { kind: 'text', text: '  ' } })).toMatchObject({ error: { code: 'nothing-to-send' } })
    expect(await shop.call('inbox.reply', { customerId, message: { kind: 'products', retailerIds: ['P-1'] } })).toMatchObject({ error: { code: 'catalog-missing' } })
    expect(await shop.call('inbox.reply', { customerId, message: { kind: 'template', name: 'no', language: 'en' } })).toMatchObject({ error: { code: 'template-missing' } })
    expect(await shop.call('inbox.reply', { customerId, message: { kind: 'text', text: 'x' }, quotes: 'msg_0000000000000' as never })).toMatchObject({ error: { code: 'message-missing' } })
    expect(await shop.call('inbox.takeBack', { messageId: 'msg_0000000000000' as never })).toMatchObject({ error: { code: 'message-missing' } })
    shop.vault.store.write((db) => db.run(sql`update customer set blocked = 1`))
    expect(await shop.call('inbox.reply', { customerId, message: { kind: 'text', text: 'x' } })).toMatchObject({ error: { code: 'customer-unreachable' } })
  })

  it('by consent: a promotion needs a yes, a notice does not, and values must be there', async () => {
    const { shop, simulator } = await connectedShop()
    const customerId = (await written(shop, simulator.control)) as never
    const template = (name: string, values: Record<string, string>) => shop.call('inbox.reply', { customerId, message: { kind: 'template', name, language: 'en', values } })
    expect(await template('hello', { '1': 'Mei' })).toMatchObject({ ok: false, error: { code: 'opted-out', params: { offers: 'unknown' } } })
    expect(await template('notice', {})).toMatchObject({ ok: false, error: { code: 'variable-missing' } })
    await shop.call('customer.recordConsent', { customerId, decision: 'yes', source: 'till-qr' })
    expect((await template('hello', { '1': 'Mei' })).ok).toBe(true)
  })
})

describe('costs', () => {
  it('are nothing while the month\'s allowance lasts, and the price of the market afterwards', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() }))
    const { replyCost } = valueOf(await shop.call('inbox.messages', { customerId: customerId as never }))
    expect(replyCost).toMatchObject({ costMicros: 0, freeLeft: 1000 })
    expect(valueOf(await say(shop, customerId, 'x')).state).toBe('waiting')
    expect(sends(shop)[0]?.priceMicros).toBe(0)
  })
})

describe('statuses of a reply', () => {
  const permutations = <T,>(items: readonly T[]): T[][] => (items.length === 0 ? [[]] : items.flatMap((item, index) => permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest])))

  it('lead to the same bubble in every order, doubled or not', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() }))
    const at = shop.clock.now()
    const ends: (string | undefined)[] = []
    for (const [index, order] of permutations(['sent', 'delivered', 'read', 'failed'] as const).entries()) {
      const wamid = `wamid.OUT${index}`
      const message = valueOf(await say(shop, customerId, `reply ${index}`))
      shop.vault.store.write((db) => {
        db.run(sql`update send set state = 'accepted', wamid = ${wamid}, accepted_at = ${at} where send_id = (select send_id from message where message_id = ${message.messageId})`)
        for (const status of [...order, ...order]) shop.ledger.recordStatus(db, { wamid, status, at, metaCode: status === 'failed' ? 131000 : null, opaque: null, pricing: null })
      })
      ends.push((await stateOf(shop, customerId, message.messageId))?.state)
    }
    expect(new Set(ends)).toEqual(new Set(['read']))
    expect(ends).toHaveLength(24)
  })
})

describe('proposing a template', () => {
  it('offers a notice first, a promotion only with consent, fills the name, and tells cost and the day\'s use', async () => {
    const { shop, simulator } = await connectedShop()
    const customerId = (await written(shop, simulator.control, { writtenAgoMs: 25 * HOUR })) as never
    const first = valueOf(await shop.call('inbox.propose', { customerId, draft: 'your order is ready' }))
    expect(first.proposal).toMatchObject({ name: 'notice', category: 'UTILITY', dailyLimit: null, dailyUsed: 0 })
    expect(first.others).toEqual([{ name: 'notice', language: 'en' }])
    await shop.call('customer.recordConsent', { customerId, decision: 'yes', source: 'till-qr' })
    const second = valueOf(await shop.call('inbox.propose', { customerId, name: 'hello' }))
    expect(second.proposal).toMatchObject({ name: 'hello', category: 'MARKETING', body: 'Hello Person 1, welcome.', values: { '1': 'Person 1' }, missing: [] })
    expect(second.others.map(({ name }) => name)).not.toContain('coupon')
    expect(valueOf(await shop.call('inbox.propose', { customerId, name: 'not-there' })).proposal).toBeNull()
  })
})

describe('what other rooms put into a chat', () => {
  it('shows a broadcast in the chat but leaves the list of conversations as it is; its coupon code can be found', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 1000, ...textOf('question') }))
    const customerSeq = shop.vault.store.read.get<{ seq: number }>(sql`select seq from customer`)?.seq ?? 0
    const content = { kind: 'template', name: 'spring', language: 'en', header: null, body: 'Spring tea', footer: null, buttons: [], couponCode: 'TEA15-AB12' } as const
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
      if (payload === 'sb.products.1') shop.inbox.enqueue(db, customerSeq, { kind: 'text', text: 'here they are' }, { sentBy: 'auto', holdMs: 0 })
    })
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now(), message: { id: 'wamid.1', timestamp: '1', type: 'button', button: { text: 'See', payload: 'sb.products.1' } } }))
    expect(await bubbles(shop, customerId)).toMatchObject([{ direction: 'in' }, { direction: 'out', sentBy: 'auto', state: 'waiting' }])
  })
})

describe('the data of one person', () => {
  it('is counted, collected with states, and erased without a trace of anybody else', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 1000 }))
    const other = receive(shop, inboundOf({ wamid: 'wamid.2', at: shop.clock.now(), phone: '+886912345679', ...textOf('another person') }))
    await say(shop, customerId, 'an answer')
    const [messages, conversations] = shop.inbox.personalData
    expect(messages?.count(shop.vault.store.read, customerId)).toBe(2)
    expect(messages?.collect(shop.vault.store.read, customerId).items).toMatchObject([{ direction: 'in', content: { kind: 'text' } }, { direction: 'out', state: 'planned' }])
    expect(JSON.stringify(messages?.collect(shop.vault.store.read, customerId))).not.toContain('another person')
    expect(shop.vault.store.write((db) => [messages?.erase(db, customerId), conversations?.erase(db, customerId)])).toEqual([2, 1])
    expect(messages?.count(shop.vault.store.read, customerId)).toBe(0)
    expect(await bubbles(shop, other)).toHaveLength(1)
  })
})
