import { describe, expect, it } from 'vitest'
import { normaliseNumber } from './phone-number.ts'

/** Ways in which one number of a country is written down, from its digits without trunk and country. */
type Ways = { readonly home: string; readonly digits: (index: number) => string; readonly ways: readonly ((digits: string) => string)[] }

const spaced = (digits: string): string => digits.replaceAll(/(\d{3})(?=\d)/g, '$1 ')

const countries: readonly Ways[] = [
  {
    home: 'TW',
    digits: (index) => `9${String(12_345_000 + index)}`,
    ways: [(d) => `0${d}`, (d) => `+886${d}`, (d) => `00886 ${spaced(d)}`, (d) => `+886 0${d}`, (d) => `(0${d.slice(0, 3)}) ${d.slice(3)}`],
  },
  {
    home: 'BR',
    digits: (index) => `11${String(81_234_000 + index)}`,
    ways: [
      (d) => `+55${d}`,
      (d) => `+55${d.slice(0, 2)}9${d.slice(2)}`,
      (d) => `(${d.slice(0, 2)}) 9${d.slice(2)}`,
      (d) => `+55 ${d.slice(0, 2)} 9 ${d.slice(2)}`,
      (d) => `+55-${d.slice(0, 2)}-${d.slice(2)}`,
    ],
  },
  {
    home: 'MX',
    digits: (index) => `55${String(12_345_000 + index)}`,
    ways: [(d) => `+52${d}`, (d) => `+521${d}`, (d) => d, (d) => `+52 1 ${spaced(d)}`, (d) => `0052${d}`],
  },
  {
    home: 'AR',
    digits: (index) => `11${String(23_456_000 + index)}`,
    ways: [
      (d) => `+54${d}`,
      (d) => `+549${d}`,
      (d) => `+54 9 ${spaced(d)}`,
      (d) => `00549${d}`,
      (d) => `+54 ${d.slice(0, 2)} ${d.slice(2)}`,
    ],
  },
]

const PEOPLE_EACH = 25

describe('one person in many spellings', () => {
  it('M-17: 500 spellings of 100 people are exactly 100 people', () => {
    const people = countries.flatMap(({ home, digits, ways }) =>
      Array.from({ length: PEOPLE_EACH }, (_, index) => ways.map((write) => ({ home, text: write(digits(index)) }))),
    )
    const keys = people.map((spellings) =>
      spellings.map(({ home, text }) => {
        const read = normaliseNumber(text, home)
        return read.ok ? read.value.samePersonKey : `unreadable ${text}`
      }),
    )
    expect(people.flat()).toHaveLength(500)
    expect(keys.filter((of) => new Set(of).size !== 1)).toEqual([])
    expect(new Set(keys.flat()).size).toBe(100)
  })
})
