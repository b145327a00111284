import type { Random } from '../kernel/index.ts'

/** Letters and digits that can't be mistaken for each other on paper: no I, L, O, U (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 23 random signs are 115 bits; the 24th tells a slip of the pen from a wrong code. */
const RANDOM_SIGNS = 23
const GROUP = 4

const checkSign = (signs: string): string => {
  // 31 is prime and the weights differ, so one wrong sign and two swapped neighbours both change the sum.
  const sum = [...signs].reduce((total, sign, place) => total + (place + 1) * ALPHABET.indexOf(sign), 0)
  return ALPHABET.charAt(sum % 31)
}

const inGroups = (signs: string): string => signs.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? signs

/** Makes a code of six groups of four signs, e.g. `7K2M-…`; the last sign checks the others. */
export function newRecoveryCode(random: Random): string {
  // 256 is a whole multiple of 32, so each sign is equally likely.
  const signs = [...random.bytes(RANDOM_SIGNS)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')
  return inGroups(signs + checkSign(signs))
}

/**
 * Reads a code as a person types it: any case, with or without groups, O for 0 and I or L for 1.
 * @returns the code as it was made; null when a sign is wrong, missing or too much
 */
export function readRecoveryCode(text: string): string | null {
  const signs = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const isWhole = signs.length === RANDOM_SIGNS + 1 && [...signs].every((sign) => ALPHABET.includes(sign))
  return isWhole && checkSign(signs.slice(0, -1)) === signs.at(-1) ? inGroups(signs) : null
}
