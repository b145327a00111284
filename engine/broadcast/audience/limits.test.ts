import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Audience } from '#contract/ipc/broadcast-content.ts'
import type { CallInput } from '#contract/ipc/index.ts'
import { broadcastRoom, couponContent, NOON } from '../../../test/support/broadcast-room.ts'
import { sql } from '../../store/index.ts'
import { makePlanNow } from '../plan.ts'
import { createHoldout } from './holdout.ts'
import { missingGroups } from './queries.ts'

type Asked = CallInput<'broadcast.audience'>['audience']
const HOUR = 3_600_000
const DAY = 24 * HOUR

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

const everyone = { include: { kind: 'everyone' } } as const
const tagged = (tag: string) => ({ any: [{ all: [{ fact: 'tag' as const, tags: [tag] }] }] })
const count = (audience: Asked) => kit.must('broadcast.audience', { audience })
const group = (name: string) => kit.must('group.save', { name, rule: tagged(name), sentence: name })

/** An offer that Meta took. */
function offered(seq: number, at: number): void {
  kit.store.write((db) => {
    db.run(sql`
      insert into run (run_id, owner, purpose, state, pace_per_second, seal_hash, created_at) values ('offers', 'broadcast', 'offer', 'finished', 1, '', 1)
      on conflict do nothing`)
    db.run(sql`
      insert into send (send_id, run_id, rkey, customer_seq, body, body_sha256, state, accepted_at, changed_at)
      values (${`snd_${seq}_${at}`}, 'offers', ${`${seq} ${at}`}, ${seq}, '{}', '', 'accepted', ${at}, ${at})`)
  })
}

describe('whom an audience asks', () => {
  it('are the people of groups as they are at that moment, or of a rule of its own', async () => {
    const { seq } = kit.add({ tags: ['VIP'] })
    kit.add({ tags: ['tea'] })
    kit.add()
    const [vip, tea] = [await group('VIP'), await group('tea')]
    const groups = (...groupIds: (typeof vip.groupId)[]) => count({ include: { kind: 'groups', groupIds } })
    expect((await groups(vip.groupId, tea.groupId)).goes).toBe(2)
    expect((await count({ include: { kind: 'rule', rule: tagged('tea') } })).goes).toBe(1)
    kit.store.write((db) => db.run(sql`delete from customer_tag where customer_seq = ${seq}`))
    expect((await groups(vip.groupId)).matched).toBe(0)
  })

  it('are nobody of a group that is gone, and that is told', async () => {
    kit.add({ tags: ['VIP'] })
    const [gone, kept] = [await group('VIP'), await group('tea')]
    await kit.must('group.remove', { groupId: gone.groupId })
    const audience = Audience.parse({
      include: { kind: 'groups', groupIds: [gone.groupId, kept.groupId] },
      excludeGroupIds: [gone.groupId],
    })
    expect(missingGroups(kit.store.read, audience)).toEqual([gone.groupId])
    expect((await count(audience)).matched).toBe(0)
  })
})

describe('whom an audience leaves out', () => {
  it('are people of groups or a rule, people who wait for an answer, and people who got offers too often', async () => {
    const [first, second, third, fourth, fifth] = Array.from({ length: 5 }, (_, n) =>
      kit.add({ tags: n === 0 ? ['VIP'] : n === 1 ? ['tea'] : [] }),
    )
    const { groupId } = await group('VIP')
    kit.store.write((db) => {
      for (const [person, direction, closed] of [
        [third, 'in', 0],
        [fourth, 'out', 0],
        [fifth, 'in', 1],
      ] as const)
        db.run(
          sql`insert into conversation (customer_seq, last_at, last_direction, closed) values (${person?.seq ?? 0}, 1, ${direction}, ${closed})`,
        )
    })
    for (const days of [1, 6]) offered(fourth?.seq ?? 0, NOON - days * DAY)
    offered(fifth?.seq ?? 0, NOON - 8 * DAY)
    offered(fifth?.seq ?? 0, NOON - 1 * DAY)
    const audience = {
      ...everyone,
      excludeGroupIds: [groupId],
      excludeRule: tagged('tea'),
      excludeWaiting: true,
      mostOffers: { count: 2, days: 7 },
    }
    expect(await count(audience)).toEqual({
      matched: 5,
      goes: 1,
      skipped: [
        { reason: 'excluded', count: 2 },
        { reason: 'offered-often', count: 1 },
        { reason: 'waiting-for-answer', count: 1 },
      ],
    })
    const excluded = await kit.must('broadcast.audiencePeople', { audience, reason: 'excluded' })
    expect(excluded.people.map((one) => one.customerId)).toEqual([first?.customerId, second?.customerId])
  })

  it('are listed by the review that counted them: who is kept back differs by broadcast', async () => {
    for (let index = 0; index < 60; index += 1) kit.add()
    const content = { ...couponContent, audience: { ...everyone, holdoutPercent: 50 } }
    const { broadcastId } = await kit.must('broadcast.draft', { content })
    const { skipped, goes } = await kit.must('broadcast.review', { broadcastId })
    const { audience } = (await kit.must('broadcast.get', { broadcastId })).content
    await kit.must('broadcast.approve', { broadcastId })
    const kept = kit.store.read.all<{ id: string }>(sql`
      select c.customer_id as id from broadcast_left_out l join customer c on c.seq = l.customer_seq where l.broadcast_id = ${broadcastId} order by c.seq`)
    expect([{ reason: 'holdout', count: kept.length }]).toEqual(skipped)
    for (const given of [{ content }, {}]) {
      const list = async (reason: 'holdout' | null) =>
        (await kit.must('broadcast.audiencePeople', { audience, broadcastId, reason, limit: 500, ...given })).people.map(
          (one) => one.customerId,
        )
      expect(await list('holdout')).toEqual(kept.map(({ id }) => id))
      expect(await list(null)).toHaveLength(goes)
    }
  })

  it('are only whom one time of a series asks, where it is one', async () => {
    const { seq } = kit.add()
    kit.add()
    kit.store.write((db) => db.run(sql`insert into customer_date (customer_seq, date, month, day) values (${seq}, 'birthday', 11, 25)`))
    const skipIf = { ordered: true, replied: false }
    const seriesId = 'ser_0000000001' as NonNullable<Asked['seriesTime']>['seriesId']
    const asked = (date: { name: string; on: string } | null) => count({ ...everyone, seriesTime: { seriesId, date, skipIf } })
    expect((await asked({ name: 'birthday', on: '2026-11-25' })).matched).toBe(1)
    expect((await asked({ name: 'birthday', on: '2026-11-26' })).matched).toBe(0)
    expect((await asked(null)).matched).toBe(2)
  })

  it('are a random part, the same for the same broadcast and another one for another', () => {
    const seqs = Array.from({ length: 20_000 }, (_, seq) => seq + 1)
    const kept = (percent: number, id: string) => new Set(seqs.filter(createHoldout(percent, id)))
    const [ten, again, other] = [kept(10, 'brc_1'), kept(10, 'brc_1'), kept(10, 'brc_2')]
    expect(again).toEqual(ten)
    // Six deviations of a fair draw.
    for (const set of [ten, other]) expect(Math.abs(set.size - 2_000)).toBeLessThan(6 * Math.sqrt(20_000 * 0.1 * 0.9))
    const both = [...ten].filter((seq) => other.has(seq)).length
    expect(Math.abs(both - 200)).toBeLessThan(6 * Math.sqrt(20_000 * 0.01 * 0.99))
    // Nobody who is kept back at ten in a hundred goes at twenty.
    const twenty = kept(20, 'brc_1')
    expect([...ten].every((seq) => twenty.has(seq))).toBe(true)
    expect(kept(0, 'brc_1').size).toBe(0)
  })

  it('are the same people in the count as in the plan that is sealed, whoever they are', async () => {
    const anyone = fc.record({
      offers: fc.constantFrom('yes', 'yes', 'yes', 'no', 'stopped', 'unknown' as const),
      blocked: fc.constantFrom(false, false, false, true),
      unusable: fc.constantFrom(false, false, true),
      phone: fc.constantFrom('own', 'us', 'none' as const),
      isTwin: fc.constantFrom(false, false, true),
      tags: fc.uniqueArray(fc.constantFrom('VIP', 'tea', 'complaint')),
      lastOfferAt: fc.option(fc.integer({ min: NOON - 100 * HOUR, max: NOON })),
      offers7: fc.array(fc.integer({ min: NOON - 10 * DAY, max: NOON }), { maxLength: 3 }),
      isWaiting: fc.boolean(),
    })
    const { groupId } = await group('tea')
    const anyAudience = fc.record({
      include: fc.constantFrom(
        { kind: 'everyone' },
        { kind: 'tags', tags: ['VIP', 'tea'] },
        { kind: 'groups', groupIds: [groupId] },
        { kind: 'rule', rule: tagged('VIP') },
      ),
      excludeTags: fc.constantFrom([], ['complaint']),
      excludeGroupIds: fc.constantFrom([], [groupId]),
      excludeRule: fc.constantFrom(null, tagged('VIP')),
      excludeWaiting: fc.boolean(),
      restingHours: fc.constantFrom(null, 48),
      mostOffers: fc.constantFrom(null, { count: 1, days: 3 }, { count: 2, days: 7 }),
      holdoutPercent: fc.constantFrom(0, 30),
    })
    let twins = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyone, { maxLength: 6 }), anyAudience, async (people, asked) => {
        for (const one of people) {
          twins += 1
          const { phone, lastOfferAt, isTwin, ...facts } = one
          const number = { own: {}, us: { phone: `+1415555${String(1_000 + twins)}` }, none: { phone: null } }[phone]
          const rest = { ...(lastOfferAt === null ? {} : { lastOfferAt }), ...(isTwin ? { waId: `8869${10_000_000 + twins - 1}` } : {}) }
          const { seq } = kit.add({ ...facts, ...number, ...rest })
          for (const at of one.offers7) offered(seq, at)
          if (one.isWaiting)
            kit.store.write((db) => db.run(sql`insert into conversation (customer_seq, last_at, last_direction) values (${seq}, 1, 'in')`))
        }
        const audience = Audience.parse(asked)
        const counted = await count(audience)
        const plan = makePlanNow(kit, kit.store.read, { audience, message: null, at: NOON })
        expect(counted.goes).toBe(plan.goes.length)
        expect(new Map(counted.skipped.map(({ reason, count: n }) => [reason, n]))).toEqual(plan.counts)
        expect(counted.matched).toBe(plan.goes.length + plan.leftOut.length)
        for (const reason of [null, ...plan.counts.keys()]) {
          const { people: shown } = await kit.must('broadcast.audiencePeople', { audience, reason, limit: 500 })
          const planned =
            reason === null
              ? plan.goes.map(({ person }) => person.customerId)
              : plan.leftOut.filter((one) => one.reason === reason).map((one) => one.customerId)
          expect(shown.map((one) => one.customerId)).toEqual(planned)
        }
      }),
      { numRuns: 40 },
    )
  })
})
