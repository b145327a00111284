import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { broadcastRoom, couponContent, NOON } from '../../../test/support/broadcast-room.ts'
import { sql } from '../../store/index.ts'
import { actualCost, mergeSkips, type DeliveredGroup } from './rules.ts'

describe('the cost that Meta charges', () => {
  const group = (over: Partial<DeliveredGroup>): DeliveredGroup => ({
    market: 'MY',
    people: 1,
    priceMicros: 86_000,
    category: 'MARKETING',
    pricedCategory: 'marketing',
    pricedType: 'regular',
    ...over,
  })
  const prices = (_: string, category: string) =>
    category === 'utility'
      ? { priceMicros: 14_000, isSample: true }
      : category === 'service'
        ? undefined
        : { priceMicros: 86_000, isSample: true }

  it('is the frozen price, nothing where it was free, and that of the category that Meta reports', () => {
    const cost = actualCost(
      [
        group({ people: 3 }),
        group({ people: 2, pricedCategory: null, pricedType: null }),
        group({ people: 1, pricedCategory: 'marketing_lite' }),
        group({ people: 4, pricedType: 'free_entry_point' }),
        group({ people: 5, pricedCategory: 'utility' }),
        group({ people: 1, pricedCategory: 'service' }),
        group({ market: 'GB', people: 1, priceMicros: null }),
      ],
      prices,
    )
    expect(cost).toEqual({
      rows: [
        { market: 'MY', people: 6, priceMicros: 86_000, totalMicros: 516_000, isSample: true },
        { market: 'MY', people: 5, priceMicros: 14_000, totalMicros: 70_000, isSample: true },
        { market: 'MY', people: 4, priceMicros: 0, totalMicros: 0, isSample: false },
        { market: 'GB', people: 1, priceMicros: null, totalMicros: null, isSample: true },
        { market: 'MY', people: 1, priceMicros: null, totalMicros: null, isSample: false },
      ],
      totalMicros: 586_000,
    })
  })

  it('tells ordinary messages apart, each with the mark of the rule that priced it', () => {
    const cost = actualCost(
      [
        group({ people: 3 }),
        group({ people: 2, category: '', pricedCategory: null, pricedType: null }),
        group({ people: 1, category: '', pricedCategory: 'service' }),
        group({ people: 4, category: '', priceMicros: 5_000, pricedCategory: 'service', pricedType: 'free_customer_service' }),
      ],
      (_, category) => (category === 'service' ? { priceMicros: 86_000, isSample: false } : { priceMicros: 86_000, isSample: true }),
    )
    expect(cost.rows).toEqual([
      { market: 'MY', people: 4, priceMicros: 0, totalMicros: 0, isSample: false, isOrdinary: true },
      { market: 'MY', people: 3, priceMicros: 86_000, totalMicros: 258_000, isSample: true },
      { market: 'MY', people: 3, priceMicros: 86_000, totalMicros: 258_000, isSample: false, isOrdinary: true },
    ])
  })

  it('always adds up', () => {
    const any = fc.record({
      market: fc.constantFrom('MY', 'BR'),
      people: fc.integer({ min: 1, max: 1_000 }),
      priceMicros: fc.constantFrom(1, 73_200, null),
      category: fc.constantFrom('MARKETING', 'UTILITY'),
      pricedCategory: fc.constantFrom('marketing', 'utility', 'service', null),
      pricedType: fc.constantFrom('regular', 'free_customer_service', null),
    })
    fc.assert(
      fc.property(fc.array(any), (groups) => {
        const cost = actualCost(groups, prices)
        expect(cost.rows.reduce((sum, row) => sum + row.people, 0)).toBe(groups.reduce((sum, one) => sum + one.people, 0))
        expect(cost.rows.reduce((sum, row) => sum + (row.totalMicros ?? 0), 0)).toBe(cost.totalMicros)
      }),
    )
  })
})

describe('reasons', () => {
  it('of review and run are counted together', () => {
    expect(
      mergeSkips(
        ['opted-out', 'no-consent', 'stopped-by-hand'],
        [
          { reason: 'no-consent', count: 3 },
          { reason: 'opted-out', count: 1 },
        ],
        [
          { reason: 'opted-out', count: 2 },
          { reason: 'a later word', count: 1 },
        ],
      ),
    ).toEqual([
      { reason: 'opted-out', count: 3 },
      { reason: 'no-consent', count: 3 },
      { reason: 'stopped-by-hand', count: 1 },
    ])
  })
})

describe('of a broadcast', () => {
  let kit: Awaited<ReturnType<typeof broadcastRoom>>
  let broadcastId: Awaited<ReturnType<(typeof kit)['launch']>>
  const HOUR = 3_600_000
  beforeEach(async () => {
    kit = await broadcastRoom()
    const people = [
      kit.add({ name: '陳美玲', phone: '+886912345678' }),
      kit.add({ name: 'Ana_100%' }),
      kit.add({ name: 'Bo' }),
      kit.add({ name: 'Cy' }),
      kit.add({ name: 'Di' }),
      kit.add({ name: 'Refused', offers: 'no' }),
      kit.add({ name: 'Unasked', offers: 'unknown' }),
    ]
    kit.meta.answer = (_, n) =>
      n === 5
        ? { kind: 'rejected', metaCode: 131026, httpStatus: 400 }
        : { kind: 'accepted', wamid: `wamid.${n}`, waId: null, userId: null, heldForQuality: false, httpStatus: 200 }
    broadcastId = await kit.launch()
    await kit.clock.advance(5_000)
    const tell = (n: number, status: 'delivered' | 'read' | 'failed', facts: object = {}) =>
      kit.store.write((db) =>
        kit.ledger.recordStatus(db, {
          wamid: `wamid.${n}`,
          status,
          at: kit.clock.now(),
          metaCode: null,
          opaque: null,
          pricing: null,
          ...facts,
        }),
      )
    tell(1, 'delivered', { pricing: { category: 'marketing', type: 'regular' } })
    tell(1, 'read')
    tell(2, 'read', { pricing: { category: 'marketing', type: 'free_entry_point' } })
    tell(3, 'delivered')
    tell(4, 'failed', { metaCode: 131049 })
    const write = (seq: number, afterMs: number) =>
      kit.store.write((db) =>
        db.run(sql`
          insert into message (message_id, customer_seq, direction, content, at, received_at)
          values (${`msg_${seq}_${afterMs}`}, ${seq}, 'in', '{}', ${kit.clock.now() + afterMs}, 0)`),
      )
    write(people[0]!.seq, HOUR)
    write(people[0]!.seq, 2 * HOUR)
    // Stamped with the whole second in which the message was accepted.
    const accepted = (seq: number) =>
      kit.store.read.get<{ at: number }>(sql`select accepted_at as at from send where customer_seq = ${seq}`)!.at
    write(people[2]!.seq, Math.floor(accepted(people[2]!.seq) / 1_000) * 1_000 - kit.clock.now())
    // Never arrived: whoever writes meanwhile answers something else.
    write(people[3]!.seq, HOUR)
    write(people[1]!.seq, 8 * 24 * HOUR)
    write(people[2]!.seq, -2 * 24 * HOUR)
    kit.store.write((db) =>
      kit.customer.recordOffers(db, people[2]!.seq, {
        decision: 'no',
        source: 'chat',
        detail: '',
        at: kit.clock.now() + HOUR,
        by: 'customer',
      }),
    )
  })
  afterEach(() => kit.remove())

  it('the report counts people: a read message was delivered, an answer counts within a week', async () => {
    expect(await kit.must('broadcast.report', { broadcastId: broadcastId })).toMatchObject({
      summary: { state: 'finished', counts: { matched: 7, skipped: 2, read: 2, delivered: 1, failed: 1, rejected: 1 } },
      funnel: { shouldGet: 5, delivered: 3, read: 2, replied: 2 },
      failures: [
        { metaCode: 131026, reason: '', count: 1 },
        { metaCode: 131049, count: 1 },
      ],
      skipped: [
        { reason: 'opted-out', count: 1 },
        { reason: 'no-consent', count: 1 },
      ],
      costByMarket: [
        { market: 'rest-of-asia-pacific', people: 2, priceMicros: 73_200, totalMicros: 146_400, isSample: true },
        { market: 'rest-of-asia-pacific', people: 1, priceMicros: 0, totalMicros: 0 },
      ],
      costMicros: 146_400,
      estimateMicros: 366_000,
      currency: 'USD',
      optedOut: 1,
      couponsSent: 4,
    })
  })

  const list = (input: Partial<CallInput<'broadcast.recipients'>>) =>
    kit.must('broadcast.recipients', { broadcastId: broadcastId, ...input })
  const names = async (input: Partial<CallInput<'broadcast.recipients'>>) => (await list(input)).recipients.map((one) => one.name)

  it('the list names every single person, page by page, those left out at the end', async () => {
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await list({ limit: 2, ...(cursor === undefined ? {} : { cursor }) })
      expect(page.total).toBe(7)
      all.push(...page.recipients.map((one) => `${one.name}: ${one.state} ${one.reason ?? one.metaCode ?? ''}`.trim()))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(all).toEqual([
      '陳美玲: read',
      'Ana_100%: read',
      'Bo: delivered',
      'Cy: failed 131049',
      'Di: rejected 131026',
      'Refused: skipped opted-out',
      'Unasked: skipped no-consent',
    ])
  })

  it('the list is narrowed by state, reason, and by part of name, number, coupon or Meta’s code', async () => {
    const first = (await list({ limit: 1 })).recipients[0]
    expect([
      await names({ state: 'read' }),
      await names({ state: 'skipped', reason: 'opted-out' }),
      await names({ reason: '131026' }),
      await names({ search: '美玲' }),
      await names({ search: '0912-345' }),
      await names({ search: '%' }),
      await names({ search: 'ANA_' }),
      await names({ search: (first?.couponCode ?? '').toLowerCase() }),
      await names({ search: '131049' }),
      await names({ search: 'no-consent' }),
      await names({ search: 'nobody' }),
    ]).toEqual([['陳美玲', 'Ana_100%'], ['Refused'], ['Di'], ['陳美玲'], ['陳美玲'], [], ['Ana_100%'], ['陳美玲'], ['Cy'], ['Unasked'], []])
  })

  it('the list keeps a place for the erased, without name or number', async () => {
    const id = (await list({ limit: 1 })).recipients[0]?.customerId ?? ''
    kit.store.write((db) => {
      for (const source of [...kit.ledger.personalData, ...kit.coupon.personalData, ...kit.room.personalData]) source.erase(db, id)
      db.run(sql`delete from customer where customer_id = ${id}`)
    })
    const page = await list({ limit: 1 })
    expect(page).toMatchObject({ total: 7, recipients: [{ customerId: null, name: '', phone: null, couponCode: null }] })
  })

  it('what is kept about one person can be shown and erased, codes stay spoken for', () => {
    const id = kit.store.read.get<{ id: string }>(sql`select customer_id as id from customer where name = '陳美玲'`)!.id
    const refused = kit.store.read.get<{ id: string }>(sql`select customer_id as id from customer where name = 'Refused'`)!.id
    const [coupons] = kit.coupon.personalData
    const [broadcasts] = kit.room.personalData
    expect([coupons?.count(kit.store.read, id), broadcasts?.count(kit.store.read, refused)]).toEqual([1, 1])
    expect(coupons?.collect(kit.store.read, id).items).toEqual([
      {
        code: expect.stringMatching(/^TEA-/),
        coupon: 'Autumn tea',
        broadcast: 'Autumn tea',
        state: 'issued',
        expiresAt: expect.any(Number),
        createdAt: NOON,
        handedOutAt: null,
        handedOutFor: null,
      },
    ])
    expect(broadcasts?.collect(kit.store.read, refused).items).toEqual([
      { broadcast: 'Autumn tea', what: 'left out', detail: 'opted-out', at: NOON },
    ])
    expect(kit.store.write((db) => [coupons?.erase(db, id), broadcasts?.erase(db, refused)])).toEqual([1, 1])
    expect([coupons?.count(kit.store.read, id), broadcasts?.count(kit.store.read, refused)]).toEqual([0, 0])
    expect(kit.store.read.get(sql`select count(*) as n from coupon_code where state <> 'free'`)).toEqual({ n: 4 })
    expect(kit.store.read.get(sql`select count(*) as n from broadcast_left_out`)).toEqual({ n: 2 })
  })

  it('nothing is reported before it was approved', async () => {
    const draft = await kit.must('broadcast.draft', { content: couponContent })
    expect(await kit.call('broadcast.report', { broadcastId: draft.broadcastId })).toMatchObject({
      error: { code: 'broadcast-state-refused' },
    })
    expect(await kit.call('broadcast.recipients', { broadcastId: 'brc_0123456789' })).toMatchObject({
      error: { code: 'broadcast-missing' },
    })
  })
})
