import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawOrder, listHashOf } from './hash.ts'
import { canonicalText, isInTime, isKeyword, type FrozenList } from './rules.ts'

const code = fc.stringMatching(/^[34679ACDEFHJKMNPQRTVWXY]{8}$/)
const codes = fc.uniqueArray(code, { minLength: 1, maxLength: 60 })
const seed = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
const list = (entryCodes: readonly string[]): FrozenList => ({
  name: 'Autumn raffle',
  prize: 'A teapot',
  winners: 3,
  seedSource: 'Lottery of 1 December',
  seedAt: 1_796_100_000_000,
  entryCodes,
})
const hashOf = (entryCodes: readonly string[], more: Partial<FrozenList> = {}) =>
  listHashOf(canonicalText({ ...list(entryCodes), ...more }))

describe('the frozen list', () => {
  it('is the same text in whatever order people came in', () => {
    fc.assert(fc.property(codes, (some) => hashOf(some.toReversed()) === hashOf(some)))
    expect(canonicalText(list(['CCC', 'AAA']))).toBe(
      'Shopbell raffle 1\nname: Autumn raffle\nprize: A teapot\nwinners: 3\nseed: Lottery of 1 December\nseed published: 2026-12-01T04:40:00.000Z\nentries: 2\nAAA\nCCC\n',
    )
  })

  it('has another hash when one entry changes, comes or goes, and when a rule changes', () => {
    fc.assert(
      fc.property(codes, code, fc.nat(), (some, other, at) => {
        fc.pre(!some.includes(other))
        const place = at % some.length
        const changed = [some.with(place, other), [...some, other], some.toSpliced(place, 1)].map((one) => hashOf(one))
        expect(new Set([hashOf(some), ...changed]).size).toBe(4)
      }),
    )
    const base = hashOf(['AAA'])
    for (const more of [{ winners: 4 }, { seedSource: 'Another lottery' }, { seedAt: 1_796_100_000_001 }, { prize: 'Two teapots' }])
      expect(hashOf(['AAA'], more)).not.toBe(base)
  })

  it('can not be given another shape by line ends in what the owner typed', () => {
    expect(canonicalText({ ...list(['AAA']), prize: 'A\nentries: 0\r\nB' }).split('\n')).toHaveLength(9)
  })
})

describe('the draw', () => {
  it('gives every code one turn, and the same list and seed the same order', () => {
    fc.assert(
      fc.property(codes, seed, (some, number) => {
        const drawn = drawOrder(hashOf(some), number, some)
        expect(drawn.toSorted()).toEqual(some.toSorted())
        expect(drawOrder(hashOf(some), number, some.toReversed())).toEqual(drawn)
      }),
    )
  })

  it('is what anybody works out with a tool of their own', () => {
    const hash = hashOf(['AAA', 'CCC', 'DDD'])
    const mark = (one: string) => createHmac('sha256', hash).update(`12 34\n${one}`).digest('hex')
    const byMark = new Map(['AAA', 'CCC', 'DDD'].map((one) => [mark(one), one]))
    expect(drawOrder(hash, '12 34', ['AAA', 'CCC', 'DDD'])).toEqual([...byMark.keys()].toSorted().map((key) => byMark.get(key)))
  })

  it('favours nobody: over many seeds each of ten comes first about equally often', () => {
    const some = Array.from({ length: 10 }, (_, index) => `CODE${index}`)
    const hash = hashOf(some)
    const first = new Map<string, number>()
    for (let number = 0; number < 4_000; number += 1) {
      const [winner = ''] = drawOrder(hash, String(number), some)
      first.set(winner, (first.get(winner) ?? 0) + 1)
    }
    // 400 expected, standard deviation 19; the seeds are fixed, so this never varies.
    for (const count of first.values()) expect(Math.abs(count - 400)).toBeLessThan(80)
    expect(first.size).toBe(10)
  })
})

describe('the word that lets people in', () => {
  it.each([
    ['TEA', 'tea', true],
    [' Tea! ', 'TEA', true],
    ['ＴＥＡ', 'tea', true],
    ['抽獎🎉', '抽獎', true],
    ['lucky  draw', 'Lucky Draw', true],
    ['tea please', 'tea', false],
    ['I do not want tea', 'tea', false],
    ['', 'tea', false],
    ['🎁', '🎁', true],
    ['🎉', '🎁', false],
  ])('%o is %o: %s', (text, word, is) => {
    expect(isKeyword(text, word)).toBe(is)
  })

  it('counts from when entry opens to just before it closes', () => {
    const times = { opensAt: 10, closesAt: 20 }
    expect([9, 10, 19, 20].map((at) => isInTime(times, at))).toEqual([false, true, true, false])
    expect(isInTime({ opensAt: null, closesAt: null }, 0)).toBe(true)
  })
})
