import examples from 'libphonenumber-js/examples.mobile.json'
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { normaliseNumber, samePersonKey } from './phone-number.ts'

const read = (text: string, country = 'TW') => {
  const result = normaliseNumber(text, country)
  return result.ok ? result.value.phone : String(result.error.params?.['reason'])
}

describe('numbers', () => {
  it.each([
    '0912345678',
    '0912 345 678',
    '0912-345-678',
    '(0912) 345678',
    '+886 912 345 678',
    '+886-912-345-678',
    '+886 (0)912 345 678',
    '00886912345678',
    '00 886 912 345 678',
    '886912345678',
    '002886912345678',
    '０９１２３４５６７８',
    '＋８８６ ９１２ ３４５ ６７８',
    '٠٩١٢٣٤٥٦٧٨',
    '+٨٨٦٩١٢٣٤٥٦٧٨',
    '०९१२३४५६७८',
    "'0912345678",
    '="0912345678"',
    '\u202a+886 912 345 678\u202c',
    '0912\u00a0345\u00a0678',
    'tel:+886912345678',
    '+886912345678.0',
    ' 0912345678\t',
  ])('reads %j as the same number', (text) => {
    expect(read(text)).toBe('+886912345678')
  })

  it.each([
    ['8.86912E+11', 'number-scientific'],
    ['8,86912E+11', 'number-scientific'],
    ['9.12346e8', 'number-scientific'],
    ['8.86912345678E11', 'number-scientific'],
    ['912345678', 'number-lost-zero'],
    ['912 345 678', 'number-lost-zero'],
    ['912345678.0', 'number-lost-zero'],
    ['223456789', 'number-lost-zero'],
    ['', 'no-number'],
    ['  ', 'no-number'],
    ['hello', 'number-unreadable'],
    ['陳美玲', 'number-unreadable'],
    ['0912345ABC', 'number-unreadable'],
    ['-', 'number-unreadable'],
    ['+886912', 'number-wrong-length'],
    ['+88691234567890123', 'number-wrong-length'],
    ['12', 'number-wrong-length'],
    ['+999912345678', 'number-unreadable'],
    ['85291234567', 'number-unreadable'],
  ])('says why %j is not taken: %s', (text, reason) => {
    expect(read(text)).toBe(reason)
  })

  it.each([
    ['98765 43210', 'IN', '+919876543210'],
    ['13812345678', 'CN', '+8613812345678'],
    ['9123 4567', 'HK', '+85291234567'],
    ['11 98123-4567', 'BR', '+5511981234567'],
    ['55 1234 5678', 'MX', '+525512345678'],
    ['011 15 2345 6789', 'AR', '+5491123456789'],
    ['0812-3456-7890', 'ID', '+6281234567890'],
    ['+1 202 555 0123', 'TW', '+12025550123'],
    ['0065 9123 4567', 'TW', '+6591234567'],
    ['812 3456 7890', 'ID', 'number-lost-zero'],
    ['1012345678', 'KR', 'number-lost-zero'],
  ])('reads %j in %s as %s', (text, country, expected) => {
    expect(read(text, country)).toBe(expected)
  })

  it('keeps a number whose length is possible although no list of ranges knows it, when it is written with its country', () => {
    expect(read('+12005550123')).toBe('+12005550123')
    expect(read('2005550123', 'US')).toBe('number-unreadable')
  })

  it('tells the country', () => {
    expect(normaliseNumber('+6281234567890', 'TW')).toMatchObject({ ok: true, value: { country: 'ID' } })
  })

  it('gives the spellings that WhatsApp mixes one key, and different people different keys', () => {
    expect(samePersonKey('+5215512345678')).toBe(samePersonKey('+525512345678'))
    expect(samePersonKey('+551181234567')).toBe(samePersonKey('+5511981234567'))
    expect(samePersonKey('+541123456789')).toBe(samePersonKey('+5491123456789'))
    // A land line of São Paulo is nobody's mobile.
    expect(samePersonKey('+551131234567')).toBe('+551131234567')
    expect(samePersonKey('+5511931234567')).not.toBe(samePersonKey('+551131234567'))
    expect(normaliseNumber('+52 1 55 1234 5678', 'TW')).toMatchObject({
      ok: true,
      value: { phone: '+5215512345678', samePersonKey: '+525512345678', country: 'MX' },
    })
    expect(normaliseNumber('11 8123-4567', 'BR')).toMatchObject({ ok: true, value: { samePersonKey: '+5511981234567' } })
  })
})

it('what is valid in the national form of any country is the same number, in the same country, in its full form', () => {
  let seed = 1
  const draw = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below
  const judged = getCountries().flatMap((country) => {
    const digits = [...(getExampleNumber(country, examples)?.formatNational().replace(/\D/g, '') ?? '')]
    return Array.from({ length: 20 }, () => {
      const text = digits
        .with(draw(digits.length), String(draw(10)))
        .with(draw(digits.length), String(draw(10)))
        .join('')
      const written = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false })
      const full = written?.isValid() === true ? parsePhoneNumberFromString(written.number) : undefined
      return { written, full }
    })
  })
  const valid = judged.filter(({ full }) => full !== undefined)
  expect(valid.length).toBeGreaterThan(2_000)
  const facts = (number: (typeof judged)[number]['full']) => [number?.number, number?.country, number?.isPossible(), number?.isValid()]
  expect(valid.filter(({ written, full }) => facts(written).join() !== facts(full).join())).toEqual([])
})
