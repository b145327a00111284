/** Languages that nobody speaks: English with accents and longer words, and English mirrored from right to left. */
export type PseudoLocale = 'en-XA' | 'ar-XB'

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ACCENTED = [...'åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ']
/** German and Portuguese need about this much more room than English. */
const LONGER = 1.4
const VOWEL = /[aeiou]/giu

const accented = (letter: string): string => ACCENTED[LETTERS.indexOf(letter)] ?? letter

/** Repeats vowels, one after the other, until the text is as long as a wordy language makes it. */
function lengthened(text: string): string {
  const vowels = [...text].filter((letter) => letter.match(VOWEL) !== null).length
  const missing = Math.round(text.replaceAll(/[^a-z]/giu, '').length * (LONGER - 1))
  let seen = 0
  return text.replaceAll(VOWEL, (vowel) => {
    // Spread evenly, so that no single word carries all of it.
    const times = Math.floor(((seen + 1) * missing) / vowels) - Math.floor((seen * missing) / vowels)
    seen += 1
    return vowel + vowel.toLowerCase().repeat(times)
  })
}

// Override from right to left, and its end; digits outside keep their order.
const RLO = '\u202E'
const PDF = '\u202C'

/**
 * Disguises plain words of a message.
 * @param text words without any placeholder
 */
export function disguiseWords(text: string, locale: PseudoLocale): string {
  return locale === 'en-XA'
    ? [...lengthened(text)].map(accented).join('')
    : text.replaceAll(/[a-z](?:[^\d]*[a-z])?/giu, (words) => `${RLO}${words}${PDF}`)
}
