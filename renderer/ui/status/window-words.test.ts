import { describe, expect, it } from 'vitest'
import { windowLeft, windowShortText, windowText } from './window-words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const now = Date.UTC(2026, 10, 22, 10)

describe('windowLeft', () => {
  it('says that someone who never wrote has no window', () => {
    expect(windowLeft(null, now)).toEqual({ state: 'never' })
  })

  it.each([
    [23 * HOUR + 12 * MINUTE, { state: 'open', hours: 23, minutes: 12 }],
    [4 * HOUR, { state: 'open', hours: 4, minutes: 0 }],
    [4 * HOUR - 1, { state: 'closing', hours: 3, minutes: 59 }],
    [HOUR, { state: 'closing', hours: 1, minutes: 0 }],
    [HOUR - 1, { state: 'last-hour', hours: 0, minutes: 59 }],
    [30_000, { state: 'last-hour', hours: 0, minutes: 0 }],
    [0, { state: 'closed', sinceHours: 0 }],
    [-3 * HOUR - MINUTE, { state: 'closed', sinceHours: 3 }],
  ])('with %i ms left', (leftMs, expected) => {
    expect(windowLeft(now + leftMs, now)).toEqual(expected)
  })
})

describe('the words for what is left', () => {
  it('are hours and minutes, then minutes, then how long ago', () => {
    const words = (leftMs: number): unknown => windowText(windowLeft(now + leftMs, now))
    expect(words(2 * HOUR + 4 * MINUTE)).toEqual({ id: 'ui.window.open', values: { hours: 2, minutes: 4 } })
    expect(words(50 * MINUTE)).toEqual({ id: 'ui.window.minutes', values: { minutes: 50 } })
    expect(words(-MINUTE)).toEqual({ id: 'ui.window.closedNow', values: {} })
    expect(words(-47 * HOUR)).toEqual({ id: 'ui.window.closedFor.hours', values: { hours: 47 } })
    expect(words(-49 * HOUR)).toEqual({ id: 'ui.window.closedFor.days', values: { days: 2 } })
  })

  it('are short in rows', () => {
    expect(windowShortText(windowLeft(now + 23 * HOUR, now))).toEqual({ id: 'ui.window.short.hours', values: { hours: 23 } })
    expect(windowShortText(windowLeft(now - HOUR, now))).toEqual({ id: 'ui.window.short.closed', values: {} })
  })
})
