import { describe, expect, it } from 'vitest'
import { emptyForm, formOf, inputOf, problemsOf, type RaffleForm } from './raffle-form.ts'
import type { Raffle } from './types.ts'

const timeZone = 'Asia/Taipei'
const now = Date.UTC(2026, 10, 22, 4, 0)
const filled: RaffleForm = {
  ...emptyForm,
  name: 'New year',
  prize: 'A tin of tea',
  word: '抽獎',
  closesDay: '2026-12-30',
  seedSource: 'First prize of the receipt lottery',
  seedDay: '2026-12-31',
}

describe('the form of a raffle', () => {
  it('draws only from a number that is published later, after entry has closed', () => {
    expect(problemsOf(filled, { now, timeZone }).size).toBe(0)
    expect([...problemsOf({ ...filled, seedDay: '2026-11-21' }, { now, timeZone })]).toEqual(['seedAt', 'closesAt'])
    expect([...problemsOf({ ...filled, closesDay: '2027-01-02' }, { now, timeZone })]).toEqual(['closesAt'])
  })

  it('needs a name, a prize, a way in and where the number comes from', () => {
    expect([...problemsOf(emptyForm, { now, timeZone })]).toEqual(['name', 'prize', 'word', 'seedSource', 'seedAt'])
    expect(problemsOf({ ...filled, entry: 'group' }, { now, timeZone }).has('rule')).toBe(true)
  })

  it('comes back as it was saved', () => {
    const input = inputOf(filled, { timeZone, raffle: null, sentence: '' })
    expect(input).toMatchObject({ closesAt: Date.UTC(2026, 11, 30, 12, 0), seedAt: Date.UTC(2026, 11, 31, 13, 0) })
    const dayOf = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
    expect(formOf(input as unknown as Raffle, { timeZone, dayOf })).toEqual(filled)
  })
})
