import { foldWords, isUnspaced } from './fold.ts'

export type Match = 'contains' | 'exact' | 'fuzzy'

/** So much of a message is looked at for words that are nearly right; nobody hides a keyword behind that. */
const FUZZY_TERMS = 200

/** The first of the words that the message holds, as it was written in the rule; null when none. */
export function findWord(message: string, words: readonly string[], match: Match): string | null {
  const folded = foldWords(message)
  if (folded === '') return null
  const at = foldedOnce(words).findIndex((word) => holds(folded, word, match))
  return at === -1 ? null : (words[at] ?? null)
}

const foldedLists = new WeakMap<readonly string[], readonly string[]>()

/** The same lists are looked for in every message that comes: folding them each time was a third of taking it in. */
function foldedOnce(words: readonly string[]): readonly string[] {
  const known = foldedLists.get(words)
  if (known !== undefined) return known
  const made = words.map(foldWords)
  foldedLists.set(words, made)
  return made
}

function holds(message: string, word: string, match: Match): boolean {
  if (word === '') return false
  if (match === 'exact') return message === word
  return contains(message, word) || (match === 'fuzzy' && isNearly(message, word))
}

/** Scripts without spaces are found anywhere, other words only whole: "no" is not in "north". */
function contains(message: string, word: string): boolean {
  const [first = '', last = ''] = [[...word][0], [...word].at(-1)]
  const needle = `${isUnspaced(first) ? '' : ' '}${word}${isUnspaced(last) ? '' : ' '}`
  return ` ${message} `.includes(needle)
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
