import { describe, expect, it } from 'vitest'
import { isQuietHour } from './review/rules.ts'
import { durationOf, expectedEnd, hourIn, startOf } from './span.ts'

const HOUR = 3_600_000
/** 20:30 in Taipei. */
const EVENING = Date.UTC(2026, 10, 25, 12, 30)
const content = {
  time: { kind: 'now' },
  pacePerSecond: 1,
  spreadHours: null,
  quietHours: { fromHour: 21, toHour: 9 },
} as const
const end = (people: number, over: object = {}) =>
  expectedEnd({ ...content, ...over }, { people, at: EVENING, timeZone: 'Asia/Taipei' }) - EVENING

describe('the time that a run takes', () => {
  it('is what the pace needs, rounded up, or the hours over which it is spread', () => {
    const at = (people: number, pacePerSecond: number, spreadHours: number | null = null) =>
      durationOf(people, { pacePerSecond, spreadHours })
    expect([at(1_062, 3), at(0, 3), at(1, 1_000), at(10, 1, 4)]).toEqual([354_000, 0, 1, 4 * HOUR])
  })

  it('leaves out the quiet hours of the shop, also those over midnight', () => {
    // Half an hour before the quiet begins, twelve hours of it, then the rest.
    expect([end(1_800), end(1_801), end(3_600), end(3_600, { quietHours: null })]).toEqual([
      HOUR / 2,
      HOUR / 2 + 12 * HOUR + 1_000,
      13 * HOUR,
      HOUR,
    ])
  })

  it('counts from the time that is planned, or from now where that has passed', () => {
    const planned = (at: number) => ({ time: { kind: 'at', at, latestAt: null } as never })
    expect([startOf(planned(EVENING + HOUR), EVENING), startOf(planned(EVENING - HOUR), EVENING)]).toEqual([EVENING + HOUR, EVENING])
    expect(end(60, planned(EVENING + 14 * HOUR))).toBe(14 * HOUR + 60_000)
  })

  it('never ends where it is quiet nearly all day and the people are many', () => {
    expect(end(10_000_000, { quietHours: { fromHour: 10, toHour: 9 } })).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('quiet hours', () => {
  it('are over midnight, in the day, or never', () => {
    const quiet = (fromHour: number, toHour: number) =>
      Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isQuietHour(hour, { fromHour, toHour }))
    expect([quiet(21, 3), quiet(12, 14), quiet(9, 9)]).toEqual([[0, 1, 2, 21, 22, 23], [12, 13], []])
  })

  it('go by the clock of the zone, also where it is half an hour off', () => {
    expect([hourIn('Asia/Taipei', EVENING), hourIn('Asia/Kolkata', EVENING)]).toEqual([20, 18])
  })
})
