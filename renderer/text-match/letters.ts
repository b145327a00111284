/** Folds case, width and accents one letter at a time, so that positions stay those of the text. */
export const foldLetters = (text: string): readonly string[] =>
  Array.from(text, (letter) => {
    const plain = letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    return plain === '' ? letter : plain
  })

/** Where the letters are found in a text, in letters; -1 when they are not. */
export function indexOfLetters(text: readonly string[], wanted: readonly string[]): number {
  for (let at = 0; at + wanted.length <= text.length; at += 1) {
    if (wanted.every((letter, offset) => text[at + offset] === letter)) return at
  }
  return -1
}

/** Whether a text holds another, whatever case, width and accents. */
export const containsText = (text: string, wanted: string): boolean => indexOfLetters(foldLetters(text), foldLetters(wanted)) !== -1

/** Whether a text begins with another, whatever case, width and accents. */
export const startsWithText = (text: string, wanted: string): boolean =>
  indexOfLetters(foldLetters(text).slice(0, Array.from(wanted).length), foldLetters(wanted)) === 0
