import { describe, expect, it } from 'vitest'
import { roundToTotal } from './cost-rows.ts'

describe('cost by market', () => {
  it('shows rows that add up to the total, though each is rounded', () => {
    const { rows, total } = roundToTotal([3_333_333, 3_333_333, 3_333_334])
    expect(total).toBe(10_000_000)
    expect(rows).toEqual([3_330_000, 3_330_000, 3_340_000])
  })

  it('rounds the total itself, never down to please the rows', () => {
    expect(roundToTotal([61_927_200, 11_008_000, 3_616_800])).toEqual({ rows: [61_930_000, 11_010_000, 3_610_000], total: 76_550_000 })
  })

  it('leaves unknown amounts unknown', () => {
    expect(roundToTotal([null, 5_000])).toEqual({ rows: [null, 10_000], total: 10_000 })
    expect(roundToTotal([])).toEqual({ rows: [], total: 0 })
  })
})
