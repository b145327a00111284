import { describe, expect, it } from 'vitest'
import { allowanceOf } from './edits.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = 100 * DAY

describe('changes of an approved template', () => {
  it('are free at first', () => {
    expect(allowanceOf([], NOW)).toEqual({ lastDay: 0, perDay: 1, last30Days: 0, per30Days: 10, nextAt: null })
  })

  it('wait a day after one', () => {
    expect(allowanceOf([NOW - HOUR], NOW)).toMatchObject({ lastDay: 1, last30Days: 1, nextAt: NOW + 23 * HOUR })
    expect(allowanceOf([NOW - DAY - 1], NOW)).toMatchObject({ lastDay: 0, last30Days: 1, nextAt: null })
  })

  it('wait for the oldest of ten to be a month old', () => {
    const ten = Array.from({ length: 10 }, (_, index) => NOW - 29 * DAY + index * 2 * DAY)
    expect(allowanceOf(ten, NOW)).toMatchObject({ last30Days: 10, nextAt: NOW + DAY })
  })
})
