import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { broadcastRoom, couponContent, NOON } from '../../../test/support/broadcast-room.ts'
import { sql } from '../../store/index.ts'

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

const HOUR = 3_600_000

describe('what the review promises', () => {
  it('M-23: preview equals actual claims, +-0: people, markets and money, also with the cheapest way', async () => {
    await kit.price.handlers['price.save']?.(
      { market: 'rest-of-asia-pacific', category: 'service', currency: 'USD', priceMicros: 7_001, validFrom: '2026-11-01' },
      { role: 'owner', person: '', signal: new AbortController().signal },
    )
    const prefixes = ['+8869', '+5581', '+6012', '+4479', '+6281', '+1202']
    for (let index = 0; index < 240; index += 1) {
      kit.add({
        phone: `${prefixes[index % prefixes.length]}${String(1_000_000 + index)}`,
        addressAs: index % 3 === 0 ? '' : '陳小姐',
        offers: index % 7 === 0 ? 'unknown' : 'yes',
        unusable: index % 11 === 0,
        ...(index % 4 === 0 ? { wroteAt: NOON - HOUR } : {}),
      })
    }
    const { broadcastId } = await kit.must('broadcast.draft', { content: { ...couponContent, cheapestWay: true, quietHours: null } })
    const { goes, cost, reviewHash, cheapestWay, skipped, matched } = await kit.must('broadcast.review', { broadcastId })
    expect(cheapestWay?.people).toBeGreaterThan(0)
    expect(goes + skipped.reduce((sum, { count }) => sum + count, 0)).toBe(matched)
    await kit.must('broadcast.approve', { broadcastId, reviewHash, acceptUnknownPrices: true })
    await kit.must('broadcast.start', { broadcastId })
    await kit.clock.advance(60_000)
    const claimed = kit.store.read.all<{ market: string; priceMicros: number | null; people: number; totalMicros: number | null }>(sql`
      select market, price_micros as priceMicros, count(*) as people, sum(price_micros) as totalMicros
      from send where run_id = ${broadcastId} and attempts > 0 group by market, price_micros`)
    const sorted = <T extends { market: string; priceMicros: number | null }>(rows: readonly T[]) =>
      rows.toSorted((one, other) => `${one.market} ${one.priceMicros}`.localeCompare(`${other.market} ${other.priceMicros}`))
    expect(sorted(claimed)).toEqual(
      sorted(cost.rows.map(({ market, priceMicros, people, totalMicros }) => ({ market, priceMicros, people, totalMicros }))),
    )
    expect(kit.sent).toHaveLength(goes)
    expect(cost.rows.reduce((sum, row) => sum + (row.totalMicros ?? 0), 0)).toBe(cost.totalMicros)
    expect(await kit.must('broadcast.status', { broadcastId })).toMatchObject({
      costSoFarMicros: cost.totalMicros,
      counts: { accepted: goes, matched, skipped: matched - goes },
    })
  })

  it('ends at the budget of the run: nobody is taken for whom it does not reach', async () => {
    for (let index = 0; index < 10; index += 1) kit.add()
    const budgetMicros = 4 * 73_200 + 73_199
    const { broadcastId } = await kit.must('broadcast.draft', { content: { ...couponContent, budgetMicros, quietHours: null } })
    const { issues, budget } = await kit.must('broadcast.review', { broadcastId })
    expect([issues.map(({ code, level }) => [code, level]), budget]).toEqual([
      [['budget', 'warn']],
      { ofRunMicros: budgetMicros, ofMonthMicros: null, spentThisMonthMicros: 0 },
    ])
    await kit.must('broadcast.approve', { broadcastId })
    await kit.must('broadcast.start', { broadcastId })
    await kit.clock.advance(60_000)
    expect(await kit.must('broadcast.status', { broadcastId })).toMatchObject({
      state: 'paused',
      pauseReason: 'budget',
      costSoFarMicros: 4 * 73_200,
      counts: { accepted: 4, planned: 6 },
    })
  })
})
