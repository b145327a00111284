const MICROS = 1_000_000

/** How a file writes fractions: 0.0625 or 0,0625. */
export type DecimalSign = '.' | ','

/**
 * Which sign stands before fractions, told by all the numbers of the file: a comma that is not followed by exactly three
 * digits, or that follows a single zero, can't part thousands.
 */
export function decimalSignOf(cells: readonly string[]): DecimalSign {
  const numbers = cells.map(bare).filter((cell) => /\d/.test(cell))
  const isComma = (cell: string) => /,\d{1,2}$|,\d{4,}$/u.test(cell) || /^-?0,\d+$/u.test(cell)
  const isDot = (cell: string) => /\.\d{1,2}$|\.\d{4,}$/u.test(cell) || /^-?0\.\d+$/u.test(cell)
  const commas = numbers.filter(isComma).length
  return commas > 0 && commas > numbers.filter(isDot).length ? ',' : '.'
}

/** The price in a cell, in millionths; null for an empty cell or a dash, undefined where no price can be read. */
export function readMicros(cell: string, sign: DecimalSign): number | null | undefined {
  const text = bare(cell)
  if (text === '' || /^(n\/?a|-+|–|—)$/iu.test(text)) return null
  const plain = sign === ',' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '')
  if (!/^\d+(\.\d+)?$|^\.\d+$/u.test(plain)) return undefined
  const micros = Math.round(Number(plain) * MICROS)
  return Number.isSafeInteger(micros) ? micros : undefined
}

/** The number in a cell, without spaces, signs of money and codes of currencies. */
const bare = (cell: string): string =>
  cell.replace(/\p{Sc}|[\s\u00a0\u202f']/gu, '').replace(/^[A-Z]{1,3}(?=[\d.,])|(?<=[\d.,])[A-Z]{3}$/gu, '')
