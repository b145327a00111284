import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempVault } from '../../test/support/temp-vault.ts'
import { createAnnouncer, manualClock } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { createPrice } from './index.ts'
import { allMarkets, marketOf, marketOfUserId } from './markets.ts'
import { shippedRules } from './rates-2026-10-01.ts'
import { monthStart, ruleInForce, type PriceRule } from './rules.ts'

const NOVEMBER = Date.UTC(2026, 10, 22, 4)
const caller = { role: 'owner', person: 'owner', signal: new AbortController().signal } as const

describe('the market of a number', () => {
  it('is found by the longest prefix', () => {
    const numbers = [
      '+886912345678',
      '+60123456789',
      '+628123456789',
      '+5581900000010',
      '+85251234567',
      '+8612345678901',
      '+79161234567',
      '+77011234567',
      '+76011234567',
      '+821012345678',
      '+85366123456',
    ]
    expect(numbers.map(marketOf)).toEqual([
      'rest-of-asia-pacific',
      'MY',
      'ID',
      'BR',
      'HK',
      'rest-of-asia-pacific',
      'RU',
      'KZ',
      'KZ',
      'other',
      'other',
    ])
  })

  it('tells apart who shares +1', () => {
    expect(['+14155552671', '+14165552671', '+18095552671', '+18765552671', '+17875552671', '+12425552671'].map(marketOf)).toEqual([
      'north-america',
      'north-america',
      'rest-of-latin-america',
      'rest-of-latin-america',
      'rest-of-latin-america',
      'other',
    ])
  })

  it('is told by the user id where there is no number', () => {
    expect(['TW.4x9A', 'BR.1', 'US.1', 'JM.1', 'BS.1', 'KZ.1', 'XX.1'].map(marketOfUserId)).toEqual([
      'rest-of-asia-pacific',
      'BR',
      'north-america',
      'rest-of-latin-america',
      'other',
      'KZ',
      'other',
    ])
  })

  it('is always one that can have a price', () => {
    fc.assert(fc.property(fc.stringMatching(/^\+[1-9]\d{5,14}$/), (phone) => allMarkets.includes(marketOf(phone))))
    expect(shippedRules.filter((rule) => !allMarkets.includes(rule.market))).toEqual([])
  })
})

describe('the rule in force', () => {
  const rule = (over: Partial<PriceRule>): PriceRule => ({
    market: 'MY',
    category: 'marketing',
    currency: 'USD',
    priceMicros: 1,
    validFrom: '2026-10-01',
    source: '',
    isSample: false,
    isOwn: false,
    importedAt: null,
    ...over,
  })
  const price = (rules: readonly PriceRule[], day: string) => ruleInForce(rules, { market: 'MY', category: 'marketing', day })?.priceMicros

  it('is the latest that has begun, and the own one on the same day', () => {
    const rules = [
      rule({}),
      rule({ priceMicros: 2, isOwn: true }),
      rule({ priceMicros: 3, validFrom: '2027-01-01' }),
      rule({ priceMicros: 9, market: 'ID' }),
    ]
    expect([price(rules, '2026-09-30'), price(rules, '2026-10-01'), price(rules, '2026-12-31'), price(rules, '2027-01-01')]).toEqual([
      undefined,
      2,
      2,
      3,
    ])
  })
})

describe('the month of the shop', () => {
  it('begins at its own midnight, summer time or not', () => {
    expect([
      monthStart('Asia/Taipei', Date.UTC(2026, 9, 31, 17)),
      monthStart('Europe/Berlin', Date.UTC(2026, 9, 31, 12)),
      monthStart('America/Sao_Paulo', Date.UTC(2026, 10, 1, 1)),
    ]).toEqual([Date.UTC(2026, 9, 31, 16), Date.UTC(2026, 8, 30, 22), Date.UTC(2026, 9, 1, 3)])
  })
})

describe('prices of a shop', () => {
  let opened: ReturnType<typeof tempVault>
  beforeEach(() => {
    opened = tempVault()
  })
  afterEach(() => opened.remove())
  const announcer = createAnnouncer()
  const room = () => createPrice({ vault: opened, clock: manualClock(NOVEMBER), announcer })

  it('come with the sourced figures, and say which are samples', () => {
    const price = room()
    const micros = (market: string, category: 'marketing' | 'utility' | 'service', at = NOVEMBER) => {
      const found = price.rule(opened.store.read, market, category, at)
      return found === undefined ? null : [found.priceMicros, found.isSample]
    }
    expect([
      micros('rest-of-asia-pacific', 'marketing'),
      micros('MY', 'marketing'),
      micros('ID', 'marketing'),
      micros('BR', 'utility'),
      micros('BR', 'service'),
      micros('BR', 'service', Date.UTC(2026, 8, 1)),
      micros('GB', 'marketing'),
    ]).toEqual([[73_200, true], [86_000, true], [41_100, true], [6_807, false], [6_807, false], null, null])
    expect(price.currency).toBe('USD')
  })

  it('can be set by the shop and then win', async () => {
    const price = room()
    const own = { market: 'MY', category: 'marketing' as const, currency: 'MYR', priceMicros: 380_000, validFrom: '2026-11-01' }
    expect(await price.handlers['price.save']?.(own, caller)).toEqual({
      ok: true,
      value: { ...own, source: opened.shop.name, isSample: false, isOwn: true, importedAt: null },
    })
    expect(price.rule(opened.store.read, 'MY', 'marketing', NOVEMBER)?.priceMicros).toBe(380_000)
    expect(price.rule(opened.store.read, 'MY', 'marketing', Date.UTC(2026, 9, 20))?.priceMicros).toBe(86_000)
    expect(price.currency).toBe('MYR')
    const listed = await price.handlers['price.list']?.({}, caller)
    const markets = listed?.ok ? listed.value.rules.filter((rule) => rule.category === 'marketing').map((rule) => rule.market) : []
    expect(new Set(markets).size).toBe(markets.length)
    expect(await price.handlers['price.save']?.({ ...own, market: 'Atlantis' }, caller)).toMatchObject({ error: { code: 'price-unknown' } })
  })

  it('say what will be in force later beside what is in force today, and that something changed', async () => {
    const price = room()
    const told: string[] = []
    const stop = announcer.listen((name) => void told.push(name))
    const own = { market: 'MY', category: 'marketing' as const, currency: 'MYR', priceMicros: 380_000, validFrom: '2027-01-01' }
    await price.handlers['price.save']?.(own, caller)
    await price.handlers['price.save']?.({ ...own, priceMicros: 390_000, validFrom: '2027-04-01' }, caller)
    await price.handlers['price.save']?.({ ...own, priceMicros: 370_000, validFrom: '2026-11-22' }, caller)
    stop()
    const listed = await price.handlers['price.list']?.({}, caller)
    const shown = (rules: readonly PriceRule[]) =>
      rules.filter(({ market, category }) => market === 'MY' && category === 'marketing').map((rule) => [rule.validFrom, rule.priceMicros])
    expect(listed?.ok && [shown(listed.value.rules), shown(listed.value.coming)]).toEqual([
      [['2026-11-22', 370_000]],
      [
        ['2027-01-01', 380_000],
        ['2027-04-01', 390_000],
      ],
    ])
    expect(told).toEqual(['price.changed', 'price.changed', 'price.changed'])
  })

  it('count the free replies of this month: delivered, not templates', async () => {
    const price = room()
    opened.store.write((db) => {
      db.run(
        sql`insert into run (run_id, owner, purpose, state, pace_per_second, seal_hash, created_at) values ('r', 'reply', 'reply', 'running', 1, '', 0)`,
      )
      const send = (id: string, template: string | null, deliveredAt: number | null) =>
        db.run(sql`
          insert into send (send_id, run_id, rkey, body, body_sha256, template_name, state, accepted_at, delivered_at, changed_at)
          values (${id}, 'r', ${id}, '{}', '', ${template}, 'delivered', ${NOVEMBER - 1_000}, ${deliveredAt}, 0)`)
      send('a', null, NOVEMBER)
      send('b', null, NOVEMBER)
      send('c', 'tea', NOVEMBER)
      send('d', null, null)
      send('e', null, Date.UTC(2026, 9, 30))
    })
    expect(price.freeService(opened.store.read, NOVEMBER)).toEqual({ perMonth: 1_000, used: 2 })
    expect(price.freeService(opened.store.read, Date.UTC(2026, 8, 30))).toBeNull()
    expect(await price.handlers['price.list']?.({}, caller)).toMatchObject({ value: { freeServicePerMonth: 1_000, freeServiceUsed: 2 } })
  })
})
