import { describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { sql } from '../store/index.ts'
import { manualClock } from '../kernel/index.ts'
import {
  bubbles,
  inboundOf,
  newVault,
  openShop,
  quietShop,
  receive,
  say,
  textOf,
  valueOf,
  type Shop,
} from '../../test/support/chat-shop.ts'

const HOUR = 3_600_000
type Filter = NonNullable<CallInput<'inbox.list'>['filter']>

const phoneOf = (index: number) => `+8869000000${String(index).padStart(2, '0')}`
const write = (shop: Shop, index: number, at: number, body = 'question'): string =>
  receive(shop, inboundOf({ wamid: `wamid.${index}.${at}`, phone: phoneOf(index), at, ...textOf(body) }))
const listed = async (shop: Shop, filter: Filter) =>
  valueOf(await shop.call('inbox.list', { filter })).conversations.map(({ customerId }) => customerId)
const row = async (shop: Shop, customerId: string) =>
  [...(await rowsOf(shop, 'all')), ...(await rowsOf(shop, 'closed')), ...(await rowsOf(shop, 'snoozed'))].find(
    (one) => one.customerId === customerId,
  )
const rowsOf = async (shop: Shop, filter: Filter) => valueOf(await shop.call('inbox.list', { filter })).conversations
const counts = async (shop: Shop) => valueOf(await shop.call('inbox.counts', {}))
const seqOf = (shop: Shop, customerId: string) =>
  shop.vault.store.read.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`)?.seq ?? 0

/** Counts as the rows themselves say, read one by one. */
const honest = (shop: Shop) =>
  shop.vault.store.read.get(sql`
    select sum(closed = 0 and snoozed_until is null) as "all", sum(closed = 0 and snoozed_until is null and unread > 0) as unread,
      sum(closed = 0 and snoozed_until is null and waiting_since is not null) as waiting,
      sum(closed = 0 and snoozed_until is null and waiting_since is not null and assigned_to is null) as new,
      sum(closed = 0 and snoozed_until is not null) as snoozed, sum(closed) as closed from conversation`)

describe('since when a customer waits', () => {
  it('is the oldest message that nobody answered, and an answer ends it', async () => {
    const shop = await quietShop()
    const at = shop.clock.now() - 60_000
    const customerId = write(shop, 1, at)
    write(shop, 1, at + 5000)
    expect(await row(shop, customerId)).toMatchObject({ waitingSince: at })
    await say(shop, customerId, ['yes'])
    expect(await row(shop, customerId)).toMatchObject({ waitingSince: null })
    write(shop, 1, at + 9000)
    expect(await row(shop, customerId)).toMatchObject({ waitingSince: at + 9000 })
  })

  it('is ended by an automation, not by a broadcast, a notice or a note', async () => {
    const shop = await quietShop()
    const customerId = write(shop, 1, shop.clock.now() - 1000)
    const customerSeq = seqOf(shop, customerId)
    const text = { kind: 'text', text: 'shipped' } as const
    shop.vault.store.write((db) => {
      shop.inbox.recordOutbound(db, {
        customerSeq,
        sendId: 'snd_1',
        wamid: null,
        content: text,
        at: shop.clock.now(),
        sentBy: 'owner',
        broadcastId: 'brc_0000000000',
      })
      shop.inbox.enqueue(db, customerSeq, text, { sentBy: 'auto', holdMs: 0, isNotice: true })
    })
    await shop.call('inbox.addNote', { customerId, text: 'likes oolong' })
    expect((await row(shop, customerId))?.waitingSince).not.toBeNull()
    shop.vault.store.write((db) => shop.inbox.enqueue(db, customerSeq, text, { sentBy: 'auto', holdMs: 0 }))
    expect((await row(shop, customerId))?.waitingSince).toBeNull()
  })

  it('comes back when the answer is taken back, or could not leave because the window closed', async () => {
    const shop = await quietShop()
    const at = shop.clock.now() - 23 * HOUR - 45 * 60_000
    const customerId = write(shop, 1, at)
    const held = valueOf(await say(shop, customerId, ['yes', 10_000]))
    await shop.call('inbox.takeBack', { messageId: held.messageId })
    expect(await row(shop, customerId)).toMatchObject({ waitingSince: at })
    valueOf(await say(shop, customerId, ['yes', 10_000]))
    shop.clock.set(shop.clock.now() + HOUR)
    await shop.clock.advance(10_000)
    expect(await row(shop, customerId)).toMatchObject({ waitingSince: at })
  })

  it('is ended by the phone up to its stamp, and what was written after it waits on', async () => {
    const shop = await quietShop()
    const at = shop.clock.now() - 60_000
    const customerId = write(shop, 1, at)
    write(shop, 1, at + 5000)
    const echo = {
      ...inboundOf({ wamid: 'wamid.P', phone: phoneOf(1), at: at + 3000 }),
      direction: 'out',
      origin: 'phone',
      state: 'sent',
    } as const
    shop.vault.store.write((db) => shop.inbox.ownPhone(db, echo))
    expect(await row(shop, customerId)).toMatchObject({ waitingSince: at + 5000 })
    shop.vault.store.write((db) => shop.inbox.ownPhone(db, { ...echo, wamid: 'wamid.Q', at: at + 6000 }))
    expect(await row(shop, customerId)).toMatchObject({ waitingSince: null })
    // Came late, but was answered on the phone long ago.
    write(shop, 1, at + 5500)
    expect(await row(shop, customerId)).toMatchObject({ waitingSince: null })
  })
})

describe('lists and their counts', () => {
  it('put each conversation where it belongs, and count as the rows say after each change', async () => {
    const shop = await quietShop()
    const now = shop.clock.now()
    const [mine, fresh, answered, asleep, ended] = [1, 2, 3, 4, 5].map((index) => write(shop, index, now - index * 1000)) as [
      string,
      string,
      string,
      string,
      string,
    ]
    const owner = valueOf(await shop.call('staff.list', {})).members[0]?.staffId ?? ''
    expect(valueOf(await shop.call('inbox.assign', { customerId: mine, staffId: owner }))).toEqual({ before: null })
    await say(shop, answered, ['yes'])
    await shop.call('inbox.snooze', { customerId: asleep, until: now + HOUR })
    await shop.call('inbox.setClosed', { customerId: ended, closed: true })
    expect(await listed(shop, 'mine')).toEqual([mine])
    expect(await listed(shop, 'new')).toEqual([fresh])
    expect(await listed(shop, 'waiting')).toEqual([mine, fresh])
    expect(await listed(shop, 'all')).toEqual([answered, mine, fresh])
    expect(await listed(shop, 'snoozed')).toEqual([asleep])
    expect(await listed(shop, 'closed')).toEqual([ended])
    expect((await counts(shop)).counts).toMatchObject({ mine: 1, closing: 0, ...(honest(shop) as object) })
    expect(await counts(shop)).toMatchObject({ counts: { all: 3, new: 1, waiting: 2, snoozed: 1, closed: 1 }, unreadMine: 3 })
    await shop.call('inbox.setClosed', { customerId: ended, closed: false })
    expect(await row(shop, ended)).toMatchObject({ closed: false, waitingSince: now - 5000 })
    expect((await counts(shop)).counts).toMatchObject(honest(shop) as object)
    shop.vault.store.write((db) => db.run(sql`delete from conversation`))
    expect((await counts(shop)).counts).toEqual({ all: 0, mine: 0, new: 0, waiting: 0, closing: 0, unread: 0, snoozed: 0, closed: 0 })
  })

  it('find a snoozed and an ended conversation again by a search', async () => {
    const shop = await quietShop()
    const customerId = write(shop, 1, shop.clock.now(), 'pineapple cake')
    await shop.call('inbox.snooze', { customerId, until: shop.clock.now() + HOUR })
    expect(valueOf(await shop.call('inbox.list', { search: 'pineapple' })).conversations).toHaveLength(1)
  })
})

describe('a snoozed conversation', () => {
  it('comes back by itself when its time is over, and says so', async () => {
    const shop = await quietShop()
    const customerId = write(shop, 1, shop.clock.now())
    const until = shop.clock.now() + 2 * HOUR
    await shop.call('inbox.snooze', { customerId, until })
    await shop.clock.advance(2 * HOUR - 1)
    expect(await row(shop, customerId)).toMatchObject({ snoozedUntil: until })
    shop.announced.length = 0
    await shop.clock.advance(1)
    expect(await row(shop, customerId)).toMatchObject({ snoozedUntil: null })
    expect(shop.announced).toContain('inbox.changed snoozed')
  })

  it('comes back when the customer writes, not when we do', async () => {
    const shop = await quietShop()
    const customerId = write(shop, 1, shop.clock.now())
    await shop.call('inbox.snooze', { customerId, until: shop.clock.now() + HOUR })
    await say(shop, customerId, ['one moment'])
    expect((await row(shop, customerId))?.snoozedUntil).not.toBeNull()
    write(shop, 1, shop.clock.now() + 1)
    expect((await row(shop, customerId))?.snoozedUntil).toBeNull()
  })

  it('wakes at the next opening when its time passed while the shop was closed', async () => {
    const [vault, clock] = [newVault(), manualClock()]
    const shop = await openShop(vault, clock)
    const customerId = write(shop, 1, clock.now())
    await shop.call('inbox.snooze', { customerId, until: clock.now() + HOUR })
    await shop.close()
    clock.set(clock.now() + 2 * HOUR)
    const again = await openShop(vault, clock)
    expect(await row(again, customerId)).toMatchObject({ snoozedUntil: null })
  })

  it('takes no time that has passed or is more than a year away', async () => {
    const shop = await quietShop()
    const customerId = write(shop, 1, shop.clock.now())
    for (const until of [shop.clock.now(), shop.clock.now() + 367 * 24 * HOUR])
      expect(await shop.call('inbox.snooze', { customerId, until })).toMatchObject({ error: { code: 'input-refused' } })
  })
})

describe('assigning', () => {
  it('names whose it was, refuses who is not there, and is heard of', async () => {
    const shop = await quietShop()
    const customerId = write(shop, 1, shop.clock.now())
    const { staffId } = valueOf(await shop.call('staff.save', { name: 'Mei' }))
    await shop.call('inbox.assign', { customerId, staffId })
    expect(shop.announced).toContain('inbox.changed assigned')
    expect(valueOf(await shop.call('inbox.assign', { customerId, staffId: null }))).toEqual({ before: { staffId, name: 'Mei' } })
    expect(await shop.call('inbox.assign', { customerId, staffId: 'stf_0000000000' })).toMatchObject({ error: { code: 'staff-missing' } })
  })

  it('gives nothing to who only looks or has left, neither by hand nor by another room', async () => {
    const shop = await quietShop()
    const customerId = write(shop, 1, shop.clock.now())
    const { staffId: keeps } = valueOf(await shop.call('staff.save', { name: 'Mei' }))
    const { staffId: looks } = valueOf(await shop.call('staff.save', { name: 'Ana', role: 'viewer' }))
    const { staffId: left } = valueOf(await shop.call('staff.save', { name: 'Bo' }))
    await shop.call('staff.remove', { staffId: left })
    await shop.call('inbox.assign', { customerId, staffId: keeps })
    const customerSeq = seqOf(shop, customerId)
    for (const [staffId, code] of [
      [looks, 'staff-only-looks'],
      [left, 'staff-missing'],
    ] as const) {
      expect(await shop.call('inbox.assign', { customerId, staffId })).toMatchObject({ error: { code } })
      expect(shop.vault.store.write((db) => shop.inbox.assign(db, customerSeq, staffId))).toMatchObject({ error: { code } })
    }
    expect(valueOf(await shop.call('inbox.assign', { customerId, staffId: null }))).toEqual({ before: { staffId: keeps, name: 'Mei' } })
  })
})

describe('what other rooms hear', () => {
  it('is each thing said by a person, an automation or the phone, and each ending', async () => {
    const shop = await quietShop()
    const heard: string[] = []
    shop.inbox.onOutbound((_db, { by, sentBy }) => void heard.push(`${by} ${sentBy ?? '-'}`))
    shop.inbox.onClosed((_db, { customerSeq }) => void heard.push(`closed ${customerSeq}`))
    const customerId = write(shop, 1, shop.clock.now())
    const customerSeq = seqOf(shop, customerId)
    await say(shop, customerId, ['hello'])
    shop.vault.store.write((db) => {
      shop.inbox.enqueue(db, customerSeq, { kind: 'text', text: 'auto' }, { sentBy: 'auto', holdMs: 0 })
      shop.inbox.ownPhone(db, {
        ...inboundOf({ wamid: 'wamid.P', phone: phoneOf(1), at: shop.clock.now() }),
        direction: 'out',
        origin: 'phone',
        state: 'sent',
      })
      shop.inbox.setClosed(db, customerSeq, true)
      shop.inbox.setClosed(db, customerSeq, true)
      // A survey after the end leaves it ended.
      shop.inbox.enqueue(db, customerSeq, { kind: 'text', text: 'how was it?' }, { sentBy: 'auto', holdMs: 0 })
    })
    expect(heard).toEqual(['person owner', 'auto auto', 'phone -', `closed ${customerSeq}`, 'auto auto'])
    expect(await row(shop, customerId)).toMatchObject({ closed: true })
  })
})

describe('pages of one conversation', () => {
  it('go back, forward, and around a message, without a gap or a repeat', async () => {
    const shop = await quietShop()
    const start = shop.clock.now() - 100_000
    let customerId = ''
    for (let index = 0; index < 25; index += 1) customerId = write(shop, 1, start + index * 1000, `message ${index}`)
    const all = await bubbles(shop, customerId)
    const page = async (more: object) => valueOf(await shop.call('inbox.messages', { customerId, limit: 10, ...more }))
    const newest = await page({})
    expect(newest.newerCursor).toBeNull()
    const older = await page({ before: newest.olderCursor })
    expect([...older.messages, ...newest.messages]).toEqual(all.slice(5))
    const forward = await page({ after: older.newerCursor })
    expect(forward.messages).toEqual(newest.messages)
    expect(forward.newerCursor).toBeNull()
    const around = await page({ around: all[12]?.messageId })
    expect(around.messages).toEqual(all.slice(8, 18))
    expect((await page({ before: around.olderCursor })).messages).toEqual(all.slice(0, 8))
    expect((await page({ after: around.newerCursor })).messages).toEqual(all.slice(18))
    expect(await shop.call('inbox.messages', { customerId, around: 'msg_0000000000' })).toMatchObject({
      error: { code: 'message-missing' },
    })
    expect(await shop.call('inbox.messages', { customerId, after: 'x' })).toMatchObject({ error: { code: 'input-refused' } })
  })
})
