import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { customerRoom, type CustomerRoom } from '../../test/support/customers.ts'
import { sql } from '../store/index.ts'
import type { KeyChange } from './identity-change.ts'
import type { Keys } from './identity-keys.ts'

let room: CustomerRoom
let moved: [number, number][]
beforeEach(async () => {
  room = await customerRoom()
  moved = []
  // Stands in for the inbox: what a message of a person is tied to.
  room.vault.store.write((db) => db.run(sql`create table said (wamid text primary key, customer_seq integer not null) strict`))
  room.customer.onJoin((db, { from, to }) => {
    moved.push([from, to])
    db.run(sql`update said set customer_seq = ${to} where customer_seq = ${from}`)
  })
})
afterEach(() => room.close())

const keys = (phone: string | null, userId: string | null, parentUserId: string | null = null): Keys => ({ phone, userId, parentUserId })
const OLD = keys('+886912345678', 'TW.old')
const NEW = keys('+886955555555', 'TW.new')

function write(who: Keys, at: number, wamid = `w${at}`): number {
  return room.vault.store.write((db) => {
    const { customerSeq } = room.customer.recognise(db, { ...who, username: null, profileName: 'Mei', at })
    db.run(sql`insert into said (wamid, customer_seq) values (${wamid}, ${customerSeq}) on conflict do nothing`)
    room.customer.noteInbound(db, customerSeq, at)
    return customerSeq
  })
}
const follow = (before: Keys, now: Keys, at: number) => room.vault.store.write((db) => room.customer.followChange(db, { before, now, at }))
const all = () =>
  room.vault.store.read.all<Keys & { seq: number }>(
    sql`select seq, phone, user_id as userId, parent_user_id as parentUserId from customer order by seq`,
  )
const owners = () =>
  room.vault.store.read.all<{ owner: number }>(sql`select distinct customer_seq as owner from said`).map(({ owner }) => owner)
const doubts = () => room.vault.store.read.all(sql`select customer_seq as one, other_seq as other from identity_doubt`)
const everything = () =>
  JSON.stringify([
    all(),
    doubts(),
    room.vault.store.read.all(sql`select * from said order by wamid`),
    room.vault.store.read.all(sql`select * from former_key order by key`),
    room.vault.store.read.all(sql`select customer_seq, at, decision from consent_event order by seq`),
  ])

describe('who somebody is', () => {
  it('is known by number, by id and by the id for a group of shops', () => {
    const seq = write(keys('+886912345678', 'TW.a', 'TW.ENT.g'), 1000)
    expect(write(keys('+886912345678', null), 2000)).toBe(seq)
    expect(write(keys(null, 'TW.a'), 3000)).toBe(seq)
    expect(write(keys(null, null, 'TW.ENT.g'), 4000)).toBe(seq)
    expect(write(keys(null, 'TW.b'), 5000)).not.toBe(seq)
  })

  it('is learned from what is told about our own messages, for customers only', () => {
    const seq = write(keys('+886912345678', null), 1000)
    const learn = (who: Keys) => room.vault.store.write((db) => room.customer.learnKnown(db, { ...who, username: '@mei', at: 2000 }))
    learn(keys('+886912345678', 'TW.a'))
    learn(keys('+886955555555', 'TW.b'))
    // A number of before may stand in a late status: it is not taken over.
    learn(keys('+886900000009', 'TW.a'))
    expect(all()).toEqual([{ seq, ...keys('+886912345678', 'TW.a') }])
  })

  it('joins a nameless record when its number becomes known', () => {
    room.vault.store.write((db) =>
      db.run(
        sql`insert into customer (seq, customer_id, phone, same_person_key, created_at, changed_at, import_id) values (1, 'cus_1', '+886912345678', '+886912345678', 0, 0, 'imp_1')`,
      ),
    )
    const hidden = write(keys(null, 'TW.a'), 1000)
    expect(hidden).not.toBe(1)
    expect(write(keys('+886912345678', 'TW.a'), 2000)).toBe(1)
    expect(moved).toEqual([[hidden, 1]])
    expect(all()).toEqual([{ seq: 1, ...keys('+886912345678', 'TW.a') }])
  })

  it('follows a number that changed without a notice, but not by an older message', () => {
    const seq = write(keys('+886912345678', 'TW.a'), 2000)
    expect(write(keys('+886955555555', 'TW.a'), 1000)).toBe(seq)
    expect(all()).toMatchObject([{ phone: '+886912345678' }])
    expect(write(keys('+886955555555', 'TW.a'), 3000)).toBe(seq)
    expect(all()).toMatchObject([{ phone: '+886955555555' }])
    // What was written from the old number before that still belongs to the same customer.
    expect(write(keys('+886912345678', null), 2500)).toBe(seq)
  })
})

describe('a change of number', () => {
  it('gives the new keys to the owner of the old ones, and the same change again does nothing', () => {
    const seq = write(OLD, 1000)
    expect(follow(OLD, NEW, 2000)).toMatchObject({ customer: { customerSeq: seq }, other: null })
    expect(all()).toEqual([{ seq, ...NEW }])
    const before = everything()
    expect(follow(OLD, NEW, 2000)).toEqual({ customer: null, other: null })
    expect(everything()).toBe(before)
    expect(write(NEW, 3000)).toBe(seq)
  })

  it('joins who wrote under the new number before the change was told, with conversation and refusal', () => {
    const seq = write(OLD, 1000)
    const newer = write(NEW, 1500)
    room.vault.store.write((db) =>
      room.customer.recordOffers(db, newer, { decision: 'no', source: 'chat', detail: 'stop', at: 1600, by: 'customer' }),
    )
    expect(follow(OLD, NEW, 1400)).toMatchObject({ customer: { customerSeq: seq }, other: null })
    expect(all()).toEqual([{ seq, ...NEW }])
    expect(owners()).toEqual([seq])
    expect(room.vault.store.read.get(sql`select offers from customer`)).toEqual({ offers: 'no' })
  })

  it.each([
    ['a tag', sql`insert into customer_tag (customer_seq, tag) values (2, 'VIP')`],
    ['a note', sql`update customer set note = 'x' where seq = 2`],
    [
      'consent on paper',
      sql`insert into consent_event (customer_seq, at, recorded_at, purpose, decision, source, detail, wording, recorded_by) values (2, 1, 1, 'offers', 'yes', 'paper-form', '', '', 'x')`,
    ],
    ['an import', sql`update customer set import_id = 'imp_1' where seq = 2`],
    ['a mark as blocked', sql`update customer set blocked = 1 where seq = 2`],
  ])('keeps both when the new number belongs to a record with %s: the stale number goes, and both are noted', (_what, own) => {
    const seq = write(OLD, 1000)
    const other = write(NEW, 1500)
    room.vault.store.write((db) => db.run(own))
    expect(follow(OLD, NEW, 1400)).toMatchObject({ customer: { customerSeq: seq }, other: { customerSeq: other } })
    expect(all()).toEqual([
      { seq, ...OLD, phone: null },
      { seq: other, ...NEW },
    ])
    expect(doubts()).toEqual([{ one: seq, other }])
    const before = everything()
    expect(follow(OLD, NEW, 1400)).toEqual({ customer: null, other: null })
    expect(everything()).toBe(before)
  })

  it('never merges into an older customer, even one with nothing but a chat', () => {
    const older = write(NEW, 500)
    const seq = write(OLD, 1000)
    follow(OLD, NEW, 2000)
    expect(all()).toEqual([
      { seq: older, ...NEW },
      { seq, ...OLD, phone: null },
    ])
  })

  it('does nothing when old and new are unknown', () => {
    const before = everything()
    expect(follow(OLD, NEW, 2000)).toEqual({ customer: null, other: null })
    expect(everything()).toBe(before)
  })

  it('leaves alone who has the old number today', () => {
    const seq = write(OLD, 1000)
    follow(OLD, NEW, 2000)
    const next = write(keys(OLD.phone, 'TW.other'), 3000)
    expect(next).not.toBe(seq)
    follow(OLD, NEW, 2000)
    follow(OLD, keys('+886966666666', 'TW.third'), 4000)
    expect(all()).toEqual([
      { seq, ...NEW },
      { seq: next, ...keys(OLD.phone, 'TW.other') },
    ])
  })

  it('told by numbers alone, and again when somebody else has the old number, leaves that one alone', () => {
    const seq = write(keys(OLD.phone, null), 1000)
    follow(keys(OLD.phone, null), keys(NEW.phone, null), 2000)
    const next = write(keys(OLD.phone, null), 3000)
    const before = everything()
    expect(follow(keys(OLD.phone, null), keys(NEW.phone, null), 2000)).toEqual({ customer: null, other: null })
    expect(everything()).toBe(before)
    expect(all()).toMatchObject([
      { seq, phone: NEW.phone },
      { seq: next, phone: OLD.phone },
    ])
  })

  it('by id alone keeps the number that is known', () => {
    const seq = write(OLD, 1000)
    follow(keys(null, 'TW.old'), keys(null, 'TW.new'), 2000)
    expect(all()).toEqual([{ seq, ...keys(OLD.phone, 'TW.new') }])
  })

  it('takes late messages under the old keys as those of who had them then', () => {
    const seq = write(OLD, 1000)
    follow(OLD, NEW, 2000)
    expect(write(OLD, 1900)).toBe(seq)
    expect(all()).toEqual([{ seq, ...NEW }])
    expect(write(keys(OLD.phone, 'TW.stranger'), 2100)).not.toBe(seq)
  })
})

type Step = { readonly person: number; readonly kind: 'old' | 'new' | 'change'; readonly at: number; readonly hidden: boolean }

const keysOf = ({ person, hidden }: Step, age: 'old' | 'new'): Keys =>
  keys(hidden ? null : `+88691${age === 'old' ? 1 : 2}0000${String(person).padStart(2, '0')}`, `TW.${age}${person}`)
const changeOf = (step: Step): KeyChange => ({
  before: keysOf({ ...step, hidden: false }, 'old'),
  now: keysOf({ ...step, hidden: false }, 'new'),
  at: 5_000,
})

function take(step: Step): void {
  if (step.kind === 'change') {
    const { before, now, at } = changeOf(step)
    follow(before, now, at)
  } else write(keysOf(step, step.kind), step.at, `${step.person}.${step.kind}.${step.at}`)
}

const stepsOf = (person: number): fc.Arbitrary<Step[]> =>
  fc
    .array(fc.record({ kind: fc.constantFrom('old', 'new', 'change'), offset: fc.nat(1_000), hidden: fc.boolean() }), { maxLength: 5 })
    .map((rest) => rest.map(({ kind, offset, hidden }) => ({ person, kind, hidden, at: (kind === 'old' ? 1_000 : 6_000) + offset })))

const clear = () =>
  room.vault.store.write((db) => {
    for (const statement of [
      sql`delete from said`,
      sql`delete from customer`,
      sql`delete from former_key`,
      sql`delete from identity_doubt`,
    ])
      db.run(statement)
  })

describe('in any order, with anything twice', () => {
  it('nobody is mixed up with anybody, no message is lost, and the same event in a row changes nothing', () => {
    const orders = fc
      .tuple(stepsOf(1), stepsOf(2), stepsOf(3))
      .chain((lists) => fc.shuffledSubarray(lists.flat(), { minLength: lists.flat().length }))
    fc.assert(
      fc.property(orders, (steps) => {
        clear()
        for (const step of steps) {
          take(step)
          const once = everything()
          take(step)
          expect(everything()).toBe(once)
        }
        const said = room.vault.store.read.all<{ wamid: string; owner: number | null }>(
          sql`select wamid, c.seq as owner from said left join customer c on c.seq = said.customer_seq`,
        )
        const messages = new Set(steps.filter(({ kind }) => kind !== 'change').map((step) => `${step.person}.${step.kind}.${step.at}`))
        expect(said.map(({ wamid }) => wamid).toSorted()).toEqual([...messages].toSorted())
        const people = new Map<number | null, Set<string>>()
        for (const { wamid, owner } of said) people.set(owner, (people.get(owner) ?? new Set()).add(wamid.split('.')[0] ?? ''))
        expect(people.has(null)).toBe(false)
        for (const persons of people.values()) expect(persons.size).toBe(1)
      }),
      { numRuns: 120, seed: 12 },
    )
  })

  it('a person known by the old keys ends as one customer under the new ones', () => {
    const orders = stepsOf(1).chain((steps) =>
      fc.shuffledSubarray([...steps, { person: 1, kind: 'change', at: 0, hidden: false } as Step], { minLength: steps.length + 1 }),
    )
    fc.assert(
      fc.property(orders, (steps) => {
        clear()
        write(keysOf({ person: 1, kind: 'old', at: 0, hidden: false }, 'old'), 900, '1.old.900')
        for (const step of steps) take(step)
        expect(all()).toMatchObject([keysOf({ person: 1, kind: 'new', at: 0, hidden: false }, 'new')])
      }),
      { numRuns: 150, seed: 21 },
    )
  })
})
