import { describe, expect, it } from 'vitest'
import type { EventData } from '#contract/ipc/index.ts'
import { manualClock } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import {
  bubbles,
  connectedShop,
  inboundOf,
  newVault,
  openShop,
  quietShop,
  receive,
  say,
  textOf,
  until,
  valueOf,
  writeFromOutside,
  type Shop,
} from '../../test/support/chat-shop.ts'

const HOUR = 3_600_000
const phoneOf = (index: number) => `+8869000001${String(index).padStart(2, '0')}`
const write = (shop: Shop, index: number, [at, body]: readonly [number, string]): string =>
  receive(shop, inboundOf({ wamid: `wamid.${index}.${at}.${body}`, phone: phoneOf(index), at, ...textOf(body) }))

describe('a note', () => {
  it('stands in the stream in its place, is found by its words, and comes back when it is taken back', async () => {
    const shop = await quietShop()
    const now = shop.clock.now()
    const customerId = write(shop, 1, [now - 1000, 'question'])
    const note = valueOf(await shop.call('inbox.addNote', { customerId, text: 'allergic to peanuts' }))
    expect(note).toMatchObject({
      direction: 'out',
      state: 'noted',
      sentBy: 'owner',
      content: { kind: 'note', text: 'allergic to peanuts' },
    })
    await shop.clock.advance(1000)
    write(shop, 1, [shop.clock.now(), 'again'])
    expect((await bubbles(shop, customerId)).map(({ content }) => content.kind)).toEqual(['text', 'note', 'text'])
    expect(valueOf(await shop.call('inbox.list', { search: 'peanuts' })).conversations).toMatchObject([{ customerId, lastText: 'again' }])
    expect(shop.announced).toContain('inbox.changed note')
    expect(valueOf(await shop.call('inbox.removeNote', { messageId: note.messageId }))).toEqual({ text: 'allergic to peanuts' })
    expect(valueOf(await shop.call('inbox.list', { search: 'peanuts' })).conversations).toEqual([])
    expect(await shop.call('inbox.removeNote', { messageId: note.messageId })).toMatchObject({ error: { code: 'message-missing' } })
  })

  it('can never be tied to a send: the database refuses it', async () => {
    const shop = await quietShop()
    const customerId = write(shop, 1, [shop.clock.now(), 'question'])
    const { messageId } = valueOf(await shop.call('inbox.addNote', { customerId, text: 'secret' }))
    expect(() => shop.vault.store.write((db) => db.run(sql`update message set send_id = 'snd_1' where message_id = ${messageId}`))).toThrow(
      /CHECK constraint/,
    )
    expect(await shop.call('inbox.takeBack', { messageId })).toMatchObject({ value: { takenBack: false } })
  })

  it('is exported and erased with the person', async () => {
    const shop = await quietShop()
    const customerId = write(shop, 1, [shop.clock.now(), 'question'])
    await shop.call('inbox.addNote', { customerId, text: 'prefers mornings' })
    const [messages] = shop.inbox.personalData
    expect(JSON.stringify(messages?.collect(shop.vault.store.read, customerId).items)).toContain('prefers mornings')
    shop.vault.store.write((db) => messages?.erase(db, customerId))
    expect(shop.vault.store.read.all(sql`select 1 from message`)).toEqual([])
    expect(shop.vault.store.read.all(sql`select 1 from message_words`)).toEqual([])
  })
})

describe('blocking', () => {
  it('is told to Meta, stops what would go to the customer, and is lifted again', async () => {
    const { shop, simulator } = await connectedShop()
    const customerId = await writeFromOutside(shop, simulator)
    expect(valueOf(await shop.call('inbox.setBlocked', { customerId, blocked: true }))).toEqual({})
    expect(valueOf(await shop.call('inbox.list', {})).conversations[0]).toMatchObject({ blocked: true })
    expect(await shop.connection.api()?.blocks.list()).toMatchObject({ value: [{ wa_id: '886900000001' }] })
    expect(await shop.call('inbox.reply', { customerId, message: { kind: 'text', text: 'x' } })).toMatchObject({
      error: { code: 'customer-blocked' },
    })
    expect(valueOf(await shop.call('inbox.blocked', {})).people).toMatchObject([{ customerId }])
    expect(valueOf(await shop.call('inbox.setBlocked', { customerId, blocked: false }))).toEqual({})
    expect(valueOf(await shop.call('inbox.blocked', {})).people).toEqual([])
    expect((await shop.call('inbox.reply', { customerId, message: { kind: 'text', text: 'x' } })).ok).toBe(true)
  })

  it('says why not: too late, not connected, refused by Meta', async () => {
    const quiet = await quietShop()
    const late = write(quiet, 1, [quiet.clock.now() - 25 * HOUR, 'old'])
    expect(await quiet.call('inbox.setBlocked', { customerId: late, blocked: true })).toMatchObject({ error: { code: 'block-too-late' } })
    const recent = write(quiet, 2, [quiet.clock.now(), 'new'])
    expect(await quiet.call('inbox.setBlocked', { customerId: recent, blocked: true })).toMatchObject({
      error: { code: 'connection-missing' },
    })
    const { shop, simulator } = await connectedShop()
    const customerId = await writeFromOutside(shop, simulator)
    // Meta knows of no block that could be lifted.
    expect(await shop.call('inbox.setBlocked', { customerId, blocked: false })).toMatchObject({ error: { code: 'block-refused' } })
  })
})

describe('who else is there', () => {
  const hear = (shop: Shop) => {
    const heard: EventData<'inbox.presence'>['presence'][] = []
    shop.presence((data) => heard.push(data.presence))
    return heard
  }

  it('is seen by the others, moves along, and is forgotten after 15 seconds', async () => {
    const shop = await quietShop()
    const [one, two] = [write(shop, 1, [shop.clock.now(), 'a']), write(shop, 2, [shop.clock.now(), 'b'])]
    const { staffId } = valueOf(await shop.call('staff.save', { name: 'Mei' }))
    const mei = { person: 'Mei', role: 'staff' } as const
    const heard = hear(shop)
    const seen = async (customerId: string) => valueOf(await shop.call('inbox.messages', { customerId })).presence
    await shop.callAs(mei, 'inbox.present', { customerId: one, doing: 'writing' })
    expect(await seen(one)).toEqual([{ staff: { staffId, name: 'Mei' }, doing: 'writing' }])
    expect(valueOf(await shop.callAs(mei, 'inbox.messages', { customerId: one })).presence).toEqual([])
    await shop.callAs(mei, 'inbox.present', { customerId: two })
    expect(await seen(one)).toEqual([])
    expect(await seen(two)).toMatchObject([{ doing: 'looking' }])
    await shop.clock.advance(14_999)
    expect(await seen(two)).toHaveLength(1)
    await shop.clock.advance(1)
    expect(await seen(two)).toEqual([])
    expect(heard.map((presence) => presence.length)).toEqual([1, 0, 1, 0])
  })
})

describe('what arrived', () => {
  const arrivals = (shop: Shop) => {
    const told: EventData<'inbox.arrived'>[] = []
    shop.arrived((data) => told.push(data))
    return told
  }

  it('is one notice for what a customer writes in one go, with the last of it', async () => {
    const shop = await quietShop()
    const told = arrivals(shop)
    const now = shop.clock.now()
    const customerId = write(shop, 1, [now, 'hello'])
    write(shop, 1, [now + 1, 'are you open?'])
    expect(told).toEqual([])
    await shop.clock.advance(2000)
    expect(told).toMatchObject([{ customerId, text: 'are you open?', others: 0, assignedTo: null, unreadMine: 1 }])
    expect(told).toHaveLength(1)
  })

  it('is one notice for a night, not five hundred, and one for many at once', async () => {
    const shop = await quietShop()
    const told = arrivals(shop)
    for (let index = 0; index < 50; index += 1) write(shop, index, [shop.clock.now() - 5 * HOUR + index, 'at night'])
    await shop.clock.advance(10_000)
    expect(told).toMatchObject([{ text: 'at night', others: 49, unreadMine: 50 }])
    for (let index = 0; index < 10; index += 1) write(shop, index, [shop.clock.now() + index, 'now'])
    await shop.clock.advance(10_000)
    expect(told.slice(1)).toMatchObject([{ text: 'now', others: 9 }])
  })

  it('says nothing of reactions, of who was erased, and of what has been read already', async () => {
    const shop = await quietShop()
    const told = arrivals(shop)
    const read = write(shop, 1, [shop.clock.now(), 'read'])
    await shop.call('inbox.markRead', { customerId: read })
    write(shop, 2, [shop.clock.now(), 'gone'])
    shop.vault.store.write((db) => db.run(sql`delete from customer where phone = ${phoneOf(2)}`))
    await shop.clock.advance(10_000)
    expect(told).toEqual([])
  })
})

describe('the engine that hears it', () => {
  it('announces in the running app what came through the receiver', async () => {
    const { shop, simulator } = await connectedShop()
    const told: string[] = []
    shop.arrived((data) => told.push(data.text))
    await writeFromOutside(shop, simulator)
    await until(
      () => told,
      (texts) => texts.length > 0,
    )
    expect(told).toEqual(['hello'])
  })
})

describe('a window that closes soon', () => {
  const MINUTE = 60_000
  const closings = (shop: Shop) => {
    const told: EventData<'inbox.closing'>[] = []
    shop.closing((data) => told.push(data))
    return told
  }

  it('is told once for who waits, an hour before, with the time until which an answer goes out', async () => {
    const shop = await quietShop()
    const told = closings(shop)
    const at = shop.clock.now()
    const customerId = write(shop, 1, [at, 'do you have it in blue?'])
    await shop.clock.advance(23 * HOUR - 2 * MINUTE)
    expect(told).toEqual([])
    await shop.clock.advance(3 * MINUTE)
    expect(told).toMatchObject([{ customerId, closesAt: at + 24 * HOUR - 10 * MINUTE, others: 0 }])
    await shop.clock.advance(30 * MINUTE)
    expect(told).toHaveLength(1)
    write(shop, 1, [shop.clock.now(), 'hello?'])
    await shop.clock.advance(23 * HOUR + MINUTE)
    expect(told).toHaveLength(2)
  })

  it('is not told of again by an engine that begins anew', async () => {
    const vault = newVault()
    const clock = manualClock()
    const before = await openShop(vault, clock)
    write(before, 1, [clock.now() - 23 * HOUR - MINUTE, 'waits'])
    const told = closings(before)
    await clock.advance(MINUTE)
    expect(told).toHaveLength(1)
    await before.close()
    const again = closings(await openShop(vault, clock))
    await clock.advance(5 * MINUTE)
    expect(again).toEqual([])
  })

  it('is one notice for many, named by the first to close', async () => {
    const shop = await quietShop()
    const told = closings(shop)
    const at = shop.clock.now() - 23 * HOUR - 30 * MINUTE
    for (let index = 0; index < 5; index += 1) write(shop, index, [at - index, 'waits'])
    await shop.clock.advance(2 * MINUTE)
    expect(told).toMatchObject([{ closesAt: at - 4 + 24 * HOUR - 10 * MINUTE, others: 4 }])
  })

  it('is never told of who was answered, of another’s chat, nor of one that is closed, snoozed, blocked or over', async () => {
    const shop = await quietShop()
    const told = closings(shop)
    const at = shop.clock.now() - 23 * HOUR + 5 * MINUTE
    const [answered, closed, snoozed, blocked, theirs] = [1, 2, 3, 4, 5].map((index) => write(shop, index, [at, 'waits'])) as [
      string,
      string,
      string,
      string,
      string,
    ]
    write(shop, 6, [at - 2 * HOUR, 'over'])
    await say(shop, answered, ['yes'])
    await shop.call('inbox.setClosed', { customerId: closed, closed: true })
    await shop.call('inbox.snooze', { customerId: snoozed, until: shop.clock.now() + 5 * HOUR })
    shop.vault.store.write((db) => db.run(sql`update customer set blocked = 1 where customer_id = ${blocked}`))
    const { staffId } = valueOf(await shop.call('staff.save', { name: 'Mei', role: 'staff' }))
    await shop.call('inbox.assign', { customerId: theirs, staffId })
    await shop.clock.advance(20 * MINUTE)
    expect(told).toEqual([])
    // Given back, it is told of.
    await shop.call('inbox.assign', { customerId: theirs, staffId: null })
    await shop.clock.advance(MINUTE)
    expect(told).toMatchObject([{ customerId: theirs, others: 0 }])
  })
})

describe('the notes of a conversation', () => {
  it('are listed newest first, with who and when, however many messages lie between; a removed one is gone', async () => {
    const shop = await quietShop()
    const customerId = write(shop, 1, [shop.clock.now() - 1000, 'question'])
    const first = valueOf(await shop.call('inbox.addNote', { customerId, text: 'likes mild roast' }))
    await shop.clock.advance(1000)
    await shop.call('inbox.addNote', { customerId, text: 'second floor' })
    const notes = async () => valueOf(await shop.call('inbox.notes', { customerId })).notes
    expect(await notes()).toMatchObject([
      { text: 'second floor', by: 'owner', at: shop.clock.now() },
      { text: 'likes mild roast', by: 'owner', messageId: first.messageId },
    ])
    await shop.call('inbox.removeNote', { messageId: first.messageId })
    expect((await notes()).map(({ text }) => text)).toEqual(['second floor'])
  })
})
