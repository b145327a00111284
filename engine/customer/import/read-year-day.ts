import { isRealDay, type YearDay } from '../rules.ts'

/** Countries whose people write the month before the day; elsewhere the day comes first. */
const MONTH_FIRST: ReadonlySet<string> = new Set(['US', 'TW', 'CN', 'JP', 'KR', 'PH', 'HU', 'MN', 'LT'])
/** Where dots part a date in the same order as slashes; elsewhere they are written after the day. */
const DOTS_TOO: ReadonlySet<string> = new Set(['TW', 'CN', 'JP', 'KR'])
/** The year before the first of the Republic of China. */
const BEFORE_MINGUO = 1911

/** Beginnings of the names of months in English, Portuguese, Spanish and Indonesian, by month. */
const MONTHS = [
  'jan ene',
  'feb fev',
  'mar',
  'apr abr',
  'may mai mei',
  'jun',
  'jul',
  'aug ago agu',
  'sep set',
  'oct out okt',
  'nov',
  'dec dez dic des',
]

/**
 * Reads a day of the year, with its year where one is written: 1985-03-14, 14.3., 3/14 (by country), 民國74年3月14日, 3月14日, 14 March 1985.
 * A year of two digits may belong to either calendar, so it is left open; what could be no day is null.
 * @param country ISO code; decides which of two numbers is the month
 */
export function readYearDay(text: string, country: string): YearDay | null {
  const folded = withoutTime(text.normalize('NFKC').trim().toLowerCase())
  if (folded === '') return null
  const read =
    readMinguo(folded) ?? readYearFirst(folded, country) ?? readPair(folded, country) ?? readNamed(folded) ?? readDigits(folded, country)
  return read !== null && isRealDay(read) && isSaneYear(read.year) ? read : null
}

/** Writes a day as imports keep it: YYYY-MM-DD, or --MM-DD without a year; empty for none. */
export function dayText(day: YearDay | null): string {
  if (day === null) return ''
  const pad = (value: number, width: number): string => String(value).padStart(width, '0')
  return `${day.year === null ? '-' : pad(day.year, 4)}-${pad(day.month, 2)}-${pad(day.day, 2)}`
}

/** Reads that form again. */
export function readDayText(text: string): YearDay | null {
  const match = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(text)
  return match === null ? null : { year: match[1] === '-' ? null : Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
}

/** Spreadsheets add midnight to a day. */
const withoutTime = (text: string): string => text.replace(/[t\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(z|[ap]m|[+-]\d{2}:?\d{2})?$/, '').trim()

const isSaneYear = (year: number | null): boolean => year === null || (year >= 1900 && year <= 2200)

function readMinguo(text: string): YearDay | null {
  const match = /^(?:民國|民国|roc)\s*(\d{1,3})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?$/.exec(text)
  return match === null ? null : { year: Number(match[1]) + BEFORE_MINGUO, month: Number(match[2]), day: Number(match[3]) }
}

function readYearFirst(text: string, country: string): YearDay | null {
  const match = /^(\d{2,4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日.]?$/.exec(text)
  if (match === null) return null
  const [written = '', month, day] = [match[1], Number(match[2]), Number(match[3])]
  const year = Number(written)
  // 12/3/14 may be a day of 2014 as well.
  if (written.length === 2 && year <= 31) return null
  return { year: written.length === 4 ? year : minguoYear(written, country), month, day }
}

/** Years of three digits are counted from the Republic; of two, only the day is sure. */
const minguoYear = (written: string, country: string): number | null =>
  country === 'TW' && written.length === 3 ? Number(written) + BEFORE_MINGUO : null

function readPair(text: string, country: string): YearDay | null {
  const chinese = /^(\d{1,2})\s*月\s*(\d{1,2})\s*日?$/.exec(text)
  if (chinese !== null) return { year: null, month: Number(chinese[1]), day: Number(chinese[2]) }
  const match = /^(\d{1,2})\s*([./-])\s*(\d{1,2})(?:(\.)|\s*[./-]\s*(\d{4}))?$/.exec(text)
  if (match === null) return null
  const [first, second] = [Number(match[1]), Number(match[3])]
  const hasDots = match[2] === '.'
  const isMonthFirst = MONTH_FIRST.has(country) && (!hasDots || (DOTS_TOO.has(country) && match[4] === undefined))
  const year = match[5] === undefined ? null : Number(match[5])
  const [month, day] = second > 12 || (isMonthFirst && first <= 12) ? [first, second] : [second, first]
  return { year, month, day }
}

function readNamed(text: string): YearDay | null {
  const plain = text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  const match =
    /^(?<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?(?<month>[a-z]{3,})\.?(?:,?[\s-]+(?:de\s+)?(?<year>\d{4}))?$/.exec(plain) ??
    /^(?<month>[a-z]{3,})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year>\d{4}))?$/.exec(plain)
  const { day, month = '', year } = match?.groups ?? {}
  const place = MONTHS.findIndex((names) => names.split(' ').includes(month.slice(0, 3)))
  return place === -1 ? null : { year: year === undefined ? null : Number(year), month: place + 1, day: Number(day) }
}

/** Digits alone: 19850314, 0740314 in Taiwan, 0314 by country. */
function readDigits(text: string, country: string): YearDay | null {
  if (!/^\d+$/.test(text)) return null
  const [month, day] = [Number(text.slice(-4, -2)), Number(text.slice(-2))]
  if (text.length === 8) return { year: Number(text.slice(0, 4)), month, day }
  if (text.length === 7 && country === 'TW') return { year: Number(text.slice(0, 3)) + BEFORE_MINGUO, month, day }
  if (text.length !== 4) return null
  return MONTH_FIRST.has(country) ? { year: null, month, day } : { year: null, month: day, day: month }
}
