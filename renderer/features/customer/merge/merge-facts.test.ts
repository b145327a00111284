import { describe, expect, it } from 'vitest'
import type { CustomerCard } from '../types.ts'
import { factText, firstChoice, isChoice } from './merge-facts.ts'

const card = (part: Partial<CustomerCard>): CustomerCard =>
  ({ name: '', addressAs: '', phone: null, language: null, note: '', dates: [], fields: [], ...part }) as CustomerCard

describe('facts of two records', () => {
  it('are taken from the second one only where the first has none', () => {
    const [one, other] = [card({ name: 'Mei' }), card({ name: 'Mei-ling', note: 'tea', language: 'en' })]
    expect([...firstChoice(one, other)]).toEqual(['language', 'note'])
    expect([isChoice(one, other, 'name'), isChoice(one, other, 'note'), isChoice(one, other, 'dates')]).toEqual([true, false, false])
  })

  it('are compared part by part where they have several', () => {
    const birthday = { date: 'birthday', month: 3, day: 4, year: null }
    expect(factText(card({ dates: [birthday] }), 'dates')).toBe('birthday --3-4')
    expect(isChoice(card({ dates: [birthday] }), card({ dates: [{ ...birthday, day: 5 }] }), 'dates')).toBe(true)
  })
})
