const MICROS = 1_000_000

/**
 * Reads an amount as shops write it, in millionths: 1,280, NT$1,280, 1.280,50, 480元. Null where no amount can be read, or one
 * below zero. A single sign before exactly three digits parts thousands: no shop writes thousandths of money.
 */
export function readAmount(text: string): number | null {
  const bare = text
    .normalize('NFKC')
    .replace(/\p{Sc}|[\s\u00a0\u202f'’_]/gu, '')
    .replace(/^[A-Za-z]{1,3}[.:]?(?=\d)|(?<=\d)(?:[A-Za-z]{3}|元|圓|圆|塊|块)整?$/gu, '')
  const match = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*|\d+)(?:[.,](\d{1,2}|\d{4,6}))?$/u.exec(bare)
  if (match === null) return null
  const [whole = '', fraction = ''] = [match[1]?.replace(/[.,]/gu, ''), match[3]]
  const micros = Number(whole) * MICROS + Math.round(Number(`0.${fraction === '' ? '0' : fraction}`) * MICROS)
  return Number.isSafeInteger(micros) ? micros : null
}
