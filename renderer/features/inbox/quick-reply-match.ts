/** A piece of a text; `isMatch` marks the letters that were searched for. */
export type Piece = { readonly text: string; readonly isMatch: boolean }

/** What is typed after the sign that opens the quick replies, and where it begins. */
export type Trigger = { readonly query: string; readonly start: number }

/**
 * Finds an open quick-reply search before the caret: `/`, full-width `／` or `、` at the start or after a space.
 * @returns null when the text before the caret opens none
 */
export function findTrigger(text: string, caret: number): Trigger | null {
  const found = /(?:^|\s)[/／、]([^\s/／、]*)$/u.exec(text.slice(0, caret))
  if (found === null) return null
  const query = found[1] ?? ''
  return { query, start: caret - query.length - 1 }
}

/** Folds case, width and accents one letter at a time, so that positions stay those of the text. */
const fold = (text: string): readonly string[] =>
  Array.from(text, (letter) => {
    const plain = letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    return plain === '' ? letter : plain
  })

/** Where the letters are found in a text, in letters; -1 when they are not. */
function indexOfLetters(text: readonly string[], wanted: readonly string[]): number {
  for (let at = 0; at + wanted.length <= text.length; at += 1) {
    if (wanted.every((letter, offset) => text[at + offset] === letter)) return at
  }
  return -1
}

/** Splits a text into what matches and what does not; one piece when nothing does. */
export function matchPieces(text: string, query: string): readonly Piece[] {
  const letters = Array.from(text)
  const wanted = fold(query)
  const at = wanted.length === 0 ? -1 : indexOfLetters(fold(text), wanted)
  if (at === -1) return [{ text, isMatch: false }]
  const end = at + wanted.length
  return [
    { text: letters.slice(0, at).join(''), isMatch: false },
    { text: letters.slice(at, end).join(''), isMatch: true },
    { text: letters.slice(end).join(''), isMatch: false },
  ].filter((piece) => piece.text !== '')
}

/** The fields of a quick reply that are searched. */
export type Searchable = { readonly shortcut: string; readonly title: string; readonly text: string }

const contains = (text: string, query: string): boolean => indexOfLetters(fold(text), fold(query)) !== -1
const startsWith = (text: string, query: string): boolean =>
  indexOfLetters(fold(text).slice(0, Array.from(query).length), fold(query)) === 0

/** How well a quick reply fits, 0 best; null when it does not. */
function rank(reply: Searchable, query: string): number | null {
  if (startsWith(reply.shortcut, query)) return 0
  if (startsWith(reply.title, query)) return 1
  if (contains(reply.title, query) || contains(reply.shortcut, query)) return 2
  if (fitsInitials(reply.title, query)) return 3
  return contains(reply.text, query) ? 4 : null
}

/** The quick replies that fit, best first; the order given decides between equals. An empty query fits all. */
export function matchQuickReplies<T extends Searchable>(replies: readonly T[], query: string): readonly T[] {
  if (query === '') return replies
  return replies
    .flatMap((reply, order) => {
      const fit = rank(reply, query)
      return fit === null ? [] : [{ reply, fit, order }]
    })
    .toSorted((one, other) => one.fit - other.fit || one.order - other.order)
    .map(({ reply }) => reply)
}

/**
 * The first syllable of each pinyin initial in the order of pinyin sorting. The first letter of a character is found
 * by where it sorts between them, so no table of characters is needed.
 */
const pinyinStarts = Array.from('阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀')
const pinyinLetters = Array.from('abcdefghjklmnopqrstwxyz')
const isHan = (letter: string): boolean => /\p{Script=Han}/u.test(letter)

/** The first letter of a character's pinyin; the letter itself, in small, where it is no Chinese character. */
function pinyinInitial(letter: string, order: Intl.Collator): string {
  if (!isHan(letter)) return letter.toLowerCase()
  const index = pinyinStarts.findLastIndex((start) => order.compare(start, letter) <= 0)
  return pinyinLetters[Math.max(0, index)] ?? letter
}

/** True when Latin letters are the pinyin initials of a part of a Chinese text (`yysj` finds 營業時間). */
export function fitsInitials(text: string, query: string): boolean {
  if (!/^[a-z]{2,}$/iu.test(query)) return false
  const order = new Intl.Collator('zh-Hans-u-co-pinyin')
  const initials = Array.from(text, (letter) => pinyinInitial(letter, order)).join('')
  return initials.includes(query.toLowerCase())
}

/** The first field that is still open in a text, as {{name}}; null when all are filled. */
export function openField(text: string): { readonly name: string; readonly start: number; readonly end: number } | null {
  const found = /\{\{\s*([^{}]+?)\s*\}\}/u.exec(text)
  return found === null ? null : { name: found[1] ?? '', start: found.index, end: found.index + found[0].length }
}
