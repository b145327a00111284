import { foldForSearch } from '../../text-search/index.ts'

/** Scripts that put no space between words. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const BETWEEN_UNSPACED = new RegExp(`(?<=[${UNSPACED}]) +(?=[${UNSPACED}])`, 'gu')
const SEAM = new RegExp(`(?<=[${UNSPACED}])(?=[^\\s${UNSPACED}])|(?<=[^\\s${UNSPACED}])(?=[${UNSPACED}])`, 'gu')
const unspaced = new RegExp(`[${UNSPACED}]`, 'u')

/** Whether a letter belongs to a script without spaces between words. */
export const isUnspaced = (letter: string): boolean => unspaced.test(letter)

/**
 * A text as words are looked for in it: width, case, accents and both writings of Chinese folded, marks and emoji gone, one
 * space between words and wherever a script without spaces meets another, none within such a script.
 */
export const foldWords = (text: string): string =>
  foldForSearch(text)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .replace(BETWEEN_UNSPACED, '')
    .replace(SEAM, ' ')
    .trim()
