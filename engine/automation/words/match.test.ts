import { expect, it } from 'vitest'
import { foldWords, isUnspaced } from './fold.ts'
import { MAYBE_START, MAYBE_STOP } from './known-words.ts'
import { findWord } from './match.ts'

/** What finding means, word by word and without anything kept. */
function plainly(message: string, words: readonly string[]): string | null {
  const text = ` ${foldWords(message)} `
  if (text.trim() === '') return null
  const holds = (word: string): boolean => {
    const letters = [...foldWords(word)]
    const before = isUnspaced(letters[0] ?? '') ? '' : ' '
    const after = isUnspaced(letters.at(-1) ?? '') ? '' : ' '
    return letters.length > 0 && text.includes(`${before}${letters.join('')}${after}`)
  }
  return words.find(holds) ?? null
}

/** Numbers that come again in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
}

it('finds in any message the same word of a list as looking word by word does', () => {
  const next = numbers(42)
  const words = [...MAYBE_STOP, ...MAYBE_START, '', '🙂', 'ＳＴＯＰ']
  const scraps = ['tea ', '茶', 'STOP', ' ', 'ｓｅｎｄｉｎｇ', '不要', '再傳', 'north', '!', 'não', '👍', '停', "don't ", 'x']
  let found = 0
  for (let round = 0; round < 3_000; round += 1) {
    const message = Array.from({ length: next(7) }, () => {
      const word = words[next(words.length)] ?? ''
      // Half of the words are cut, so that what is only nearly there is met too.
      return next(3) === 0 ? word.slice(next(4), word.length - next(2)) : (scraps[next(scraps.length)] ?? '')
    }).join(next(2) === 0 ? ' ' : '')
    const expected = plainly(message, words)
    if (expected !== null) found += 1
    expect([message, findWord(message, words, 'contains')]).toEqual([message, expected])
  }
  expect(found).toBeGreaterThan(300)
  expect(found).toBeLessThan(2_900)
})
