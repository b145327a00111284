import { describe, expect, it } from 'vitest'
import { addMonths, dayAfterKey, weeksOf } from './month.ts'

const MONDAY = 1
const SUNDAY = 7

describe('a month on the wall', () => {
  it('begins its weeks as the region does and shows whole weeks', () => {
    expect(weeksOf('2026-11', MONDAY).map((week) => [week[0], week[6]])).toEqual([
      ['2026-10-26', '2026-11-01'],
      ['2026-11-02', '2026-11-08'],
      ['2026-11-09', '2026-11-15'],
      ['2026-11-16', '2026-11-22'],
      ['2026-11-23', '2026-11-29'],
      ['2026-11-30', '2026-12-06'],
    ])
    expect(weeksOf('2026-11', SUNDAY)[0]?.[0]).toBe('2026-11-01')
    expect(weeksOf('2026-02', SUNDAY)).toHaveLength(4)
  })

  it('is walked by keys, over its ends too', () => {
    const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'a']
    expect(keys.map((key) => dayAfterKey('2026-11-01', key, MONDAY))).toEqual([
      '2026-10-31',
      '2026-11-02',
      '2026-10-25',
      '2026-11-08',
      '2026-10-26',
      '2026-11-01',
      '2026-10-01',
      '2026-12-01',
      null,
    ])
  })

  it('keeps to the last day of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(addMonths('2026-11-15', 2)).toBe('2027-01-15')
  })
})
