import { commonWords } from './common-words.ts'

const rows = [
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
]

/** What people do to letters to please a rule, taken back. */
const plainSigns: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const withoutDisguise = (text: string): string => text.replace(/[013457@$!]/g, (sign) => plainSigns[sign] ?? sign)

/** The same few signs again and again, e.g. abcabcabcabc. */
const isRepeated = (text: string): boolean => /^(.{1,6})\1+.{0,5}$/u.test(text) && new Set(text).size <= 6

/** A walk over the keyboard or along the alphabet, forwards or back, once or several times. */
function isWalk(text: string): boolean {
  const reversed = [...text].toReversed().join('')
  return rows.some((row) => [text, reversed].some((way) => `${row}${row}${row}`.includes(way) || covers(way, row)))
}

/** Whether a text is made of pieces of at least four neighbours of a row. */
function covers(text: string, row: string): boolean {
  let rest = text
  while (rest.length > 0) {
    let length = rest.length
    while (length >= 4 && !row.includes(rest.slice(0, length))) length -= 1
    if (length < 4) return false
    rest = rest.slice(length)
  }
  return true
}

/** More words than this, and what they make is no longer common. */
const MOST_WORDS = 3

/** Whether nothing is there but few words of the list, figures, years and signs. */
function isFewWords(text: string): boolean {
  let rest = text
  let words = 0
  for (const word of commonWords) {
    if (!rest.includes(word)) continue
    words += 1
    rest = rest.replaceAll(word, ' ')
  }
  return words <= MOST_WORDS && rest.replace(/\d+|[^\p{L}\p{N}]/gu, '').length < 4
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/**
 * Whether a password is among those that are tried first: common words with figures behind them, walks over the keyboard, the same
 * signs again, and the names of the shop and of its people. Nothing else is asked of a password but its length (SECURITY R-05).
 */
export function isCommonPassword(password: string, names: readonly string[]): boolean {
  const text = folded(password)
  if (isRepeated(text) || isWalk(text)) return true
  const own = names.flatMap((name) => [folded(name), folded(name).replace(/\s/g, '')]).filter((name) => name.length >= 3)
  const withoutNames = own.reduce((rest, name) => rest.replaceAll(name, ' '), text)
  return [text, withoutNames, withoutDisguise(text), withoutDisguise(withoutNames)].some(isFewWords)
}
