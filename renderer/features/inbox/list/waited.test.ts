import { expect, it } from 'vitest'
import { waitedWords } from './waited.ts'

const MINUTE = 60_000

it.each([
  [30_000, null],
  [MINUTE, ['minutes', 1]],
  [59 * MINUTE, ['minutes', 59]],
  [61 * MINUTE, ['hours', 1]],
  [47 * 60 * MINUTE, ['hours', 47]],
  [50 * 60 * MINUTE, ['days', 2]],
])('says %d ms of waiting as %j', (waitedMs, expected) => {
  const words = waitedWords(waitedMs)
  expect(words === null ? null : [words.id.split('.').at(-1), words.values.count]).toEqual(expected)
})
