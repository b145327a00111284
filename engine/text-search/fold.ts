import variants from 'opencc-js/dict/TWVariants'
import traditionalToSimplified from 'opencc-js/dict/TSCharacters'

/** Goes up when the folding changes, so that what was folded before is folded anew. */
export const FOLD_VERSION = 2

const pairsOf = (dictionary: string): readonly (readonly [from: string, to: string])[] =>
  dictionary.split('|').flatMap((pair) => {
    const [from, to] = pair.split(' ')
    return from === undefined || to === undefined ? [] : [[from, to] as const]
  })

const simplified = new Map(pairsOf(traditionalToSimplified))
const steps = new Map(simplified)
// Of two traditional writings of one character (裏 and 裡), both end at the simplified writing of the usual one.
for (const [variant, usual] of pairsOf(variants)) {
  const end = simplified.get(usual) ?? simplified.get(variant) ?? usual
  if (variant !== end) steps.set(variant, end)
  if (usual !== end) steps.set(usual, end)
}

/** The last writing that a character leads to; the tables hold a few chains. */
function endOf(character: string): string {
  const seen = new Set<string>()
  let end = character
  while (!seen.has(end)) {
    seen.add(end)
    end = steps.get(end) ?? end
  }
  return end
}

const folded = new Map(Array.from(steps.keys(), (character) => [character, endOf(character)]))

const HAN = /\p{Script=Han}/gu

/**
 * Folds width, case, accents and the writings of Chinese, for search only: 臺灣, 台灣 and 台湾 become one. Folding what was
 * folded changes nothing.
 * @source OpenCC's tables of characters
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(HAN, (character) => folded.get(character) ?? character)
}
