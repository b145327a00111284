import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { dateFormatter } from './date-formatter.ts'

const MICROS = 1_000_000

/** How exact an amount is written: of one message (up to four decimals), or a total (two, none when whole and large). */
export type MoneyPrecision = 'each' | 'total'

const fractionDigits = (micros: number, precision: MoneyPrecision): { minimumFractionDigits: number; maximumFractionDigits: number } => {
  const isWhole = micros % MICROS === 0
  const hasPartsOfCents = micros % 10_000 !== 0
  if (precision === 'each' && hasPartsOfCents) return { minimumFractionDigits: 4, maximumFractionDigits: 4 }
  return isWhole && (micros !== 0 || precision === 'total')
    ? { minimumFractionDigits: 0, maximumFractionDigits: 2 }
    : { minimumFractionDigits: 2, maximumFractionDigits: 2 }
}

/**
 * Writes an amount with its currency, so that no dollar can be taken for another.
 * @param micros millionths of the currency's main unit
 */
export function formatMoney(
  micros: number,
  currency: string,
  options: { readonly locale: string; readonly precision?: MoneyPrecision },
): string {
  const { locale, precision = 'total' } = options
  const digits =
    precision === 'total' && currency === 'USD' ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : fractionDigits(micros, precision)
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).formatToParts(micros / MICROS)
  return parts.map((part) => (part.type === 'currency' && part.value === '$' ? currencySign(currency) : part.value)).join('')
}

const currencySign = (currency: string): string => (currency === 'TWD' ? 'NT$' : currency === 'USD' ? 'US$' : `${currency} `)

/** A price that Meta wrote, such as `NT$480.00`, with no fraction where `formatMoney` writes none either. */
export const shortPrice = (price: string): string => (/^(?:US)?\$|USD/u.test(price) ? price : price.replace(/(\d)[.,]00(?!\d)/u, '$1'))

/** Writes an E.164 number the way people read it; as it stands when it is no number that is known. */
export function formatPhone(phone: string): string {
  // A number whose digits are hidden is shown as it came.
  return phone.includes('•') ? phone : (parsePhoneNumberFromString(phone)?.formatInternational() ?? phone)
}

/** Writes a size of a file. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const unit = units[step] ?? 'byte'
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step < 2 ? 0 : 1,
  }).format(bytes / 1000 ** step)
}

/** How a moment is written. */
export type DateStyle = 'time' | 'date' | 'date-time' | 'day'

const dateOptions: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  time: { hour: 'numeric', minute: '2-digit' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  'date-time': { day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
}

/** Which clock and language a moment is written in; `now` decides what is short. */
export type DateContext = { readonly locale: string; readonly timeZone: string }

/** Writes a moment in the shop's time zone. */
export function formatDate(at: number, style: DateStyle, context: DateContext): string {
  return dateFormatter(context.locale, { ...dateOptions[style], timeZone: context.timeZone }).format(at)
}

/** The calendar day of a moment in the shop's time zone, as YYYY-MM-DD. */
export function dayOf(at: number, timeZone: string): string {
  return dateFormatter('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(at)
}

const DAY_MS = 86_400_000

/** Writes a moment as short as a list can bear: the time today, the weekday within six days, the date before; of another year with it. */
export function formatShort(at: number, now: number, context: DateContext): string {
  const { locale, timeZone } = context
  if (dayOf(at, timeZone) === dayOf(now, timeZone)) return formatDate(at, 'time', context)
  if (now - at < 6 * DAY_MS && at < now) return dateFormatter(locale, { weekday: 'short', timeZone }).format(at)
  const isThisYear = dayOf(at, timeZone).slice(0, 4) === dayOf(now, timeZone).slice(0, 4)
  // The last days of a year are plain in its next January.
  if (!isThisYear && now - at > 60 * DAY_MS)
    return dateFormatter(locale, { day: 'numeric', month: 'numeric', year: 'numeric', timeZone }).format(at)
  return dateFormatter(locale, { day: 'numeric', month: 'short', timeZone }).format(at)
}

/** The name of a country in the reader's language; the code where it has none. */
export function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(code) ?? code
}

/** The name of a language in the reader's language; Meta's underscore spelling is understood. */
export function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }).of(code.replace('_', '-')) ?? code
  } catch {
    // Not a language tag at all, as people type them: shown as typed.
    return code
  }
}
