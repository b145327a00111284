import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costOf, durationOf, isQuietHour, issuesOf, pickSamples, waitingForLimit, type IssueFacts } from './rules.ts'

const fine: IssueFacts = {
  template: { name: 'tea', language: 'en', state: 'fine' },
  unsetKeys: [],
  coupon: { isNeeded: false, isPlanned: false, longest: 0, maximum: 15, isEnded: false },
  copyButton: { isThere: false, codeInText: false },
  products: { least: 0, count: 0, missing: [], hasCatalog: false },
  missingFiles: [],
  expiredFiles: [],
  offerEnd: 'fine',
  goes: 10,
  dailyLimit: { limit: null, used: 0, thisRun: 10, openWindows: 0, parts: [] },
  cost: { totalMicros: 5, unknownPeople: 0, budgetMicros: null, currency: 'USD' },
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
      codes({ template: { ...fine.template, state: 'missing' }, unsetKeys: ['1'] }),
      codes({ template: { ...fine.template, state: 'not-sendable' } }),
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
    ])
  })

  it('warn of what the owner should know, after what stops', () => {
    expect(
      codes({
        copyButton: { isThere: true, codeInText: false },
        dailyLimit: { limit: 250, used: 220, thisRun: 10, openWindows: 0, parts: [] },
        cost: { totalMicros: 10, unknownPeople: 2, budgetMicros: 9, currency: 'USD' },
        quiet: { fromHour: 21, toHour: 9, hourNow: 23 },
        goes: 0,
      }),
    ).toEqual(['stop nobody', 'warn web-hides-copy-code', 'warn daily-limit', 'warn quiet-now', 'warn price-unknown', 'warn budget'])
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

describe('time', () => {
  it('is what the pace needs, rounded up', () => {
    expect([durationOf(1_062, 3), durationOf(0, 3), durationOf(1, 1_000)]).toEqual([354_000, 0, 1])
  })

  it('is quiet over midnight, in the day, or never', () => {
    const quiet = (fromHour: number, toHour: number) =>
      Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isQuietHour(hour, { fromHour, toHour }))
    expect([quiet(21, 3), quiet(12, 14), quiet(9, 9)]).toEqual([[0, 1, 2, 21, 22, 23], [12, 13], []])
  })
})

describe('samples', () => {
  const one = (over: object) => ({ name: '陳', market: 'TW', valueCharacters: 10, fallbacks: 0, ...over })

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
    ]
    expect(pickSamples(people, 7)).toEqual([3, 2, 4, 0, 5, 7, 6])
  })

  it('never show anybody twice, nor more people than there are', () => {
    const person = fc.record({ name: fc.string(), market: fc.constantFrom('TW', 'BR'), valueCharacters: fc.nat(50), fallbacks: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(person, { maxLength: 40 }), (people) => {
        const places = pickSamples(people, 12)
        expect(new Set(places).size).toBe(places.length)
        expect(places.length).toBe(Math.min(12, people.length))
      }),
    )
  })
})
