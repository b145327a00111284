import { describe, expect, it } from 'vitest'
import { minorDigits, readTypedPrice, writePrice } from './price-text.ts'

describe('a typed price', () => {
  it('is read in the smallest unit of its currency', () => {
    expect(['1,280', 'NT$480', '４８０', '480元', '480.5', '1 280'].map((text) => readTypedPrice(text, 'TWD'))).toEqual([
      128_000, 48_000, 48_000, 48_000, 48_050, 128_000,
    ])
    expect(['12.50', '12,5', '1.234,50', '1,234.50', 'R$19,90'].map((text) => readTypedPrice(text, 'BRL'))).toEqual([
      1250, 1250, 123_450, 123_450, 1990,
    ])
    expect(['1200', '¥1,200'].map((text) => readTypedPrice(text, 'JPY'))).toEqual([1200, 1200])
    expect(readTypedPrice('1.234', 'KWD')).toBe(1234)
    expect(readTypedPrice('1,234', 'KWD')).toBe(1_234_000)
    expect(readTypedPrice('1,00,000', 'INR')).toBe(10_000_000)
  })

  it('is nothing when nothing stands there, and never guessed', () => {
    expect(readTypedPrice('  ', 'TWD')).toBeNull()
    expect(['abc', '1,2,3', '12.5.1', '-5', '12.5', '5k', '1.23.456'].map((text) => readTypedPrice(text, 'JPY'))).toEqual(
      Array.from({ length: 7 }, () => undefined),
    )
  })

  it('comes back as it was read', () => {
    for (const [minor, currency] of [
      [48_000, 'TWD'],
      [1250, 'BRL'],
      [5, 'USD'],
      [1200, 'JPY'],
      [1234, 'KWD'],
    ] as const) {
      expect(readTypedPrice(writePrice(minor, currency), currency)).toBe(minor)
    }
    expect(writePrice(48_000, 'TWD')).toBe('480')
    expect(writePrice(null, 'TWD')).toBe('')
    expect(minorDigits('JPY')).toBe(0)
  })
})
