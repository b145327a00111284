/** Asked again only after so long, ms. */
export const ASK_AGAIN_MS = 90 * 86_400_000

/** What the two buttons bring back when they are tapped. */
export const ANSWERS = { yes: 'sb.consent.yes', no: 'sb.consent.no' } as const

/** Keywords are the same without case, width and accents. */
export const keywordKey = (keyword: string): string => keyword.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const LONGEST = 300

/** Words of a message, folded; a run of Chinese is one. */
function wordsOf(text: string): string[] {
  return keywordKey(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The last word of a message, where the keyword of a place stands; null for what is too long to be a ready sentence. */
export function lastWord(text: string): string | null {
  return text.length > LONGEST ? null : (wordsOf(text).at(-1) ?? null)
}

const NOT_WORDS: ReadonlySet<string> = new Set(
  'not no dont don never stop unsubscribe cancel remove quit end without nao sin no parar baja berhenti jangan tidak bukan'.split(' '),
)
const NOT_SIGNS = ['不', '別', '别', '勿', '停', '取消', '退', '拒', '沒', '没']

/**
 * Whether a message that ends with a place's keyword agrees: it is the ready sentence, the keyword alone, or other words
 * without any that turn them round. Everything else is for a person to read.
 */
export function isAgreeing(text: string, place: { readonly text: string }): boolean {
  const words = wordsOf(text)
  if (words.join(' ') === wordsOf(place.text).join(' ') || words.length === 1) return true
  return !words.some((word) => NOT_WORDS.has(word)) && !NOT_SIGNS.some((sign) => text.includes(sign))
}

/** The ready text with the keyword at its end, as the code of a poster carries it. */
export const withKeyword = (text: string, keyword: string): string =>
  wordsOf(text).at(-1) === keywordKey(keyword) ? text : `${text.trim()} ${keyword}`

/** Opens the chat with the text in the customer's message field. @source reference, click-to-chat links */
export const linkOf = (phone: string, text: string): string => `https://wa.me/${phone.replace(/\D/g, '')}?text=${encodeURIComponent(text)}`
