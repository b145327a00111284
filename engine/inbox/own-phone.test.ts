import { describe, expect, it } from 'vitest'
import { bubbles, inboundOf, quietShop, receive, textOf, valueOf, type Shop } from '../../test/support/chat-shop.ts'
import type { ChangeEvent, IdentityEvent, PhoneEvent } from '../intake/index.ts'
import { sql } from '../store/index.ts'

const HOUR = 3_600_000
const MEI = { phone: '+886912345678', userId: null, parentUserId: null }

const echoOf = (shop: Shop, more: Partial<PhoneEvent> & Pick<PhoneEvent, 'wamid'>): PhoneEvent => ({
  ...MEI,
  at: shop.clock.now(),
  message: textOf('On my way').message,
  contextWamid: null,
  forwarded: null,
  direction: 'out',
  origin: 'phone',
  state: 'sent',
  ...more,
})
const take = (shop: Shop, event: PhoneEvent) => shop.vault.store.write((db) => shop.inbox.ownPhone(db, event))
const change = (shop: Shop, more: Pick<ChangeEvent, 'originalWamid' | 'change'> & Partial<ChangeEvent>) =>
  shop.vault.store.write((db) => shop.inbox.change(db, { ...MEI, at: shop.clock.now(), ...more }))
const edited = (text: string): ChangeEvent['change'] => ({ kind: 'edit', message: { type: 'text', text: { body: text } } })
const list = async (shop: Shop) => valueOf(await shop.call('inbox.list', { filter: 'all' })).conversations
const found = (shop: Shop, word: string) =>
  shop.vault.store.read.all(sql`select rowid from message_search where message_search match ${`"${word}"`}`)

describe("what staff write on the shop's own phone", () => {
  it('stands in the chat as such, ends the unread mark, opens no window and is told to nobody', async () => {
    const shop = await quietShop()
    let heard = 0
    shop.inbox.onInbound(() => void (heard += 1))
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 25 * HOUR }))
    take(shop, echoOf(shop, { wamid: 'wamid.E1' }))
    take(shop, echoOf(shop, { wamid: 'wamid.E1' }))
    expect((await bubbles(shop, customerId)).slice(1)).toMatchObject([
      { direction: 'out', state: 'sent', origin: 'phone', content: { kind: 'text', text: 'On my way' }, sentBy: null, reason: null },
    ])
    expect(await list(shop)).toMatchObject([{ unread: 0, lastText: 'On my way', lastDirection: 'out', window: { state: 'closed' } }])
    expect(heard).toBe(1)
  })

  it('leaves unread what the customer wrote after it', async () => {
    const shop = await quietShop()
    receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() }))
    take(shop, echoOf(shop, { wamid: 'wamid.E1', at: shop.clock.now() - 1000 }))
    expect(await list(shop)).toMatchObject([{ unread: 1 }])
  })

  it('to somebody new makes a chat, and a kind that nobody knows is shown as such', async () => {
    const shop = await quietShop()
    take(shop, echoOf(shop, { wamid: 'wamid.E1', message: { type: 'other', kind: 'hologram' } }))
    const [row] = await list(shop)
    expect(await bubbles(shop, row?.customerId ?? '')).toMatchObject([
      { direction: 'out', content: { kind: 'unsupported', type: 'hologram' } },
    ])
  })
})

describe('the chats of before', () => {
  it('stand in their place and are marked; no window, nothing unread, no automation, no wish', async () => {
    const shop = await quietShop()
    const at = shop.clock.now() - HOUR
    let heard = 0
    shop.inbox.onInbound(() => void (heard += 1))
    take(shop, echoOf(shop, { wamid: 'wamid.H2', at, origin: 'before', state: 'read' }))
    take(shop, echoOf(shop, { wamid: 'wamid.H1', at: at - 1000, origin: 'before', direction: 'in', message: textOf('stop').message }))
    take(shop, echoOf(shop, { wamid: 'wamid.H3', at: at - 500, origin: 'before', direction: 'out', state: 'failed' }))
    const [row] = await list(shop)
    expect(row).toMatchObject({ unread: 0, lastText: 'On my way', offers: 'unknown', window: { state: 'never', closesAt: null } })
    expect(await bubbles(shop, row?.customerId ?? '')).toMatchObject([
      { origin: 'before', direction: 'in', state: 'received', content: { text: 'stop' } },
      { origin: 'before', direction: 'out', state: 'failed', reason: null },
      { origin: 'before', direction: 'out', state: 'read' },
    ])
    expect(heard).toBe(0)
    expect(found(shop, 'stop')).toHaveLength(1)
  })

  it('do not bring back a chat that was ended', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() }))
    await shop.call('inbox.setClosed', { customerId, closed: true })
    take(shop, echoOf(shop, { wamid: 'wamid.H1', at: shop.clock.now() - HOUR, origin: 'before' }))
    expect(await list(shop)).toEqual([])
  })

  it('show a file once its real one comes', async () => {
    const shop = await quietShop()
    const at = shop.clock.now() - HOUR
    const file = { wamid: 'wamid.H1', at, origin: 'before', direction: 'in' } as const
    take(shop, echoOf(shop, { ...file, message: { id: 'wamid.H1', timestamp: '1', type: 'media_placeholder' } }))
    const customerId = (await list(shop))[0]?.customerId ?? ''
    expect(await bubbles(shop, customerId)).toMatchObject([{ content: { kind: 'placeholder' } }])
    const image = {
      id: 'wamid.H1',
      timestamp: '1',
      type: 'image',
      image: { id: '915', mime_type: 'image/jpeg', caption: 'the box' },
    } as const
    take(shop, echoOf(shop, { ...file, message: image }))
    take(shop, echoOf(shop, { ...file, message: { id: 'wamid.H1', timestamp: '1', type: 'media_placeholder' } }))
    expect(await bubbles(shop, customerId)).toMatchObject([
      { content: { kind: 'media', media: 'image', caption: 'the box', mimeType: 'image/jpeg' } },
    ])
    expect(await list(shop)).toMatchObject([{ lastText: '📷 the box' }])
    expect(shop.vault.store.read.all(sql`select media_id as id from message_file`)).toEqual([{ id: '915' }])
  })
})

describe('an edit', () => {
  it('changes the bubble, keeps the first wording beside it, and asks for no reading', async () => {
    const shop = await quietShop()
    const at = shop.clock.now() - 2 * HOUR
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at, ...textOf('two boxes') }))
    await shop.call('inbox.markRead', { customerId })
    change(shop, { originalWamid: 'wamid.1', change: edited('three boxes'), at: at + 60_000 })
    change(shop, { originalWamid: 'wamid.1', change: edited('four boxes'), at: at + 120_000 })
    // An older edit that comes late changes nothing.
    change(shop, { originalWamid: 'wamid.1', change: edited('three boxes'), at: at + 60_000 })
    expect(await bubbles(shop, customerId)).toMatchObject([
      { content: { kind: 'text', text: 'four boxes' }, edited: { at: at + 120_000, before: 'two boxes' }, withdrawnAt: null },
    ])
    expect(await list(shop)).toMatchObject([{ unread: 0, lastText: 'four boxes', window: { closesAt: at + 24 * HOUR } }])
    expect([found(shop, 'four').length, found(shop, 'two').length]).toEqual([1, 0])
  })

  it('of a caption keeps the file', async () => {
    const shop = await quietShop()
    const message = { id: 'wamid.1', timestamp: '1', type: 'image', image: { id: '910', caption: 'red' } } as const
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now(), message }))
    change(shop, { originalWamid: 'wamid.1', change: { kind: 'edit', message: { type: 'image', image: { caption: 'blue' } } } })
    expect(await bubbles(shop, customerId)).toMatchObject([{ content: { kind: 'media', media: 'image', caption: 'blue' } }])
  })

  it('that overtakes its message is applied when the message comes, and the last line says so', async () => {
    const shop = await quietShop()
    const at = shop.clock.now()
    change(shop, { originalWamid: 'wamid.1', change: edited('new words'), at: at + 1000 })
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at, ...textOf('old words') }))
    expect(await bubbles(shop, customerId)).toMatchObject([{ content: { text: 'new words' }, edited: { before: 'old words' } }])
    expect(await list(shop)).toMatchObject([{ unread: 1, lastText: 'new words' }])
    expect(shop.vault.store.read.all(sql`select 1 from message_change`)).toEqual([])
  })
})

describe('a withdrawal', () => {
  it('takes the content out of chat, search and list, and leaves the fact', async () => {
    const shop = await quietShop()
    const at = shop.clock.now() - 1000
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at, ...textOf('my secret') }))
    change(shop, { originalWamid: 'wamid.1', change: edited('my other secret'), at: at + 100 })
    change(shop, { originalWamid: 'wamid.1', change: { kind: 'revoke' }, at: at + 500 })
    change(shop, { originalWamid: 'wamid.1', change: edited('again a secret'), at: at + 600 })
    expect(await bubbles(shop, customerId)).toMatchObject([{ content: { kind: 'text', text: '' }, withdrawnAt: at + 500 }])
    expect(await list(shop)).toMatchObject([{ lastText: '🚫' }])
    expect(found(shop, 'secret')).toEqual([])
    expect(JSON.stringify(shop.vault.store.read.all(sql`select content, first_content from message`))).not.toContain('secret')
  })

  it('that overtakes its message leaves nothing of it, and one of the phone is taken alike', async () => {
    const shop = await quietShop()
    change(shop, { originalWamid: 'wamid.1', change: { kind: 'revoke' } })
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now(), ...textOf('my secret') }))
    take(shop, echoOf(shop, { wamid: 'wamid.E1' }))
    change(shop, { originalWamid: 'wamid.E1', change: { kind: 'revoke' } })
    expect((await bubbles(shop, customerId)).map((bubble) => [bubble.direction, bubble.withdrawnAt !== null])).toEqual([
      ['in', true],
      ['out', true],
    ])
    expect(found(shop, 'secret')).toEqual([])
  })
})

describe('a change of number', () => {
  const moved = (shop: Shop, more: Partial<IdentityEvent> = {}): IdentityEvent => ({
    how: 'number',
    wamid: 'wamid.S1',
    at: shop.clock.now(),
    before: MEI,
    now: { phone: '+886955555555', userId: 'TW.new', parentUserId: null },
    ...more,
  })
  const follow = (shop: Shop, event: IdentityEvent) => shop.vault.store.write((db) => shop.inbox.identity(db, event))

  it('is said in the chat in our own words, asks for no reading, and happens once', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 1000 }))
    follow(shop, moved(shop))
    follow(shop, moved(shop))
    expect((await bubbles(shop, customerId)).slice(1)).toMatchObject([
      { content: { kind: 'system', note: 'number-changed', number: '+886955555555' } },
    ])
    expect(await list(shop)).toMatchObject([{ unread: 1, handle: '+886 955 555 555', lastText: '您好，還有凍頂烏龍嗎？' }])
  })

  it('joins the chat that began under the new number: messages, window, unread and draft', async () => {
    const shop = await quietShop()
    const at = shop.clock.now()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: at - 48 * HOUR, ...textOf('before') }))
    const newer = receive(shop, inboundOf({ wamid: 'wamid.2', at: at - HOUR, phone: '+886955555555', ...textOf('after') }))
    await shop.call('inbox.saveDraft', { customerId: newer, text: 'a draft' })
    const said = await shop.call('inbox.reply', { customerId: newer, message: { kind: 'text', text: 'an answer' } })
    expect(said.ok).toBe(true)
    follow(shop, moved(shop, { at: at - 2 * HOUR }))
    expect((await bubbles(shop, customerId)).map(({ content }) => ('text' in content ? content.text : content.kind))).toEqual([
      'before',
      '',
      'after',
      'an answer',
    ])
    const rows = await list(shop)
    expect(rows).toMatchObject([{ customerId, unread: 2, lastText: 'an answer', window: { state: 'open', closesAt: at + 23 * HOUR } }])
    expect(await shop.call('inbox.messages', { customerId: newer })).toMatchObject({ ok: false, error: { code: 'customer-missing' } })
    expect(shop.vault.store.read.all(sql`select customer_seq from send where customer_seq is null`)).toEqual([])
  })

  it('to a number of another customer is said in both chats', async () => {
    const shop = await quietShop()
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 1000 }))
    const other = receive(shop, inboundOf({ wamid: 'wamid.2', at: shop.clock.now(), phone: '+886955555555' }))
    await shop.call('customer.save', { customerId: other, tags: ['VIP'] })
    follow(shop, moved(shop))
    const notes = async (id: string) =>
      (await bubbles(shop, id)).flatMap(({ content }) => (content.kind === 'system' ? [content.note] : []))
    expect(await notes(customerId)).toEqual(['number-changed', 'maybe-same-person'])
    expect(await notes(other)).toEqual(['maybe-same-person'])
  })

  it('of somebody unknown shows nothing and adds nobody', async () => {
    const shop = await quietShop()
    follow(shop, moved(shop))
    expect(await list(shop)).toEqual([])
    expect(shop.vault.store.read.all(sql`select 1 from customer`)).toEqual([])
  })
})

describe('a number that comes with another id', () => {
  it('is pointed out in the chat, since it may have passed to somebody else', async () => {
    const shop = await quietShop()
    const at = shop.clock.now() - 5000
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at, userId: 'TW.a' }))
    receive(shop, inboundOf({ wamid: 'wamid.2', at: at + 1000, userId: 'TW.b' }))
    receive(shop, inboundOf({ wamid: 'wamid.3', at: at + 2000, userId: 'TW.b' }))
    const notes = (await bubbles(shop, customerId)).filter(({ content }) => content.kind === 'system')
    expect(notes).toMatchObject([{ content: { note: 'other-id' } }])
    expect(await list(shop)).toMatchObject([{ unread: 3 }])
  })
})

describe("the phone's address book", () => {
  it('gives names, makes nobody a customer, agrees to nothing, and takes nobody away', async () => {
    const shop = await quietShop()
    const book = (action: 'add' | 'remove', name: string, at = shop.clock.now()) =>
      shop.vault.store.write((db) => shop.customer.noteBookEntry(db, { phone: '+886912345678', name, action, at }))
    book('add', 'Mei of the tea shop')
    expect(shop.vault.store.read.all(sql`select 1 from customer`)).toEqual([])
    const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() }))
    expect(await list(shop)).toMatchObject([{ name: 'Mei of the tea shop', offers: 'unknown' }])
    book('remove', '')
    expect(await list(shop)).toMatchObject([{ customerId, name: 'Mei of the tea shop' }])
    expect(shop.vault.store.read.all(sql`select 1 from phone_book`)).toEqual([])
    // An older entry that comes late takes the place of nothing newer.
    book('add', 'new name', 2000)
    book('add', 'old name', 1000)
    expect(shop.vault.store.read.all(sql`select name from phone_book`)).toEqual([{ name: 'new name' }])
  })
})
