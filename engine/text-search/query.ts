import { foldForSearch } from './fold.ts'
import { isSingle, termsOf } from './terms.ts'

/** Terms that must follow each other; the last is looked for by its beginning where `isPrefix`. */
export type Phrase = { readonly terms: readonly string[]; readonly isPrefix: boolean }

/**
 * What somebody typed as phrases that must all be found: neighbouring Chinese characters are one phrase, a word is looked for by
 * its beginning.
 */
export function phrasesOf(search: string): Phrase[] {
  const phrases: Phrase[] = []
  for (const word of foldForSearch(search).split(/\s+/)) {
    let singles: string[] = []
    const close = () => {
      if (singles.length > 0) phrases.push({ terms: singles, isPrefix: false })
      singles = []
    }
    for (const { text } of termsOf(word)) {
      if (isSingle(text)) singles.push(text)
      else {
        close()
        phrases.push({ terms: [text], isPrefix: true })
      }
    }
    close()
  }
  return phrases
}

/**
 * The same as a query of FTS5, all phrases needed; null when there is nothing to look for.
 * @source UX part 7, search; a trigram index finds nothing below three characters (measured there)
 */
export function textQuery(search: string): string | null {
  const parts = phrasesOf(search).map(({ terms, isPrefix }) => `"${terms.join(' ')}"${isPrefix ? '*' : ''}`)
  return parts.length === 0 ? null : parts.join(' AND ')
}
