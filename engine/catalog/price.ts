import { plainDigits } from './digits.ts'

/** Answers of Intl, which takes a while to ask and always says the same; there are at most as many as words of three letters. */
const digitsOf = new Map<string, number | null>()

/** Digits after the point that a currency has; null for what is no currency. */
export function minorDigits(currency: string): number | null {
  if (!/^[A-Z]{3}$/.test(currency)) return null
  const known = digitsOf.get(currency)
  if (known !== undefined) return known
  const isKnown = Intl.supportedValuesOf('currency').includes(currency)
  const options = isKnown ? new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions() : null
  const digits = options?.maximumFractionDigits ?? null
  digitsOf.set(currency, digits)
  return digits
}

/** Signs and short names of currencies that are letters; anything else beside an amount may be a unit ("2万", "5k") and is not read. */
const SIGNS: ReadonlySet<string> = new Set(
  (
    '元 圓 圆 円 원 kr kč zł ft lei leu rp rm rs r fr chf s/ b/ bs gs q l din дин ден лв руб р грн тг kn km mt ksh tsh ush br cfa fcfa f tl ' +
    'جم دإ رس دك رق رع رعم دب دا دج دم دت دل عد لس لل ريال ریال دينار درهم جنيه تومان رو රු रु रू ৳ บาท ဿ'
  ).split(' '),
)
const MARKS = /[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * Reads a price as Meta shows it (`$1,299.00`, `R$ 19,90`, `12.345,00 €`, `₹1,00,000.00`, Arabic digits) as a whole number of
 * the currency's smallest unit. What could be read in two ways, or not at all, gives null, never a guess.
 */
export function readPrice(text: string, currency: string | null): number | null {
  const digits = currency === null ? null : minorDigits(currency)
  // Raised and circled figures ("4⁹⁹") would lose their place.
  if (currency === null || digits === null || /\p{No}|\p{Nl}/u.test(text)) return null
  const plain = plainDigits(text.replace(MARKS, '')).trim()
  const amount = /\d(?:[\d.,'’٫٬\s]*\d)?/u.exec(plain)
  if (amount === null) return null
  const [before, after] = [plain.slice(0, amount.index), plain.slice(amount.index + amount[0].length)]
  if (/(?:^|[^\p{L}])[.,]$/u.test(before) || /^[.,]/.test(after)) return null
  return isSign(before, currency) && isSign(after, currency) ? readAmount(amount[0], digits) : null
}

function isSign(text: string, currency: string): boolean {
  const sign = text.replace(/[\s.]/gu, '')
  return sign === '' || sign === currency || /^[A-Z]{0,3}\p{Sc}[A-Z]{0,3}$/u.test(sign) || SIGNS.has(sign.toLowerCase())
}

/**
 * Reads a bare amount such as `1,299.00` or `12.345,6` with as many digits after the point as the currency has.
 * @returns smallest units, or null when the separators leave a doubt
 */
export function readAmount(text: string, digits: number): number | null {
  const amount = text.replace(/\s/gu, ' ').replaceAll('’', "'")
  const split = splitAmount(amount, digits)
  if (split === null) return null
  const { whole, fraction } = split
  const bare = groupless(whole)
  if (bare === null || (fraction.length > digits && /[1-9]/.test(fraction.slice(digits)))) return null
  const minor = Number(bare + fraction.slice(0, digits).padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? minor : null
}

type Split = { readonly whole: string; readonly fraction: string }

function splitAmount(amount: string, digits: number): Split | null {
  const kinds = new Set(amount.replace(/\d/g, ''))
  const last = Math.max(...['.', ',', '٫'].map((mark) => amount.lastIndexOf(mark)))
  const mark = amount[last]
  if (last === -1 || mark === undefined) return { whole: amount, fraction: '' }
  const split = { whole: amount.slice(0, last), fraction: amount.slice(last + 1) }
  if (!/^\d+$/.test(split.fraction)) return { whole: amount, fraction: '' }
  const times = amount.split(mark).length - 1
  // Groups before another mark, or the Arabic point: nothing else can be meant.
  if (mark === '٫' || (kinds.size === 2 && times === 1)) return times === 1 ? split : null
  if (kinds.size > 1) return null
  if (times > 1) return { whole: amount, fraction: '' }
  return loneMark(amount, split, digits)
}

/** One point or comma alone: before three digits it groups, unless three digits may also be a fraction. */
function loneMark(amount: string, split: Split, digits: number): Split | null {
  if (split.fraction.length !== 3) return split.fraction.length < 3 ? split : null
  return digits === 3 || split.whole.startsWith('0') ? null : { whole: amount, fraction: '' }
}

/** The whole part without its groups (by three, or the Indian way); null when they are uneven or mixed. */
function groupless(whole: string): string | null {
  if (/^\d+$/.test(whole)) return whole
  const isGrouped = /^\d{1,3}([.,'٬ ])\d{3}(?:\1\d{3})*$/.test(whole) || /^\d{1,2}(?:,\d{2})+,\d{3}$/.test(whole)
  return isGrouped && !whole.startsWith('0') ? whole.replace(/\D/g, '') : null
}

/** An amount for people, e.g. `NT$480.00`. */
export function showPrice(minor: number | null, currency: string, locale: string): string {
  const digits = minorDigits(currency)
  if (minor === null || digits === null) return ''
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minor / 10 ** digits)
}

/** An amount in the words of Meta's product feed: `480.00 TWD`. */
export function feedPrice(minor: number, currency: string): string {
  const digits = minorDigits(currency) ?? 2
  const text = String(minor).padStart(digits + 1, '0')
  return `${digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`} ${currency}`
}
