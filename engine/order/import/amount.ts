import { minorDigits } from '../../catalog/index.ts'

const MICROS = 1_000_000
const THOUSANDTHS = 3

/**
 * Reads an amount as shops write it, in millionths: 1,280, NT$1,280, 1.280,50, 480元. Null where no amount can be read, or one
 * below zero. A single sign before exactly three digits parts thousands, except of a currency that has thousandths: there a
 * point begins them, and a comma may be either, which is not guessed.
 */
export function readAmount(text: string, currency: string): number | null {
  const bare = text
    .normalize('NFKC')
    .replace(/\p{Sc}|[\s\u00a0\u202f'’_]/gu, '')
    .replace(/^[A-Za-z]{1,3}[.:]?(?=\d)|(?<=\d)(?:[A-Za-z]{3}|元|圓|圆|塊|块)整?$/gu, '')
  const hasThousandths = minorDigits(currency) === THOUSANDTHS
  if (hasThousandths && /^\d{1,3},\d{3}$/u.test(bare)) return null
  if (hasThousandths && /^\d+\.\d{3}$/u.test(bare)) return microsOf(bare.split('.'))
  const match = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*|\d+)(?:[.,](\d{1,6}))?$/u.exec(bare)
  if (match === null) return null
  const [, whole = '', , fraction = ''] = match
  // "1,250.500" is an amount with thousandths; of other currencies nobody writes that.
  return fraction.length === THOUSANDTHS && !hasThousandths ? null : microsOf([whole.replace(/[.,]/gu, ''), fraction])
}

function microsOf([whole = '', fraction = '']: readonly string[]): number | null {
  const micros = Number(whole) * MICROS + Number(fraction.padEnd(6, '0'))
  return Number.isSafeInteger(micros) ? micros : null
}
