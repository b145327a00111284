import { describe, expect, it } from 'vitest'
import { microsOf, roundUp, unitsOf } from '../money-units.ts'
import { monthOf } from './month-budget.ts'

const row = (totalMicros: number) => ({ market: 'TW', people: 1, priceMicros: totalMicros, totalMicros, isSample: false })
const cost = { rows: [row(61_930_400), row(11_008_000)], totalMicros: 72_938_400, currency: 'USD', unknownPeople: 0, pricesFrom: null }
const budget = { ofRunMicros: null, ofMonthMicros: 100_000_000, spentThisMonthMicros: 20_004_999 }

describe('the budget of the month', () => {
  it('adds up as it is shown, with the total that stands beside the cost', () => {
    const month = monthOf({ budget, cost })
    expect(month).toEqual({ spentMicros: 20_000_000, costMicros: 72_940_000, totalMicros: 92_940_000, budgetMicros: 100_000_000 })
  })

  it('is nothing where the shop has none, though the broadcast has one of its own', () => {
    const own = { ofRunMicros: 5_000_000, ofMonthMicros: null, spentThisMonthMicros: 0 }
    expect(monthOf({ budget: own, cost })).toBeNull()
    expect(monthOf({ budget: null, cost })).toBeNull()
  })

  it('is typed in whole and parts, and proposed above the cost', () => {
    expect(microsOf(12.5)).toBe(12_500_000)
    expect(unitsOf(microsOf(0.07))).toBe(0.07)
    expect([roundUp(0), roundUp(72_938_400), roundUp(5_000_000)]).toEqual([1_000_000, 73_000_000, 5_000_000])
  })
})
