import { describe, expect, it } from 'vitest'
import { dayLater, snoozeTimes } from './snooze-times.ts'

const told = (now: string, zone: string): Record<string, string> =>
  Object.fromEntries(snoozeTimes(Date.parse(now), zone).map(({ id, at }) => [id, new Date(at).toISOString()]))

describe('the times at which a chat may come back', () => {
  it('are of the clock of the shop, not of the laptop', () => {
    // Sunday, 22 November, 10:00 in Taipei.
    expect(told('2026-11-22T02:00:00Z', 'Asia/Taipei')).toEqual({
      hour: '2026-11-22T03:00:00.000Z',
      evening: '2026-11-22T10:00:00.000Z',
      tomorrow: '2026-11-23T01:00:00.000Z',
    })
  })

  it('leave out an evening that is there already, and name Monday when it is not tomorrow', () => {
    // Wednesday, 25 November, 17:45 in Taipei.
    expect(told('2026-11-25T09:45:00Z', 'Asia/Taipei')).toEqual({
      hour: '2026-11-25T10:45:00.000Z',
      tomorrow: '2026-11-26T01:00:00.000Z',
      week: '2026-11-30T01:00:00.000Z',
    })
  })

  it('stay at nine o’clock over the change of the clocks', () => {
    // Saturday before the clocks go back in New York, 1 November 2026.
    expect(told('2026-10-31T15:00:00Z', 'America/New_York')['tomorrow']).toBe('2026-11-01T14:00:00.000Z')
    expect(dayLater(Date.parse('2026-10-31T15:00:00Z'), 1, 'America/New_York')).toBe('2026-11-01')
  })
})
