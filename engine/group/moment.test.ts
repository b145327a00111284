import { describe, expect, it } from 'vitest'
import { localDay, sinceDays } from './moment.ts'

const HOUR = 3_600_000
const at = (iso: string, timeZone: string) => ({ at: Date.parse(iso), timeZone, currency: 'TWD' })

describe('days of the shop', () => {
  it('begin at its own midnight', () => {
    const evening = at('2026-11-24T16:30:00Z', 'Asia/Taipei')
    expect(localDay(evening.at, evening.timeZone)).toEqual({ year: 2026, month: 11, day: 25 })
    expect(sinceDays(evening, 1)).toBe(Date.parse('2026-11-23T16:00:00Z'))
    expect(sinceDays(evening, null)).toBeNull()
  })

  it('begin at midnight over a change of the clocks too, and at the leap where there is no midnight', () => {
    expect(sinceDays(at('2026-03-30T10:00:00Z', 'Europe/Berlin'), 2)).toBe(Date.parse('2026-03-27T23:00:00Z'))
    expect(sinceDays(at('2026-03-30T10:00:00Z', 'Europe/Berlin'), 1)).toBe(Date.parse('2026-03-28T23:00:00Z'))
    expect(sinceDays(at('2026-03-30T10:00:00Z', 'Europe/Berlin'), 0 + 1)).toBe(Date.parse('2026-03-30T10:00:00Z') - 35 * HOUR)
    // In Lebanon the clocks went from midnight to one on 29 March 2026.
    expect(sinceDays(at('2026-03-30T10:00:00Z', 'Asia/Beirut'), 1)).toBe(Date.parse('2026-03-28T22:00:00Z'))
  })
})
