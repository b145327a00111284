import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { broadcastRoom, couponContent, couponTemplate, NOON } from '../../../test/support/broadcast-room.ts'
import { sql } from '../../store/index.ts'

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

type Content = CallInput<'broadcast.draft'>['content']
async function review(content: Partial<Content> = {}) {
  const { broadcastId } = await kit.must('broadcast.draft', { content: { ...couponContent, ...content } })
  return kit.must('broadcast.review', { broadcastId })
}

describe('a review', () => {
  it('says who gets it, what it costs at most, and shows the oddest messages', async () => {
    kit.add({ name: '陳美玲', addressAs: '陳小姐' })
    kit.add({ name: 'Ana', phone: '+5581900000010', lastInboundAt: NOON - 3_600_000 })
    kit.add({ phone: '+60123456789' })
    kit.add({ phone: '+447911123456' })
    kit.add({ offers: 'unknown' })
    kit.ledger.setDailyLimit(250)
    expect(await review()).toMatchObject({
      matched: 5,
      goes: 4,
      skipped: [{ reason: 'no-consent', count: 1 }],
      cost: {
        rows: [
          { market: 'BR', people: 1, priceMicros: 62_491, totalMicros: 62_491, isSample: false },
          { market: 'GB', people: 1, priceMicros: null, totalMicros: null, isSample: false },
          { market: 'MY', people: 1, priceMicros: 86_000, totalMicros: 86_000, isSample: true },
          { market: 'rest-of-asia-pacific', people: 1, priceMicros: 73_200, totalMicros: 73_200, isSample: true },
        ],
        totalMicros: 221_691,
        currency: 'USD',
        unknownPeople: 1,
        pricesFrom: '2026-10-01',
      },
      dailyLimit: { limit: 250, used: 0, thisRun: 3, openWindows: 1 },
      variables: [
        { name: 'who', missing: 3, fallback: '貴賓' },
        { name: 'tea', missing: 0, fallback: '' },
        { name: 'code', missing: 0, fallback: '' },
        { name: 'ends', missing: 0, fallback: '' },
      ],
      coupon: { kind: 'one-each', needed: 4, longest: 10 },
      issues: [{ code: 'price-unknown', level: 'warn', params: { people: 1 } }],
      durationMs: 40,
    })
  })

  it('renders each sample as the phone shows it', async () => {
    const { customerId } = kit.add({ name: '陳美玲', addressAs: '陳小姐' })
    const { samples, coupon } = await review()
    expect(samples).toEqual([
      {
        customerId,
        customerName: '陳美玲',
        language: 'zh_TW',
        headerImageUrl: null,
        headerText: null,
        body: `親愛的陳小姐，凍頂烏龍優惠碼 ${coupon?.sample}，11/30前有效。`,
        footer: '回覆「取消」停收',
        buttons: [
          { type: 'COPY_CODE', text: 'Copy offer code' },
          { type: 'QUICK_REPLY', text: '看商品' },
          { type: 'QUICK_REPLY', text: '停止優惠訊息' },
        ],
        couponCode: coupon?.sample,
        usedFallback: [],
        header: 'none',
        place: null,
        cards: [],
        offer: null,
        links: [],
        tooLong: null,
      },
    ])
  })

  it('has a hash that changes with everything that matters, and with nothing else', async () => {
    const ana = kit.add({ name: 'Ana', addressAs: 'Ana' })
    const { broadcastId } = await kit.must('broadcast.draft', { content: couponContent })
    const hash = async () => (await kit.must('broadcast.review', { broadcastId })).reviewHash
    const hashes = [await hash()]
    expect(await hash()).toBe(hashes[0])
    await kit.clock.advance(1_000)
    await kit.template.sync()
    expect(await hash()).toBe(hashes[0])
    const change = async (work: () => unknown) => {
      await work()
      hashes.push(await hash())
    }
    await change(() => kit.must('broadcast.draft', { broadcastId, content: { ...couponContent, pacePerSecond: 5 } }))
    await change(() => kit.add())
    await change(() =>
      kit.store.write((db) => kit.customer.recordOffers(db, ana.seq, { decision: 'no', source: 'chat', detail: '', at: NOON, by: 'me' })),
    )
    await change(async () => {
      kit.nodes.products = [{ ...kit.nodes.products[0]!, name: '春茶' }, kit.nodes.products[1]!]
      await kit.catalog.sync()
    })
    await change(async () => {
      kit.nodes.templates = [{ ...couponTemplate, components: [{ type: 'BODY', text: '{{who}}{{tea}}{{code}}{{ends}}！' }] }]
      await kit.template.sync()
    })
    await change(() =>
      kit.price.handlers['price.save']?.(
        { market: 'rest-of-asia-pacific', category: 'marketing', currency: 'USD', priceMicros: 1, validFrom: '2026-11-01' },
        { role: 'owner', person: '', signal: new AbortController().signal },
      ),
    )
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  it('says what stops it: template, language, variables, coupon, products, connection', async () => {
    kit.add()
    const { who: _, ...withoutWho } = couponContent.variables ?? {}
    const stops = async (content: Partial<Content>) =>
      (await review(content)).issues
        .filter((issue) => issue.level === 'stop')
        .map((issue) => [issue.code, issue.params['variable'] ?? issue.params['product']])
    expect([
      await stops({ template: { name: 'tea_coupon', language: 'en' } }),
      await stops({ template: { name: 'gone', language: 'en' } }),
      await stops({ variables: withoutWho }),
      await stops({ coupon: null }),
      await stops({ coupon: { kind: 'one-for-all', code: 'TEA15', endsAt: (NOON - 1) as never } }),
      await stops({ products: ['TEA-001', 'TEA-999'] }),
      await stops({ audience: { include: { kind: 'tags', tags: ['nobody'] } } }),
    ]).toEqual([
      [
        ['template-missing', undefined],
        ['nobody', undefined],
      ],
      [
        ['template-missing', undefined],
        ['nobody', undefined],
      ],
      [
        ['variable-unset', 'who'],
        ['nobody', undefined],
      ],
      [
        ['coupon-missing', undefined],
        ['nobody', undefined],
      ],
      [['coupon-missing', undefined]],
      [['product-missing', 'TEA-999']],
      [['nobody', undefined]],
    ])
    expect((await review({ template: { name: 'tea_coupon', language: 'en' } })).skipped).toEqual([{ reason: 'language-missing', count: 1 }])
    kit.meta.link = null
    expect(await stops({})).toEqual([['no-connection', undefined]])
  })

  it('splits a run that the daily limit does not let out at once, people with an open window first', async () => {
    for (let index = 0; index < 30; index += 1) kit.add(index < 2 ? { lastInboundAt: NOON - 3_600_000 } : {})
    kit.ledger.setDailyLimit(10)
    const { dailyLimit } = await review()
    expect(dailyLimit).toMatchObject({ limit: 10, thisRun: 28, openWindows: 2 })
    expect(dailyLimit.parts.map(({ at, people }) => [at - NOON, people])).toEqual([
      [0, 11],
      [86_400_000, 9],
      [2 * 86_400_000, 9],
      [3 * 86_400_000, 1],
    ])
    kit.ledger.setDailyLimit(250)
    expect((await review()).dailyLimit.parts).toEqual([])
  })

  it('says when it would not be done by its latest time, also for the daily limit, and stops where that has passed', async () => {
    for (let index = 0; index < 20; index += 1) kit.add()
    const late = async (latestAt: number, over: Partial<Content> = {}) => {
      const time = { kind: 'at' as const, at: NOON, latestAt }
      const { issues } = await review({ pacePerSecond: 1, quietHours: null, time, ...over })
      return issues.filter(({ code }) => code === 'too-late').map(({ level, params }) => [level, Number(params['endsAt']) - NOON])
    }
    expect([await late(NOON + 20_000), await late(NOON + 19_999), await late(NOON - 1)]).toEqual([
      [],
      [['warn', 20_000]],
      [['stop', 20_000]],
    ])
    // Eleven in the evening is quiet until nine.
    expect(
      await late(NOON + 11.5 * 3_600_000, {
        time: { kind: 'at', at: NOON + 11 * 3_600_000, latestAt: NOON + 11.5 * 3_600_000 },
        quietHours: { fromHour: 21, toHour: 9 },
      }),
    ).toEqual([['warn', 21 * 3_600_000 + 20_000]])
    kit.ledger.setDailyLimit(10)
    expect((await late(NOON + 3_600_000))[0]?.[0]).toBe('warn')
  })

  it('warns of people who would get three offers or more within seven days', async () => {
    const people = [kit.add(), kit.add(), kit.add(), kit.add()]
    const offer = (index: number, daysAgo: number, purpose = 'offer') =>
      kit.store.write((db) => {
        const id = `run_${index}_${daysAgo}`
        db.run(
          sql`insert into run (run_id, owner, purpose, state, pace_per_second, seal_hash, created_at) values (${id}, 'broadcast', ${purpose}, 'finished', 1, '', 0)`,
        )
        db.run(sql`
          insert into send (send_id, run_id, rkey, customer_seq, body, body_sha256, state, accepted_at, changed_at)
          values (${id}, ${id}, ${id}, ${people[index]?.seq ?? 0}, '{}', '', 'read', ${NOON - daysAgo * 86_400_000}, ${NOON})`)
      })
    offer(0, 1)
    for (const daysAgo of [1, 6]) offer(1, daysAgo)
    for (const daysAgo of [1, 3, 6]) offer(2, daysAgo)
    // A week ago is over, and a notice is no offer.
    for (const daysAgo of [1, 8]) offer(3, daysAgo)
    offer(3, 2, 'notice')
    const { manyOffers, issues } = await review()
    expect(manyOffers).toEqual([
      { offers: 3, people: 1 },
      { offers: 4, people: 1 },
    ])
    expect(issues).toContainEqual({ code: 'many-offers', level: 'warn', params: { offers: 4, people: 2 } })
  })

  it('foresees who gets only the first of two broadcasts that are close together, by name, and leaves the sums as they are', async () => {
    const HOUR = 3_600_000
    const time = (hours: number) => ({ kind: 'at' as const, at: (NOON + hours * HOUR) as typeof NOON & { readonly __brand?: never } })
    for (let index = 0; index < 3; index += 1) kit.add({ tags: ['VIP'] })
    kit.add()
    const vip = { include: { kind: 'tags' as const, tags: ['VIP'] } }
    const first = { ...couponContent, name: 'First', audience: { ...vip, restingHours: 24 }, quietHours: null }
    const seal = async (more: object) => {
      const { broadcastId } = await kit.must('broadcast.draft', { content: { ...first, ...more } })
      await kit.must('broadcast.approve', { broadcastId })
      await kit.must('broadcast.start', { broadcastId })
      return broadcastId
    }
    const planned = await seal({ time: time(10) })
    const soon = async (hours: number, restingHours: number | null = 24) => {
      const content = { ...couponContent, audience: { include: { kind: 'everyone' as const }, restingHours }, time: time(hours) }
      const { broadcastId } = await kit.must('broadcast.draft', { content })
      const { goes, matched, restingSoon, issues } = await kit.must('broadcast.review', { broadcastId })
      expect([matched, goes]).toEqual([4, 4])
      expect(issues.filter(({ code }) => code === 'resting-soon').map(({ params }) => params)).toEqual(
        restingSoon.people === 0 ? [] : [{ people: restingSoon.people }],
      )
      const { people } = await kit.must('broadcast.audiencePeople', { audience: content.audience, content, broadcastId, restingSoon: true })
      expect(people).toHaveLength(restingSoon.people)
      return restingSoon
    }
    const all = { people: 3, broadcasts: [{ broadcastId: planned, name: 'First', people: 3 }] }
    // After it, before it, and too far away on both sides; then without a resting time of its own.
    expect([await soon(20), await soon(1)]).toEqual([all, all])
    expect([(await soon(36)).people, (await soon(20, null)).people, (await soon(1, null)).people]).toEqual([0, 0, 3])
    await kit.must('broadcast.stop', { broadcastId: planned })
    expect((await soon(20)).people).toBe(0)
    const running = await seal({ name: 'Now' })
    await kit.must('broadcast.pause', { broadcastId: running })
    expect((await soon(90)).broadcasts).toEqual([{ broadcastId: running, name: 'Now', people: 3 }])
  })

  it('names groups that are gone, and counts those who are kept back', async () => {
    for (let index = 0; index < 200; index += 1) kit.add()
    const gone = { include: { kind: 'groups' as const, groupIds: ['grp_0123456789'] } }
    expect((await review({ audience: gone })).issues[0]).toEqual({
      code: 'group-missing',
      level: 'stop',
      params: { group: 'grp_0123456789' },
    })
    const { holdout, goes, skipped } = await review({ audience: { include: { kind: 'everyone' }, holdoutPercent: 20 } })
    expect(skipped).toEqual([{ reason: 'holdout', count: holdout }])
    expect([goes + holdout, holdout > 10 && holdout < 80]).toEqual([200, true])
  })

  it('shows odd names first: from right to left, with pictures, with breaks that Meta takes out', async () => {
    for (let index = 0; index < 40; index += 1) kit.add({ addressAs: '陳小姐' })
    kit.add({ name: 'Odd', addressAs: 'سيدة\u200f مريم' })
    const { samples } = await review()
    expect(samples.slice(0, 4).map(({ customerName }) => customerName)).toContain('Odd')
    kit.store.write((db) => db.run(sql`update customer set address_as = ${'A\nB'} where name = 'Odd'`))
    const broken = (await review()).samples.find(({ customerName }) => customerName === 'Odd')
    expect(broken?.body).toContain('A B')
  })

  it('is for drafts that exist', async () => {
    expect(await kit.call('broadcast.review', { broadcastId: 'brc_0123456789' })).toMatchObject({
      error: { code: 'broadcast-missing' },
    })
  })
})

describe('a preview', () => {
  const preview = (which: CallInput<'broadcast.preview'>['for'], content: Content = couponContent) =>
    kit.must('broadcast.preview', { content, for: which })

  it('shows the nth person, a chosen one, the longest and the emptiest', async () => {
    const people = [
      kit.add({ addressAs: '陳小姐' }),
      kit.add({ addressAs: '' }),
      kit.add({ addressAs: '歐陽老師與夫人' }),
      kit.add({ offers: 'unknown', addressAs: '林先生' }),
    ]
    const names = async (which: CallInput<'broadcast.preview'>['for']) => {
      const { message, index, of } = await preview(which)
      return [people.findIndex((one) => one.customerId === message?.customerId), index, of, message?.usedFallback.length]
    }
    expect([
      await names({ kind: 'nth', index: 0 }),
      await names({ kind: 'nth', index: 99 }),
      await names({ kind: 'longest' }),
      await names({ kind: 'emptiest' }),
      await names({ kind: 'customer', customerId: people[3]!.customerId as never }),
    ]).toEqual([
      [0, 0, 3, 0],
      [2, 2, 3, 0],
      [2, 2, 3, 0],
      [1, 1, 3, 1],
      [3, -1, 3, 0],
    ])
    expect((await preview({ kind: 'longest' })).missing).toEqual([{ variable: 'who', people: 1 }])
  })

  it('counts people whose value is missing altogether, and leaves them out', async () => {
    kit.add({ addressAs: '' })
    const content: Content = {
      ...couponContent,
      variables: { ...couponContent.variables, who: { from: { kind: 'customer', field: 'addressAs' } } },
    }
    expect(await preview({ kind: 'nth', index: 0 }, content)).toMatchObject({
      of: 0,
      missing: [{ variable: 'who', people: 1 }],
      message: { customerId: null, body: '親愛的，優惠碼 ，前有效。' },
    })
  })

  it('shows nothing when the template is gone', async () => {
    expect(await preview({ kind: 'longest' }, { ...couponContent, template: { name: 'gone', language: 'en' } })).toMatchObject({
      message: null,
      of: 0,
    })
    expect(
      await kit.call('broadcast.preview', { content: couponContent, for: { kind: 'customer', customerId: 'cus_0123456789' } }),
    ).toMatchObject({ error: { code: 'customer-missing' } })
  })
})

describe('a review of what begins later', () => {
  const DAY = 86_400_000
  const begins = (days: number) => ({ kind: 'at' as const, at: NOON + days * DAY })

  it('holds the end of the coupon against the time at which it begins', async () => {
    kit.add()
    const codes = async (days: number) => (await review({ time: begins(days), quietHours: null })).issues.map(({ code }) => code)
    expect(await codes(4)).not.toContain('coupon-missing')
    expect(await codes(5)).toContain('coupon-missing')
  })

  it('costs what messages cost then', async () => {
    kit.add()
    await kit.price.handlers['price.save']?.(
      { market: 'rest-of-asia-pacific', category: 'marketing', currency: 'USD', priceMicros: 90_000, validFrom: '2026-11-27' },
      { role: 'owner', person: '', signal: new AbortController().signal },
    )
    expect((await review({ time: begins(1) })).cost.totalMicros).toBe(73_200)
    expect((await review({ time: begins(2) })).cost).toMatchObject({ totalMicros: 90_000, pricesFrom: '2026-11-27' })
  })

  it('counts on no reply window that is closed by then', async () => {
    kit.add({ lastInboundAt: NOON - 3_600_000 })
    expect((await review()).dailyLimit).toMatchObject({ openWindows: 1, thisRun: 0 })
    expect((await review({ time: begins(2) })).dailyLimit).toMatchObject({ openWindows: 0, thisRun: 1 })
  })
})
