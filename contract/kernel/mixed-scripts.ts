const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]/u
const LATIN = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}]/u

/**
 * What stands between two pieces of a sentence: a space where Chinese meets Latin letters or digits, as it is set in print,
 * else nothing. Full-width punctuation brings its own room.
 */
export function spaceBetween(left: string, right: string): '' | ' ' {
  const [last = '', first = ''] = [[...left].at(-1), [...right].at(0)]
  return (HAN.test(last) && LATIN.test(first)) || (LATIN.test(last) && HAN.test(first)) ? ' ' : ''
}

/** Fills `{name}` gaps of a sentence; what is filled in stays as it is, a space around it where writings meet. */
export function fillGaps(sentence: string, values: Readonly<Record<string, string>>): string {
  let filled = ''
  // Every second piece is the name of a gap.
  for (const [place, piece] of sentence.split(/\{(\w+)\}/u).entries()) {
    const text = place % 2 === 0 ? piece : (values[piece] ?? '')
    filled += spaceBetween(filled, text) + text
  }
  return filled
}
