import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceOf, tellDifference, wilson } from './uplift.ts'

const share = (ordered: number, people: number) => ({ ordered, people })

describe('the interval of one share', () => {
  // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i of %i is that of the literature', (ordered, people, lowest, highest) => {
    const found = wilson(share(ordered, people))
    expect([found.lowest.toFixed(4), found.highest.toFixed(4)]).toEqual([lowest.toFixed(4), highest.toFixed(4)])
  })
})

describe('the interval of a difference', () => {
  // Newcombe, Interval estimation for the difference between independent proportions (1998), table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('of %i/%i and %i/%i is that of the literature', (a, m, b, n, lowest, highest) => {
    const found = differenceOf(share(a, m), share(b, n))
    expect([found.lowest.toFixed(4), found.highest.toFixed(4)]).toEqual([lowest.toFixed(4), highest.toFixed(4)])
    expect(found.share).toBeCloseTo(a / m - b / n, 12)
  })

  it('holds the difference, stays within -1 and 1, and turns round with the groups', () => {
    const any = fc
      .tuple(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([n, p]) => share(Math.round(n * p), n))
    fc.assert(
      fc.property(any, any, (one, other) => {
        const there = differenceOf(one, other)
        const back = differenceOf(other, one)
        expect(there.lowest).toBeLessThanOrEqual(there.share + 1e-12)
        expect(there.highest).toBeGreaterThanOrEqual(there.share - 1e-12)
        expect(there.lowest).toBeGreaterThanOrEqual(-1 - 1e-12)
        expect(there.highest).toBeLessThanOrEqual(1 + 1e-12)
        expect(back.lowest).toBeCloseTo(-there.highest, 12)
      }),
    )
  })
})

describe('too few to tell', () => {
  it.each([
    [0, 1_000, 0, 100],
    [40, 1_000, 4, 90],
    [3, 40, 1, 40],
    [98, 100, 99, 100],
    [0, 0, 5, 10],
    [5, 10, 0, 0],
  ])('are %i/%i and %i/%i', (a, m, b, n) => {
    expect(tellDifference(share(a, m), share(b, n))).toBeNull()
  })

  it('are not five expected orders in the smaller group', () => {
    expect(tellDifference(share(45, 900), share(5, 100))).toMatchObject({ share: 0 })
    expect(tellDifference(share(60, 900), share(3, 100))?.lowest).toBeLessThan(0.04)
  })
})
