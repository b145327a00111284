import { describe, expect, it } from 'vitest'
import { formatBytes, formatDate, formatMoney, formatPhone, formatShort, languageName, shortPrice } from './format.ts'

const context = { locale: 'en', timeZone: 'Asia/Taipei' }
const at = Date.UTC(2026, 10, 22, 2, 42)

describe('formatMoney', () => {
  it.each([
    [73_200, 'USD', 'each', 'US$0.0732'],
    [10_000, 'USD', 'each', 'US$0.01'],
    [76_550_000, 'USD', 'total', 'US$76.55'],
    [77_000_000, 'USD', 'total', 'US$77.00'],
    [480_000_000, 'TWD', 'total', 'NT$480'],
    [0, 'USD', 'total', 'US$0.00'],
  ] as const)('writes %i millionths of %s (%s) as %s', (micros, currency, precision, expected) => {
    expect(formatMoney(micros, currency, { locale: 'en', precision })).toBe(expected)
    expect(formatMoney(micros, currency, { locale: 'zh-CN', precision })).toBe(expected)
  })
})

describe('shortPrice', () => {
  it.each([
    ['NT$480.00', 'NT$480'],
    ['NT$1,280.00', 'NT$1,280'],
    ['R$ 1.234,00', 'R$ 1.234'],
    ['480,00 €', '480 €'],
    ['NT$12.50', 'NT$12.50'],
    ['NT$1,000', 'NT$1,000'],
    ['US$12.00', 'US$12.00'],
    ['', ''],
  ])('writes %s as %s', (price, expected) => {
    expect(shortPrice(price)).toBe(expected)
  })
})

describe('formatPhone', () => {
  it('groups numbers the way they are read, and leaves others alone', () => {
    expect(formatPhone('+886912345678')).toBe('+886 912 345 678')
    expect(formatPhone('+5511987654321')).toBe('+55 11 98765 4321')
    expect(formatPhone('not a number')).toBe('not a number')
  })
})

describe('dates', () => {
  it("are written in the shop's time zone", () => {
    expect(formatDate(at, 'time', context)).toMatch(/^10:42\sAM$/)
    expect(formatDate(at, 'date', { ...context, timeZone: 'America/New_York' })).toBe('Nov 21, 2026')
  })

  it('are short in lists: time today, weekday this week, date before', () => {
    const hour = 3_600_000
    expect(formatShort(at, at + hour, context)).toMatch(/^10:42\sAM$/)
    expect(formatShort(at, at + 48 * hour, context)).toBe('Sun')
    expect(formatShort(at, at + 400 * hour, context)).toBe('Nov 22')
    expect(formatShort(at, at + 9_000 * hour, context)).toBe('11/22/2026')
    expect(formatShort(at, at + 1_000 * hour, context)).toBe('Nov 22')
  })
})

describe('names and sizes', () => {
  it('understand the underscore spelling of languages and keep what is no language', () => {
    expect(languageName('zh_TW', 'en')).toBe('Chinese (Taiwan)')
    expect(languageName('??', 'en')).toBe('??')
  })

  it('write sizes in the unit that fits', () => {
    expect(formatBytes(41_234_567, 'en')).toBe('41.2 MB')
    expect(formatBytes(0, 'en')).toBe('0 bytes')
  })
})
