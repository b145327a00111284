import uFuzzy from '@leeoniya/ufuzzy'

/** Words in any order, one letter wrong in words of four and more; each Chinese character is a word of its own. */
const latin = new uFuzzy({ intraMode: 1, unicode: true, interSplit: "[^\\p{L}\\d']+", intraSplit: '\\p{Ll}\\p{Lu}' })
const MOST_PERMUTED = 3

/** The places of the texts that fit what was typed, best first. */
export function fuzzyRanks(texts: readonly string[], typed: string): readonly number[] {
  const [found, , order] = latin.search([...texts], typed, MOST_PERMUTED)
  if (found === null) return []
  return order === null ? found : order.flatMap((place) => found[place] ?? [])
}
