import { foldForSearch } from './fold.ts'
import { phrasesOf, type Phrase } from './query.ts'
import { termsOf, type Term } from './terms.ts'

/** Part of a text, in UTF-16 units. */
export type MatchRange = { readonly start: number; readonly end: number }

/** Where in the text, as it is written, the search is found; in order, never overlapping. */
export function matchRanges(text: string, search: string): MatchRange[] {
  const phrases = phrasesOf(search)
  if (phrases.length === 0) return []
  const { folded, letters } = foldByLetter(text)
  const terms = termsOf(folded)
  const found = phrases.flatMap((phrase) => placesOf(terms, phrase))
  return joined(found.map(({ start, end }) => ({ start: letters[start]?.start ?? 0, end: letters[end - 1]?.end ?? text.length })))
}

/** Folds letter by letter (with the accents that follow it), keeping for each unit of the result the letter that it came from. */
function foldByLetter(text: string): { readonly folded: string; readonly letters: readonly MatchRange[] } {
  const letters: MatchRange[] = []
  let folded = ''
  for (const { 0: letter, index } of text.matchAll(/[^\p{M}]\p{M}*|\p{M}+/gsu)) {
    const part = foldForSearch(letter)
    folded += part
    for (let unit = 0; unit < part.length; unit += 1) letters.push({ start: index, end: index + letter.length })
  }
  return { folded, letters }
}

function placesOf(terms: readonly Term[], { terms: wanted, isPrefix }: Phrase): MatchRange[] {
  const last = wanted.length - 1
  return terms.flatMap((term, at) => {
    const fits = wanted.every((part, offset) => {
      const there = terms[at + offset]?.text
      return isPrefix && offset === last ? there?.startsWith(part) === true : there === part
    })
    if (!fits) return []
    const end = isPrefix && last === 0 ? term.start + (wanted[0]?.length ?? 0) : terms[at + last]?.end
    return end === undefined ? [] : [{ start: term.start, end }]
  })
}

function joined(ranges: readonly MatchRange[]): MatchRange[] {
  const result: MatchRange[] = []
  for (const range of ranges.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const before = result.at(-1)
    if (before !== undefined && range.start < before.end) {
      if (range.end > before.end) result[result.length - 1] = { start: before.start, end: range.end }
    } else result.push(range)
  }
  return result
}
