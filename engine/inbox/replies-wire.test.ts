import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { sql } from '../store/index.ts'
import {
  bubble,
  bubbles,
  connectedShop,
  newVault,
  say,
  sends,
  simulatorFor,
  until,
  valueOf,
  writeFromOutside,
} from '../../test/support/chat-shop.ts'

const HOUR = 3_600_000

describe('a reply over the wire', () => {
  it('goes out, is delivered and read, and teaches who the customer is', async () => {
    const { shop, simulator } = await connectedShop()
    const customerId = await writeFromOutside(shop, simulator)
    const sent = valueOf(await say(shop, customerId, ['有的，馬上寄！']))
    expect(sent).toMatchObject({ direction: 'out', state: 'waiting', sentBy: 'owner', content: { kind: 'text' } })
    const shown = await until(
      () => bubble(shop, customerId, sent.messageId),
      (one) => one?.state === 'read',
    )
    expect(shown).toMatchObject({ reason: null, metaCode: null })
    expect(shop.vault.store.read.get(sql`select wamid from message where message_id = ${sent.messageId}`)).toMatchObject({
      wamid: expect.stringMatching(/^wamid\./),
    })
    expect(valueOf(await shop.call('inbox.list', {})).conversations[0]).toMatchObject({ lastText: '有的，馬上寄！', lastDirection: 'out' })
  })

  it('quotes a message, sends one product as a card and several as a list', async () => {
    const { shop, simulator } = await connectedShop()
    const customerId = await writeFromOutside(shop, simulator)
    const [question] = await bubbles(shop, customerId)
    const quoted = valueOf(
      await shop.call('inbox.reply', {
        customerId: customerId,
        message: { kind: 'text', text: 'yes' },
        quotes: question?.messageId,
      }),
    )
    expect(quoted.quotes).toMatchObject({ messageId: question?.messageId, text: 'hello' })
    const card = valueOf(await shop.call('inbox.reply', { customerId: customerId, message: { kind: 'products', retailerIds: ['P-1'] } }))
    expect(card.content).toMatchObject({ kind: 'product', retailerId: 'P-1', name: 'First', price: 'NT$100.00' })
    const list = valueOf(
      await shop.call('inbox.reply', {
        customerId: customerId,
        message: { kind: 'products', retailerIds: ['P-1', 'P-2', 'P-1'], text: 'look' },
      }),
    )
    expect(list.content).toMatchObject({ kind: 'products', items: [{ retailerId: 'P-1' }, { retailerId: 'P-2' }] })
    await until(
      () => sends(shop),
      (rows) => rows.length === 3 && rows.every((row) => ['delivered', 'read'].includes(row.state)),
    )
    expect(JSON.parse(sends(shop)[0]?.body ?? '')).toMatchObject({ context: { message_id: expect.stringMatching(/^wamid\./) } })
  })

  it('sends a template whose window is closed, and says what Meta refuses', async () => {
    const { shop, simulator } = await connectedShop()
    const customerId = await writeFromOutside(shop, simulator, { writtenAgoMs: 25 * HOUR })
    expect(await say(shop, customerId, ['too late'])).toMatchObject({ ok: false, error: { code: 'window-closed' } })
    const sent = valueOf(
      await shop.call('inbox.reply', {
        customerId: customerId,
        message: { kind: 'template', name: 'notice', language: 'en', values: { '1': '1042' } },
      }),
    )
    expect(sent.content).toMatchObject({ kind: 'template', body: 'Your order 1042 is ready.' })
    await until(
      () => bubble(shop, customerId, sent.messageId),
      (one) => one?.state === 'read',
    )
    await simulator.control('POST', '/simulator/faults', { notOnWhatsapp: '1x' })
    const second = valueOf(
      await shop.call('inbox.reply', {
        customerId: customerId,
        message: { kind: 'template', name: 'notice', language: 'en', values: { '1': '7' } },
      }),
    )
    const failed = await until(
      () => bubble(shop, customerId, second.messageId),
      (one) => one?.state === 'failed' || one?.state === 'rejected',
    )
    expect(failed).toMatchObject({ metaCode: 131026 })
    expect(
      shop.vault.store.read.get(sql`select unusable_at is not null as isUnusable from customer where customer_id = ${customerId}`),
    ).toEqual({ isUnusable: 1 })
  })

  it('waits while Meta can not be reached, and goes out by itself when it can', async () => {
    const state = join(newVault().folder, 'simulator-state.json')
    const { shop, simulator } = await connectedShop('--state', state)
    const customerId = await writeFromOutside(shop, simulator)
    const port = new URL(simulator.facts.url).port
    await simulator.stop()
    const sent = valueOf(await say(shop, customerId, ['no internet']))
    await until(
      () => shop.connection.link(),
      (link) => link === 'offline',
    )
    await until(
      () => bubble(shop, customerId, sent.messageId),
      (one) => one?.state === 'waiting',
    )
    const second = valueOf(await say(shop, customerId, ['second thought']))
    await until(
      () => bubble(shop, customerId, second.messageId),
      (one) => one?.state === 'waiting',
    )
    expect(valueOf(await shop.call('inbox.takeBack', { messageId: second.messageId }))).toEqual({ takenBack: true, text: 'second thought' })
    const again = await simulatorFor('--port', port, '--state', state)
    // The new simulator may have told the fate of the message before it was asked for events.
    await until(
      () => bubble(shop, customerId, sent.messageId),
      (one) => ['accepted', 'delivered', 'read'].includes(one?.state ?? ''),
    )
    expect((await bubbles(shop, customerId)).map((bubble) => bubble.content)).not.toContainEqual({ kind: 'text', text: 'second thought' })
    expect(JSON.stringify(await again.control('GET', '/simulator/ledger'))).not.toContain('second thought')
  })

  it('shows the customer the read mark when the conversation is read, unless the shop chose otherwise', async () => {
    const { shop, simulator } = await connectedShop()
    const api = shop.connection.api()
    if (api === null) throw new Error('no client')
    const markRead = vi.spyOn(api, 'markRead')
    const customerId = await writeFromOutside(shop, simulator)
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

describe('proposing a template', () => {
  it("offers a notice first, a promotion only with consent, fills the name, and tells cost and the day's use", async () => {
    const { shop, simulator } = await connectedShop()
    const customerId = await writeFromOutside(shop, simulator, { writtenAgoMs: 25 * HOUR })
    const first = valueOf(await shop.call('inbox.propose', { customerId, draft: 'your order is ready' }))
    expect(first.proposal).toMatchObject({ name: 'notice', category: 'UTILITY', dailyLimit: null, dailyUsed: 0 })
    expect(first.others).toEqual([{ name: 'notice', language: 'en' }])
    await shop.call('customer.recordConsent', { customerId, decision: 'yes', source: 'till-qr' })
    const second = valueOf(await shop.call('inbox.propose', { customerId, name: 'hello' }))
    expect(second.proposal).toMatchObject({
      name: 'hello',
      category: 'MARKETING',
      body: 'Hello Person 1, welcome.',
      values: { '1': 'Person 1' },
      missing: [],
    })
    expect(second.others.map(({ name }) => name)).toEqual(['coupon', 'hello', 'notice'])
    // What still needs a code is there to choose, and never proposed by itself.
    expect(valueOf(await shop.call('inbox.propose', { customerId, draft: 'coupon code' })).proposal?.name).toBe('notice')
    expect(valueOf(await shop.call('inbox.propose', { customerId, name: 'not-there' })).proposal).toBeNull()
  })
})
