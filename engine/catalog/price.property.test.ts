import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { feedPrice, minorDigits, readPrice } from './price.ts'

const currencies = [
  'TWD',
  'USD',
  'BRL',
  'INR',
  'JPY',
  'EUR',
  'HKD',
  'CNY',
  'KRW',
  'VND',
  'IDR',
  'GBP',
  'CHF',
  'SEK',
  'PLN',
  'EGP',
  'AED',
  'SAR',
  'MXN',
  'THB',
  'KWD',
  'CLP',
]
const locales = [
  'en',
  'zh-TW',
  'zh-CN',
  'ja',
  'ko',
  'de',
  'de-CH',
  'fr',
  'es',
  'pt-BR',
  'it',
  'nl',
  'sv',
  'pl',
  'hi',
  'en-IN',
  'ar-EG',
  'fa',
  'th',
  'id',
  'vi',
  'tr',
  'ru',
  'bn',
  'mr',
]

describe('the price of a product', () => {
  it.each([
    ['$1,299.00', 'USD', 129_900],
    ['NT$480', 'TWD', 48_000],
    ['NT$1,480', 'TWD', 148_000],
    ['R$ 19,90', 'BRL', 1_990],
    ['R$\u00a019,90', 'BRL', 1_990],
    ['₹499.00', 'INR', 49_900],
    ['₹1,00,000.00', 'INR', 10_000_000],
    ['¥1,200', 'JPY', 1_200],
    ['12.345,00 €', 'EUR', 1_234_500],
    ['1 299,50 €', 'EUR', 129_950],
    ["CHF 1'299.00", 'CHF', 129_900],
    ['CHF 1’299.00', 'CHF', 129_900],
    ['٤٨٠٫٠٠ ج.م.', 'EGP', 48_000],
    ['ج.م.\u200f ١٬٢٩٩٫٥٠', 'EGP', 129_950],
    ['1.234.567 ₫', 'VND', 1_234_567],
    ['Rp\u00a012.500,00', 'IDR', 12_500],
    ['AED 10.00', 'AED', 1_000],
    ['Rs. 499', 'INR', 49_900],
    ['480.00 TWD', 'TWD', 48_000],
    ['$0.05', 'USD', 5],
    ['KD 1,250.500', 'KWD', null],
    ['KWD 1,250.500', 'KWD', 1_250_500],
    ['12.5', 'USD', 1_250],
    ['480.00', 'JPY', 480],
  ])('%s in %s is %s', (text, currency, minor) => {
    expect(readPrice(text, currency)).toBe(minor)
  })

  it.each([
    ['', 'USD'],
    ['free', 'USD'],
    ['-$5.00', 'USD'],
    ['$5 – $10', 'USD'],
    ['3 for $10', 'USD'],
    ['$5/kg', 'USD'],
    ['5k', 'USD'],
    ['1.2万', 'CNY'],
    ['3百元', 'TWD'],
    ['4⁹⁹', 'USD'],
    ['$.50', 'USD'],
    ['12.345', 'KWD'],
    ['0.500', 'USD'],
    ['1.2345', 'USD'],
    ['1,23,45', 'USD'],
    ['1.299.00', 'USD'],
    ['10.5', 'JPY'],
    ['99,999,999,999,999,999.00', 'USD'],
    ['$5', null],
    ['$5', 'dollars'],
  ])('%s in %s is not read', (text, currency) => {
    expect(readPrice(text, currency)).toBeNull()
  })

  it('is read as it was written, in every currency and writing, or not at all', () => {
    fc.assert(
      fc.property(fc.constantFrom(...currencies), fc.constantFrom(...locales), fc.nat({ max: 99_999_999 }), (currency, locale, minor) => {
        const digits = minorDigits(currency) ?? 0
        const text = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minor / 10 ** digits)
        expect([minor, null]).toContain(readPrice(text, currency))
      }),
      { numRuns: 3_000 },
    )
  })

  it('is never unread where the sign is known and the currency has two digits', () => {
    const usual = ['TWD', 'USD', 'BRL', 'INR', 'EUR', 'HKD', 'GBP', 'MXN'] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...usual),
        fc.constantFrom(...locales.filter((one) => one !== 'fa')),
        fc.nat({ max: 99_999_999 }),
        (currency, locale, minor) => {
          const text = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minor / 100)
          expect([text, readPrice(text, currency)]).toEqual([text, minor])
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('goes to Meta in the words of its feed and comes back', () => {
    expect([feedPrice(48_000, 'TWD'), feedPrice(5, 'USD'), feedPrice(1_200, 'JPY')]).toEqual(['480.00 TWD', '0.05 USD', '1200 JPY'])
    fc.assert(
      fc.property(fc.constantFrom(...currencies.filter((one) => one !== 'KWD')), fc.nat(), (currency, minor) => {
        expect(readPrice(feedPrice(minor, currency), currency)).toBe(minor)
      }),
    )
  })
})
