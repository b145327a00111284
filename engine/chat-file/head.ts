import { halfDayOf, type HalfDay } from './words.ts'

/** How the numbers of a day stand. */
export type DayOrder = 'year-first' | 'day-first' | 'month-first'

/** The beginning of a message as it is written; which number is the day is not told by one line alone. */
export type MessageHead = {
  readonly numbers: readonly [number, number, number]
  /** Digits of the first and the last of them. */
  readonly widths: readonly [number, number]
  readonly separator: string
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly half: HalfDay | null
  /** What follows the time. */
  readonly rest: string
}

const NUMBER = '(\\d{1,4})'
const DAY = `${NUMBER}([./\\-]|\\. |年)${NUMBER}(?:[./\\-]|\\. |月)${NUMBER}(?:日|\\.)?`
const WORD = '([^\\d\\s\\[\\]:,\\-][^\\d\\[\\]:,\\-]{0,9}?)'
const TIME = `(?:${WORD}\\s?)?(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:\\s?${WORD})?`
/** In brackets, or before a dash that stands alone. */
const IN_BRACKETS = new RegExp(`^\\[${DAY}[,，、،]?\\s{1,3}${TIME}\\]\\s?`, 'u')
const BEFORE_DASH = new RegExp(`^${DAY}[,，、،]?\\s{1,3}${TIME}\\s[-–]\\s`, 'u')

/** Marks of direction and order that phones put in front of anything. */
const MARKS = /^[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/u
/** Arabic parts the numbers of a day with marks; those of the text behind it mean something else. */
const UP_TO_MINUTES = /^.{0,40}?\p{Nd}:\p{Nd}{2}/u
const LONGEST_HEAD = 60

/** Reads the beginning of a line; null where it begins no message and so goes on with the one before. */
export function readHead(line: string): MessageHead | null {
  const bare = line.replace(MARKS, '').replace(UP_TO_MINUTES, (day) => day.replace(/[\u200e\u200f]/gu, ''))
  if (!/^\[?\p{Nd}/u.test(bare)) return null
  const head = plain(bare.slice(0, LONGEST_HEAD))
  const match = IN_BRACKETS.exec(head) ?? BEFORE_DASH.exec(head)
  if (match === null) return null
  const { whole, before, after, ...written } = partsOf(match)
  const said = before ?? after
  const half = said === undefined ? null : halfDayOf(said)
  // Folding changes no lengths, so the rest begins where the head ends.
  return said !== undefined && half === null ? null : { ...written, half, rest: bare.slice(whole.length) }
}

function partsOf(match: RegExpExecArray) {
  const [whole, first = '', separator = '', second = '', third = '', before, hour, minute, seconds = '0', after] = match
  return {
    whole,
    before,
    after,
    numbers: [Number(first), Number(second), Number(third)] as const,
    widths: [first.length, third.length] as const,
    separator,
    hour: Number(hour),
    minute: Number(minute),
    second: Number(seconds),
  }
}

const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x1040, 0xff10]

/** Narrow spaces as spaces, digits of any writing as ours, marks as one of the signs that are looked for: letter for letter. */
const plain = (text: string): string =>
  text.replace(/[\u00a0\u2000-\u200a\u202f\u3000]/gu, ' ').replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    const zero = ZEROS.find((start) => code >= start && code <= start + 9)
    return zero === undefined ? digit : String(code - zero)
  })

/** The orders in which this line's numbers can be a day. */
export function possibleOrders({ numbers: [first, second, third], widths, separator }: MessageHead): readonly DayOrder[] {
  const isDay = (day: number, month: number): boolean => day >= 1 && day <= 31 && month >= 1 && month <= 12
  if (widths[0] === 4 || separator === '年') return isDay(third, second) ? ['year-first'] : []
  const orders: DayOrder[] = []
  if (isDay(first, second)) orders.push('day-first')
  // Nobody writes the month first with dots.
  if (isDay(second, first) && !separator.startsWith('.')) orders.push('month-first')
  if (widths[1] !== 4 && widths[0] === 2 && isDay(third, second)) orders.push('year-first')
  return orders
}

/** Day and time as 2024-03-05 14:03, as a wall clock shows it. */
export function wallTime(head: MessageHead, order: DayOrder): string {
  const [first, second, third] = head.numbers
  const [year, month, day] =
    order === 'year-first' ? [first, second, third] : order === 'day-first' ? [third, second, first] : [third, first, second]
  const pad = (value: number, width = 2): string => String(value).padStart(width, '0')
  return `${pad(fullYear(year), 4)}-${pad(month)}-${pad(day)} ${pad(hourOf(head))}:${pad(head.minute)}`
}

/** Two digits are of this century; Thailand counts 543 years more. */
const fullYear = (year: number): number => (year < 100 ? 2000 + year : year > 2400 ? year - 543 : year)

function hourOf({ hour, half }: MessageHead): number {
  if (half === null) return hour
  if (half === 'morning') return hour === 12 ? 0 : hour
  return hour < 12 && !(half === 'noon' && hour === 11) ? hour + 12 : hour
}
