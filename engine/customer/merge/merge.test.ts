import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { customerRoom, type CustomerRoom } from '../../../test/support/customers.ts'
import { sql, type WriteHandle } from '../../store/index.ts'
import { moves, stays } from './moves.ts'

let room: CustomerRoom
beforeEach(async () => void (room = await customerRoom()))
afterEach(() => room.close())

const HOUR = 3_600_000
const seqOf = (customerId: string): number =>
  room.vault.store.read.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`)?.seq ?? -1

function say(db: WriteHandle, customerSeq: number, text: string): void {
  const n = (db.get<{ n: number }>(sql`select count(*) as n from message`)?.n ?? 0) + 1
  db.run(sql`
    insert into message (message_id, customer_seq, direction, content, wamid, at, received_at)
    values (${`msg_${String(n).padStart(10, '0')}`}, ${customerSeq}, 'in', ${JSON.stringify({ kind: 'text', text })}, ${`w${n}`}, ${room.clock.now()}, 1)`)
}

async function twoRecords() {
  const field = await room.call('customer.saveField', { label: 'Size', kind: 'choice', choices: ['M', 'L'] })
  const keep = await room.call('customer.save', {
    phone: '0912345678',
    name: '陳美玲',
    tags: ['VIP'],
    note: 'tea',
    fields: [{ fieldId: field.fieldId, value: 'M' }],
  })
  const other = await room.call('customer.save', {
    phone: '0922333444',
    name: 'Mei-ling',
    tags: ['VIP', 'new'],
    language: 'en',
    dates: [{ date: 'birthday', month: 3, day: 4, year: 1990 }],
    fields: [{ fieldId: field.fieldId, value: 'L' }],
  })
  await room.call('customer.recordConsent', { customerId: keep.customerId, decision: 'yes', source: 'paper-form' })
  room.vault.store.write((db) => {
    say(db, seqOf(keep.customerId), 'from the one')
    say(db, seqOf(other.customerId), 'from the other')
    db.run(sql`
      insert into customer_order (order_id, customer_seq, at, source, total_micros, currency, recorded_at)
      values ('ord_0000000001', ${seqOf(other.customerId)}, 1, 'till', 5, 'TWD', 1)`)
    for (const [one, text] of [
      [keep, 'one'],
      [other, 'other'],
    ] as const)
      db.run(
        sql`insert into conversation (customer_seq, last_text, last_at, last_direction) values (${seqOf(one.customerId)}, ${text}, 1, 'in')`,
      )
  })
  return { keep, other, field }
}

describe('two records that are one person', () => {
  it('become one: everything of both, each single fact from the chosen one', async () => {
    const { keep, other, field } = await twoRecords()
    const { card } = await room.call('customer.merge', { keep: keep.customerId, other: other.customerId, fromOther: ['name', 'language'] })
    expect(card).toMatchObject({
      name: 'Mei-ling',
      language: 'en',
      note: 'tea',
      phone: '+886912345678',
      tags: ['VIP', 'new'],
      messageCount: 2,
    })
    expect(card.orders.count).toBe(1)
    expect(card.dates).toHaveLength(1)
    expect(card.fields).toEqual([{ fieldId: field.fieldId, value: 'M' }])
    expect(card.merged).toMatchObject([{ name: 'Mei-ling', phone: '+886922333444', by: 'owner' }])
    expect(await room.failure('customer.get', { customerId: other.customerId })).toMatchObject({ code: 'customer-missing' })
    const { entries } = await room.call('customer.timeline', { customerId: keep.customerId, kinds: ['merged'] })
    expect(entries[0]?.changes).toContainEqual({ fact: 'name', before: '陳美玲', after: 'Mei-ling' })
  })

  it('are parted again as they were, and what came since stays with the one that was kept', async () => {
    const { keep, other } = await twoRecords()
    const before = [
      await room.call('customer.get', { customerId: keep.customerId }),
      await room.call('customer.get', { customerId: other.customerId }),
    ] as const
    const { mergeId } = await room.call('customer.merge', {
      keep: keep.customerId,
      other: other.customerId,
      fromOther: ['name', 'phone', 'fields', 'dates'],
    })
    await room.clock.advance(HOUR)
    room.vault.store.write((db) => say(db, seqOf(keep.customerId), 'since'))
    await room.call('customer.save', { customerId: keep.customerId, note: 'tea and cake' })
    const { kept, parted } = await room.call('customer.part', { mergeId })
    const unlike = { messageCount: 0, lastMessageAt: null, note: '', merged: [] }
    expect({ ...parted, ...unlike }).toEqual({ ...before[1], ...unlike })
    expect({ ...kept, ...unlike }).toEqual({ ...before[0], ...unlike })
    expect([kept.note, kept.messageCount, parted.messageCount]).toEqual(['tea and cake', 2, 1])
    expect(parted.orders.count).toBe(1)
    expect(await room.failure('customer.part', { mergeId })).toMatchObject({ code: 'merge-missing' })
    // Nothing of the parted person stays in the other one's history.
    const { entries } = await room.call('customer.timeline', { customerId: keep.customerId })
    expect(JSON.stringify(entries)).not.toContain('Mei-ling')
    expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['parted', 'merged']))
  })

  it('G-01: keep a refusal of either, and the refusal goes again with the merge', async () => {
    const { keep, other } = await twoRecords()
    await room.call('customer.recordConsent', {
      customerId: other.customerId,
      decision: 'no',
      source: 'chat',
      at: room.clock.now() - HOUR,
    })
    const { card, mergeId } = await room.call('customer.merge', { keep: keep.customerId, other: other.customerId })
    expect(card).toMatchObject({ offers: 'no', offersSource: 'merge' })
    expect(card.consent).toHaveLength(3)
    const { kept, parted } = await room.call('customer.part', { mergeId })
    expect([kept.offers, parted.offers]).toEqual(['yes', 'no'])
    expect([kept.consent.length, parted.consent.length]).toEqual([1, 1])
  })

  it('are found by either number, and whoever writes from one of them is that person', async () => {
    const { keep, other } = await twoRecords()
    await room.call('customer.merge', { keep: keep.customerId, other: other.customerId })
    expect(room.customer.findByNumber(room.vault.store.read, '+886922333444')?.customerId).toBe(keep.customerId)
    const from = { phone: '+886922333444', userId: null, username: null, profileName: null, at: room.clock.now() + 1 }
    expect(room.vault.store.write((db) => room.customer.recognise(db, from))).toMatchObject({ customerId: keep.customerId, isNew: false })
    expect(await room.failure('customer.save', { phone: '0912345678', name: 'x' })).toMatchObject({ code: 'customer-number-taken' })
  })

  it('can not be the same record, and a merge under a later one waits', async () => {
    const { keep, other } = await twoRecords()
    expect(await room.failure('customer.merge', { keep: keep.customerId, other: keep.customerId })).toMatchObject({ code: 'merge-same' })
    const third = await room.call('customer.save', { phone: '0933444555', name: 'third' })
    const { mergeId } = await room.call('customer.merge', { keep: keep.customerId, other: other.customerId })
    const later = await room.call('customer.merge', { keep: keep.customerId, other: third.customerId })
    expect(await room.failure('customer.part', { mergeId })).toMatchObject({ code: 'merge-parted' })
    await room.call('customer.part', { mergeId: later.mergeId })
    expect((await room.call('customer.part', { mergeId })).parted.customerId).toBe(other.customerId)
  })

  it('leave no table out: each that names a customer moves, or stays for a reason', () => {
    const db = room.vault.store.read
    const named = db
      .all<{ name: string }>(sql`
        select distinct m.name from sqlite_schema m, pragma_table_info(m.name) c
        where m.type = 'table' and m.name <> 'customer' and (c.name like '%customer_seq' or exists (
          select 1 from pragma_foreign_key_list(m.name) f where f."table" = 'customer'))`)
      .map(({ name }) => name)
    expect([...moves.map(({ table }) => table), ...Object.keys(stays)].toSorted()).toEqual(named.toSorted())
  })
})
