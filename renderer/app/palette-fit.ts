import { fitsInitials, fuzzyRanks } from '../text-match/index.ts'

/** What is asked of an action to be found. */
type Findable = {
  readonly words: string
  /** Its words in every language: a Chinese word finds an English name, and the other way round. */
  readonly matches: readonly string[]
}

/** The actions that fit what was typed, best first: the one of that name, then by their own words before others that find them. */
export function fitting<A extends Findable>(actions: readonly A[], wanted: string): readonly A[] {
  const byName = fuzzyRanks(
    actions.map(({ words }) => words),
    wanted,
  )
  const byWords = fuzzyRanks(
    actions.map(({ words, matches }) => [words, ...matches].join(' \u2022 ')),
    wanted,
  )
  const isName = (one: string): boolean => one.toLowerCase() === wanted.toLowerCase()
  const exact = actions.filter(({ words, matches }) => isName(words) || matches.some(isName))
  const byInitials = actions.filter(({ words, matches }) => [words, ...matches].some((one) => fitsInitials(one, wanted)))
  return [...new Set([...exact, ...[...byName, ...byWords].flatMap((place) => actions[place] ?? []), ...byInitials])]
}
