import { foldForSearch } from '../customer/index.ts'

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}'
const TERMS = new RegExp(`[${CJK}]|(?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}])+`, 'gu')
const SINGLE = new RegExp(`^[${CJK}]$`, 'u')

/** The terms of a message, parted by spaces: each Chinese, Japanese or Korean character by itself, other words whole. */
export const messageTerms = (text: string): string => (foldForSearch(text).match(TERMS) ?? []).join(' ')

/**
 * Turns what somebody typed into an FTS5 query over messages: neighbouring Chinese characters are looked for as a phrase,
 * words by their beginning, and all parts must be there. Null when there is nothing to look for.
 * @source UX part 7, search; a trigram index finds nothing below three characters (measured there)
 */
export function messageQuery(search: string): string | null {
  const parts: string[] = []
  for (const word of foldForSearch(search).split(/\s+/)) {
    let phrase: string[] = []
    const close = () => {
      if (phrase.length > 0) parts.push(`"${phrase.join(' ')}"`)
      phrase = []
    }
    for (const term of word.match(TERMS) ?? []) {
      if (SINGLE.test(term)) phrase.push(term)
      else {
        close()
        parts.push(`"${term}"*`)
      }
    }
    close()
  }
  return parts.length === 0 ? null : parts.join(' AND ')
}
