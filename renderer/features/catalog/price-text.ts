/** Digits after the point of a currency; 2 for what is no currency yet. */
export function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** A price for its field: bare digits, with a fraction only where there is one. */
export function writePrice(minor: number | null, currency: string): string {
  if (minor === null) return ''
  const digits = minorDigits(currency)
  const text = String(minor).padStart(digits + 1, '0')
  const [whole, fraction] = digits === 0 ? [text, ''] : [text.slice(0, -digits), text.slice(-digits)]
  return /[1-9]/.test(fraction) ? `${whole}.${fraction}` : whole
}

/**
 * Reads a price as people type it in that currency: `1,280`, `12.50`, `1.234,50`, `NT$480`, full-width digits.
 * @returns smallest units; null when it is empty; undefined when it can't be read for certain
 */
export function readTypedPrice(typed: string, currency: string): number | null | undefined {
  const text = typed.normalize('NFKC').replace(/\s/gu, '')
  if (text === '') return null
  const amount = /^(?:[A-Z]{0,3}[\p{Sc}]?|元|圓|圆)(\d[\d.,']*)(?:\p{Sc}|[A-Z]{3}|元|圓|圆)?$/u.exec(text)?.[1]
  if (amount === undefined) return undefined
  const digits = minorDigits(currency)
  const split = splitAmount(amount, digits)
  if (split === null) return undefined
  const minor = Number(split.whole + split.fraction.padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? minor : undefined
}

type Split = { readonly whole: string; readonly fraction: string }

/** A last mark with few enough digits behind it begins the fraction; everything before it must be grouped evenly. */
function splitAmount(amount: string, digits: number): Split | null {
  const match = /^(.*)([.,])(\d*)$/u.exec(amount)
  const [, before = '', mark = '', after = ''] = match ?? []
  const isSplit = match !== null && !before.includes(mark) && isFraction(mark, after.length, digits)
  const whole = groupless(isSplit ? before : amount)
  return whole === null ? null : { whole, fraction: isSplit ? after : '' }
}

/** Three digits behind a lone point are thousandths only where the currency has them; behind a comma they are a group. */
const isFraction = (mark: string, length: number, digits: number): boolean =>
  length <= digits && (length < 3 || (length === 3 && mark === '.'))

function groupless(text: string): string | null {
  if (/^\d+$/.test(text)) return text
  const isEven = /^\d{1,3}([.,'])\d{3}(?:\1\d{3})*$/.test(text) || /^\d{1,2}(?:,\d{2})+,\d{3}$/.test(text)
  return isEven ? text.replace(/\D/g, '') : null
}
