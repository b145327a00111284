import { createHmac } from 'node:crypto'
import type { Random } from '../kernel/index.ts'

const CODES = 10
const SIGNS = 10
/** No I, L, O, U (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Ten codes for the day on which the phone is lost, 50 bits each, in two groups. */
export const newOneTimeCodes = (random: Random): string[] =>
  Array.from({ length: CODES }, () => {
    const signs = [...random.bytes(SIGNS)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')
    return `${signs.slice(0, SIGNS / 2)}-${signs.slice(SIGNS / 2)}`
  })

const readCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')

/** What is kept of a code. A keyed hash is enough: 50 random bits can't be guessed as passwords are. */
export const hashOneTimeCode = (text: string, key: string): string => createHmac('sha256', key).update(readCode(text)).digest('hex')
