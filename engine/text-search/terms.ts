const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}'
const TERMS = new RegExp(`[${CJK}]|(?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}])+`, 'gu')
const SINGLE = new RegExp(`^[${CJK}]$`, 'u')

/** A term of a text, with where it stands in it. */
export type Term = { readonly text: string; readonly start: number; readonly end: number }

/** The terms of a folded text: each Chinese, Japanese or Korean character by itself, other words whole. */
export const termsOf = (foldedText: string): Term[] =>
  Array.from(foldedText.matchAll(TERMS), (found) => ({ text: found[0], start: found.index, end: found.index + found[0].length }))

/** Whether a term is one character of a script that parts no words. */
export const isSingle = (term: string): boolean => SINGLE.test(term)
