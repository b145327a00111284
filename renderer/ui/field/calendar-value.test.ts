import { CalendarDate } from '@internationalized/date'
import { describe, expect, it } from 'vitest'
import { calendarDay, clockText, clockTime, dayText } from './calendar-value.ts'

describe('days and times of fields', () => {
  it('keep their text on the way there and back', () => {
    expect(dayText(calendarDay('2028-02-29'))).toBe('2028-02-29')
    expect(clockText(clockTime('09:05'))).toBe('09:05')
    expect(clockText(clockTime('23:59'))).toBe('23:59')
  })

  it('are none where nothing whole was typed', () => {
    expect([calendarDay(''), calendarDay('2026-1-2'), calendarDay(undefined), clockTime(''), clockTime('9:05')]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
    expect([clockText(null), dayText(null)]).toEqual(['', ''])
    expect(dayText(new CalendarDate(202, 11, 24))).toBe('')
  })
})
