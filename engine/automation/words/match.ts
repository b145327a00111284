import { foldWords, isUnspaced } from './fold.ts'

export type Match = 'contains' | 'exact' | 'fuzzy'

/** So much of a message is looked at for words that are nearly right; nobody hides a keyword behind that. */
const FUZZY_TERMS = 200

/** The first of the words that the message holds, as it was written in the rule; null when none. */
export const findWord = (message: string, words: readonly string[], match: Match): string | null =>
  findFoldedWord(foldWords(message), words, match)

/** The same for a message that was folded already, by who looks for several lists in it. */
export function findFoldedWord(folded: string, words: readonly string[], match: Match): string | null {
  if (folded === '') return null
  const padded = ` ${folded} `
  const at = foldedOnce(words).findIndex(({ word, needle }) => {
    if (word === '') return false
    if (match === 'exact') return folded === word
    return padded.includes(needle) || (match === 'fuzzy' && isNearly(folded, word))
  })
  return at === -1 ? null : (words[at] ?? null)
}

/** A word as it is compared, and as it is found inside of a message that begins and ends with a space. */
type Folded = { readonly word: string; readonly needle: string }

const foldedLists = new WeakMap<readonly string[], readonly Folded[]>()

/** The same lists are looked for in every message that comes: folding them each time was a third of taking it in. */
function foldedOnce(words: readonly string[]): readonly Folded[] {
  const known = foldedLists.get(words)
  if (known !== undefined) return known
  const made = words.map((written) => {
    const word = foldWords(written)
    return { word, needle: needleOf(word) }
  })
  foldedLists.set(words, made)
  return made
}

/** Scripts without spaces are found anywhere, other words only whole: "no" is not in "north". */
function needleOf(word: string): string {
  const [first = '', last = ''] = [[...word][0], [...word].at(-1)]
  return `${isUnspaced(first) ? '' : ' '}${word}${isUnspaced(last) ? '' : ' '}`
}

function isNearly(message: string, word: string): boolean {
  const wanted = word.split(' ')
  if (wanted.some((term) => isUnspaced(term[0] ?? ''))) return false
  const terms = message.split(' ').slice(0, FUZZY_TERMS)
  return terms.some((_, at) => wanted.every((term, offset) => isClose(terms[at + offset] ?? '', term)))
}

const wrongLettersIn = (term: string): number => (term.length < 4 ? 0 : term.length < 8 ? 1 : 2)

function isClose(term: string, wanted: string): boolean {
  const most = wrongLettersIn(wanted)
  // Numbers are right or wrong: 1988 is not nearly 1998.
  if (most === 0 || /\p{N}/u.test(wanted)) return term === wanted
  return Math.abs(term.length - wanted.length) <= most && distance(term, wanted) <= most
}

/** How many letters must be added, removed, changed or swapped with their neighbour. */
function distance(one: string, other: string): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row += 1) {
    const line = nextLine({ one, other, row }, last, beforeLast)
    beforeLast = last
    last = line
  }
  return last.at(-1) ?? 0
}

type Place = { readonly one: string; readonly other: string; readonly row: number }
const FAR = Number.POSITIVE_INFINITY

function nextLine({ one, other, row }: Place, last: readonly number[], beforeLast: readonly number[]): number[] {
  const line = [row]
  for (let column = 1; column <= other.length; column += 1) {
    const isSame = one[row - 1] === other[column - 1]
    const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
    const changed = (last[column - 1] ?? FAR) + (isSame ? 0 : 1)
    const swapped = isSwapped ? (beforeLast[column - 2] ?? FAR) + 1 : FAR
    line.push(Math.min((last[column] ?? FAR) + 1, (line[column - 1] ?? FAR) + 1, changed, swapped))
  }
  return line
}
