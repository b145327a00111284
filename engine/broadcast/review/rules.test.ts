import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costOf, issuesOf, pickSamples, waitingForLimit, type IssueFacts } from './rules.ts'

const template = { name: 'tea', language: 'en', state: 'fine' } as const
const fine: IssueFacts = {
  templates: [template],
  unsetKeys: [],
  coupon: { isNeeded: false, isPlanned: false, longest: 0, maximum: 15, isEnded: false, few: null },
  copyButton: { isThere: false, codeInText: false },
  products: { least: 0, count: 0, missing: [], hasCatalog: false },
  missingFiles: [],
  expiredFiles: [],
  offerEnd: 'fine',
  goes: 10,
  dailyLimit: { limit: null, used: 0, thisRun: 10, openWindows: 0, parts: [] },
  cost: { totalMicros: 5, unknownPeople: 0, budgetMicros: null, currency: 'USD', month: { budgetMicros: null, spentMicros: 0 } },
  time: { at: 0, latestAt: null, endsAt: 0 },
  manyOffers: [],
  restingSoon: { people: 0, broadcasts: [] },
  approval: 'self',
  missingGroups: [],
  link: 'online',
  quiet: null,
}
const codes = (facts: Partial<IssueFacts>) => issuesOf({ ...fine, ...facts }).map((issue) => `${issue.level} ${issue.code}`)

describe('cost', () => {
  it('adds up to the cent: rows make the total, unknown prices are counted apart', () => {
    const row = fc.record({
      market: fc.constantFrom('BR', 'MY', 'other'),
      isSamplePrice: fc.boolean(),
      priceMicros: fc.constantFrom(73_200, 86_000, 1, null),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 200 }), (people) => {
        const cost = costOf(people)
        expect(cost.rows.reduce((sum, one) => sum + (one.totalMicros ?? 0), 0)).toBe(cost.totalMicros)
        expect(cost.rows.reduce((sum, one) => sum + one.people, 0)).toBe(people.length)
        expect(cost.rows.filter((one) => one.totalMicros !== (one.priceMicros === null ? null : one.people * one.priceMicros))).toEqual([])
        expect(cost.unknownPeople).toBe(people.filter((one) => one.priceMicros === null).length)
      }),
    )
  })

  it('reads like the bill', () => {
    const people = (market: string, count: number, priceMicros: number) =>
      Array.from({ length: count }, () => ({ market, priceMicros, isSamplePrice: true }))
    const cost = costOf([...people('rest-of-asia-pacific', 846, 73_200), ...people('MY', 128, 86_000), ...people('ID', 88, 41_100)])
    expect([cost.rows.map((one) => one.totalMicros), cost.totalMicros]).toEqual([[61_927_200, 11_008_000, 3_616_800], 76_552_000])
  })
})

describe('issues', () => {
  it('are none when nothing is wrong', () => {
    expect(codes({})).toEqual([])
  })

  it('stop what can not go', () => {
    expect([
      codes({ link: null }),
      codes({ link: 'unauthorised' }),
      codes({ templates: [{ ...template, state: 'missing' }], unsetKeys: ['1'] }),
      codes({ templates: [{ ...template, state: 'not-sendable' }] }),
      codes({ unsetKeys: ['1', 'header.1'] }),
      codes({ coupon: { ...fine.coupon, isNeeded: true } }),
      codes({ coupon: { ...fine.coupon, isPlanned: true, isEnded: true } }),
      codes({ coupon: { ...fine.coupon, isPlanned: true, longest: 16 } }),
      codes({ products: { ...fine.products, least: 1 } }),
      codes({ products: { least: 1, count: 1, missing: ['A', 'B'], hasCatalog: true } }),
      codes({ products: { least: 2, count: 1, missing: [], hasCatalog: true } }),
      codes({ missingFiles: ['header', 2] }),
      codes({ expiredFiles: ['menu.pdf'] }),
      codes({ offerEnd: 'missing' }),
      codes({ offerEnd: 'past' }),
      codes({ goes: 0 }),
      codes({ coupon: { ...fine.coupon, isPlanned: true, few: { needed: 10, left: 9 } } }),
      codes({ missingGroups: ['grp_0123456789'] }),
      codes({ cost: { ...fine.cost, month: { budgetMicros: 100, spentMicros: 96 } } }),
      codes({ time: { at: 10, latestAt: 9, endsAt: 20 } }),
    ]).toEqual([
      ['stop no-connection'],
      ['stop key-refused'],
      ['stop template-missing'],
      ['stop template-not-sendable'],
      ['stop variable-unset', 'stop variable-unset'],
      ['stop coupon-missing'],
      ['stop coupon-missing'],
      ['stop coupon-too-long'],
      ['stop product-missing'],
      ['stop product-missing', 'stop product-missing'],
      ['stop products-few'],
      ['stop header-missing', 'stop header-missing'],
      ['stop file-expired'],
      ['stop offer-end'],
      ['stop offer-end'],
      ['stop nobody'],
      ['stop coupon-few'],
      ['stop group-missing'],
      ['stop month-budget'],
      ['stop too-late'],
    ])
  })

  it('warn of what the owner should know, after what stops', () => {
    expect(
      codes({
        copyButton: { isThere: true, codeInText: false },
        dailyLimit: { limit: 250, used: 220, thisRun: 10, openWindows: 0, parts: [] },
        cost: { ...fine.cost, totalMicros: 10, unknownPeople: 2, budgetMicros: 9 },
        quiet: { fromHour: 21, toHour: 9, hourNow: 23 },
        time: { at: 10, latestAt: 15, endsAt: 20 },
        manyOffers: [
          { offers: 3, people: 2 },
          { offers: 5, people: 1 },
        ],
        approval: 'manager',
        templates: [template, { ...template, language: 'ms', state: 'not-sendable' }],
        goes: 0,
      }),
    ).toEqual([
      'stop nobody',
      'warn template-not-sendable',
      'warn web-hides-copy-code',
      'warn daily-limit',
      'warn quiet-now',
      'warn many-offers',
      'warn price-unknown',
      'warn budget',
      'warn too-late',
      'warn approval-needed',
    ])
  })

  it('let a month be spent to the last millionth, and not one more', () => {
    const month = (budgetMicros: number) => codes({ cost: { ...fine.cost, totalMicros: 5, month: { budgetMicros, spentMicros: 95 } } })
    expect([month(100), month(99)]).toEqual([[], ['stop month-budget']])
  })

  it('name the number of offers and everybody who gets that many', () => {
    const manyOffers = [
      { offers: 3, people: 2 },
      { offers: 5, people: 1 },
    ]
    expect(issuesOf({ ...fine, manyOffers })).toEqual([{ code: 'many-offers', level: 'warn', params: { offers: 5, people: 3 } }])
  })
})

describe('the daily limit', () => {
  it('lets a tenth stand free and says who waits', () => {
    expect([
      waitingForLimit({ limit: 250, used: 0, thisRun: 225, openWindows: 0, parts: [] }),
      waitingForLimit({ limit: 250, used: 0, thisRun: 3_000, openWindows: 0, parts: [] }),
      waitingForLimit({ limit: 250, used: 400, thisRun: 10, openWindows: 0, parts: [] }),
      waitingForLimit({ limit: null, used: 400, thisRun: 10, openWindows: 0, parts: [] }),
    ]).toEqual([0, 2_775, 10, 0])
  })
})

describe('samples', () => {
  const one = (over: object) => ({ name: '陳', market: 'TW', language: 'zh_TW', valueCharacters: 10, fallbacks: 0, isOdd: false, ...over })

  it('show the oddest first', () => {
    const people = [
      one({}),
      one({}),
      one({ fallbacks: 2 }),
      one({ valueCharacters: 90 }),
      one({ valueCharacters: 1 }),
      one({ name: 'Ana' }),
      one({ market: 'BR' }),
      one({ name: 'محمد' }),
      one({ language: 'en' }),
      one({ isOdd: true, valueCharacters: 4 }),
    ]
    expect(pickSamples(people, 9)).toEqual([3, 2, 4, 9, 0, 8, 5, 7, 6])
  })

  it('never show anybody twice, nor more people than there are', () => {
    const person = fc.record({
      name: fc.string(),
      market: fc.constantFrom('TW', 'BR'),
      language: fc.constantFrom('en', 'zh_TW'),
      valueCharacters: fc.nat(50),
      fallbacks: fc.nat(3),
      isOdd: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(person, { maxLength: 40 }), (people) => {
        const places = pickSamples(people, 12)
        expect(new Set(places).size).toBe(places.length)
        expect(places.length).toBe(Math.min(12, people.length))
      }),
    )
  })
})
