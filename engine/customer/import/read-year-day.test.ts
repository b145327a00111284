import { describe, expect, it } from 'vitest'
import { dayText, readDayText, readYearDay } from './read-year-day.ts'

const read = (text: string, country = 'TW') => dayText(readYearDay(text, country))

describe('a day of the year', () => {
  it.each([
    ['1985-03-14', '1985-03-14'],
    ['1985/3/14', '1985-03-14'],
    ['1985.3.14 ', '1985-03-14'],
    ['1985年3月14日', '1985-03-14'],
    ['1985-03-14 00:00:00', '1985-03-14'],
    ['1985-03-14T00:00:00Z', '1985-03-14'],
    ['３月１４日', '--03-14'],
    ['3月14日', '--03-14'],
    ['3/14', '--03-14'],
    ['14.3.', '--03-14'],
    ['14.3', '--03-14'],
    ['民國74年3月14日', '1985-03-14'],
    ['民國 74/3/14', '1985-03-14'],
    ['074/03/14', '1985-03-14'],
    ['113/3/14', '2024-03-14'],
    ['0740314', '1985-03-14'],
    ['74/3/14', '--03-14'],
    ['19850314', '1985-03-14'],
    ['0314', '--03-14'],
    ['14 March 1985', '1985-03-14'],
    ['Mar 14, 1985', '1985-03-14'],
    ['14 de março de 1985', '1985-03-14'],
    ['14 Maret', '--03-14'],
    ['2/29', '--02-29'],
  ])('is read from %j', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    ['4/3', 'TW', '--04-03'],
    ['4/3', 'US', '--04-03'],
    ['4/3', 'BR', '--03-04'],
    ['4/3/1990', 'MY', '1990-03-04'],
    ['4/3/1990', 'US', '1990-04-03'],
    ['4.3.1990', 'US', '1990-03-04'],
    ['3.4.', 'TW', '--04-03'],
    ['3.14', 'TW', '--03-14'],
    ['0403', 'BR', '--03-04'],
    ['074/03/14', 'US', '--03-14'],
  ])('of %j in %s follows the habits of the country', (text, country, expected) => {
    expect(read(text, country)).toBe(expected)
  })

  it.each(['', '1985', '13/13', '2/30', '1985-02-29', '12/3/14', 'soon', '3', '99991231', '1685-03-14', '14 Foo 1985'])(
    'is not guessed from %j',
    (text) => {
      expect(readYearDay(text, 'TW')).toBeNull()
    },
  )

  it('is kept as a text that reads back', () => {
    const days = [{ year: 1985, month: 3, day: 14 }, { year: null, month: 12, day: 1 }, null]
    expect(days.map((day) => readDayText(dayText(day)))).toEqual(days)
  })
})
