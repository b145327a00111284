import { spaceBetween } from '#contract/kernel/mixed-scripts.ts'
import type { WordValues } from './word-values.ts'

// Letters for private use mark where a name begins and ends, until the sentence is put together.
const [BEGIN, END] = ['\uE000', '\uE001']
const MARK = /[\uE000\uE001]/gu

const choices = new Map<string, RegExp>()

/** Whether a text only puts a value in its place: a choice between words goes by the value itself. */
function isPlain(text: string, name: string): boolean {
  const choice = choices.get(name) ?? new RegExp(`\\{\\s*${name}\\s*,`, 'u')
  choices.set(name, choice)
  return !choice.test(text)
}

/** The values with names marked, for a text of a language whose writing meets others. */
export function markNames(text: string, values: WordValues): WordValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && value !== '' && isPlain(text, name) ? `${BEGIN}${value}${END}` : value,
    ]),
  )
}

/** The sentence with a space where a name of another writing meets its words, and without marks. */
export function spaceNames(sentence: string): string {
  if (!sentence.includes(BEGIN)) return sentence
  let spaced = ''
  for (const piece of sentence.split(MARK)) spaced += spaceBetween(spaced, piece) + piece
  return spaced
}
