/** Letters and digits that nobody mistakes for one another, on paper or on the phone: no 0/O, 1/I/L, 2/Z, 5/S, 8/B, G, U. 23 of them, a prime. */
export const COUPON_ALPHABET = '34679ACDEFHJKMNPQRTVWXY'
/** Meta's copy button took 15 characters until December 2025; older phones still cut there. @source UX fact F6 */
export const COUPON_MAX_CHARACTERS = 15

const BASE = COUPON_ALPHABET.length
/** So many codes that could be are there for each one that is: guessing one is a matter of thousands of tries. */
const SPARE_CODES = 1_000
const FEWEST_RANDOM = 5

/** How many random characters a set of codes needs, within what the prefix leaves. */
export function randomLength(prefix: string, count: number): number {
  let length = FEWEST_RANDOM
  while (BASE ** length < count * SPARE_CODES && prefix.length + length + 1 < COUPON_MAX_CHARACTERS) length += 1
  return length
}

/** Length of a whole code: prefix, random characters, check character. */
export const codeLength = (prefix: string, count: number): number => prefix.length + randomLength(prefix, count) + 1

/** A code from random bytes (one a character); null when a byte would make some characters likelier than others. */
export function makeCode(prefix: string, bytes: Uint8Array): string | null {
  const fair = 256 - (256 % BASE)
  if (bytes.some((byte) => byte >= fair)) return null
  const body = [...bytes].map((byte) => COUPON_ALPHABET[byte % BASE]).join('')
  return `${prefix}${body}${checkCharacter(body)}`
}

/** Finds every single wrong character and every two swapped neighbours: weights 1, 2, 3 … modulo a prime. */
export function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, character, index) => total + (index + 1) * COUPON_ALPHABET.indexOf(character), 0)
  return COUPON_ALPHABET[sum % BASE] ?? ''
}

/** Whether a typed code can be one of ours: right letters, right check character. */
export function isCouponCode(code: string, prefix: string): boolean {
  const body = code.slice(prefix.length, -1)
  const isWritten =
    code.startsWith(prefix) && body.length >= FEWEST_RANDOM && [...body].every((character) => COUPON_ALPHABET.includes(character))
  return isWritten && code.endsWith(checkCharacter(body))
}

/** The code that previews show in place of those that are not drawn yet; of the right length and with a right check character. */
export function sampleCode(prefix: string, count: number): string {
  const body = COUPON_ALPHABET.slice(BASE - randomLength(prefix, count))
  return `${prefix}${body}${checkCharacter(body)}`
}

/**
 * Until when a code is good, ms; null is for ever. Whoever was promised an end keeps it although the coupon ends sooner
 * now; when it ends later now, that is good for them as well.
 * @param promised undefined where nobody was promised anything
 */
export function lastMoment(couponEndsAt: number | null, promised: number | null | undefined): number | null {
  if (promised === undefined) return couponEndsAt
  return promised === null || couponEndsAt === null ? null : Math.max(promised, couponEndsAt)
}
