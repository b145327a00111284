import { describe, expect, it } from 'vitest'
import { dayName, hoursLine, readTime } from './hours-rules.ts'

const span = (day: number, opens: string, closes: string) => ({ day, opens, closes })

describe('opening hours in words', () => {
  it('put days with the same hours together', () => {
    const week = [1, 2, 3, 4, 5].map((day) => span(day, '10:00', '21:00'))
    expect(hoursLine([...week, span(6, '10:00', '12:00'), span(6, '13:00', '18:00')], 'en')).toBe(
      'Mon–Fri 10:00–21:00; Sat 10:00–12:00, 13:00–18:00',
    )
    expect(hoursLine([span(1, '10:00', '21:00'), span(3, '10:00', '21:00')], 'en')).toBe('Mon 10:00–21:00; Wed 10:00–21:00')
    expect(hoursLine([], 'en')).toBe('')
  })

  it('name the days of the chosen language', () => {
    expect([1, 7].map((day) => dayName(day, 'en'))).toEqual(['Monday', 'Sunday'])
    expect(dayName(1, 'zh-TW')).toBe('星期一')
  })
})

describe('a time', () => {
  it('is read as people type it', () => {
    expect(['9:30', '09:30', '９：３０', '21', ' 24:00 ', '7.05', '2130'].map(readTime)).toEqual([
      '09:30',
      '09:30',
      '09:30',
      '21:00',
      '24:00',
      '07:05',
      '21:30',
    ])
  })

  it('is nothing else', () => {
    expect(['', 'noon', '25:00', '24:30', '9:60', '9:5'].map(readTime)).toEqual([null, null, null, null, null, null])
  })
})
