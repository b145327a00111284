import { countryCode, hideNumber } from './hidden-number.ts'

/** So many last digits of a number in a row are that number, however it begins: with a country, an area, a zero or nothing. */
const CORE_DIGITS = 7
/** What may stand between two digits of one number, and how much of it. */
const BETWEEN = /^[\p{Z}\p{Cf}\p{Pd}\s().,/·・_*~'+]$/u
const MOST_BETWEEN = 3
/** Digits of other writings begin here; those that Unicode keeps for compatibility are folded before. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50] as const
const CHINESE = '零一二三四五六七八九'

/** A digit of a text, and where it begins and ends there. */
type Digit = { readonly value: string; readonly start: number; readonly end: number }
type Span = { readonly start: number; readonly end: number; readonly shown: string }

/**
 * A text with every spelling of these numbers hidden: national or international, with spaces, dashes or letters that nobody
 * sees between, in digits of any width. Every other number stands as it is written.
 * @param numbers with country, e.g. `+886912345678`
 */
export function hideOwn(text: string, numbers: readonly string[]): string {
  const runs = numbers.length === 0 ? [] : runsOf(text)
  if (runs.length === 0) return text
  const spans = numbers
    .flatMap((number) => runs.flatMap((run) => spansIn(text, run, number)))
    .toSorted((one, other) => one.start - other.start)
  let shown = ''
  let at = 0
  for (const span of spans) {
    if (span.start < at) continue
    shown += text.slice(at, span.start) + span.shown
    at = span.end
  }
  return shown + text.slice(at)
}

const ANY_DIGIT = /[\p{Nd}〇零一二三四五六七八九]/gu

/** Whether a text has digits enough for a number at all; most have not, and nobody's number needs to be looked up. */
export const mayHoldNumber = (text: string): boolean => (text.match(ANY_DIGIT)?.length ?? 0) >= CORE_DIGITS

/** Digits that stand near enough to be one number. */
function runsOf(text: string): Digit[][] {
  const runs: Digit[][] = []
  let run: Digit[] = []
  let between = 0
  let start = 0
  for (const sign of text) {
    const value = digitOf(sign)
    const end = start + sign.length
    between = value === null ? between + 1 : 0
    if (value !== null) run.push({ value, start, end })
    else if (run.length > 0 && (between > MOST_BETWEEN || !BETWEEN.test(sign.normalize('NFKC')))) {
      runs.push(run)
      run = []
    }
    start = end
  }
  return [...runs, run].filter(({ length }) => length >= CORE_DIGITS)
}

function digitOf(sign: string): string | null {
  const folded = sign.normalize('NFKC')
  if (/^\d$/.test(folded)) return folded
  const code = sign.codePointAt(0) ?? 0
  const zero = ZEROS.find((first) => code >= first && code < first + 10)
  if (zero !== undefined) return String(code - zero)
  const chinese = sign === '〇' ? 0 : CHINESE.indexOf(sign)
  return chinese === -1 ? null : String(chinese)
}

function spansIn(text: string, run: readonly Digit[], number: string): Span[] {
  const own = number.replaceAll(/\D/g, '')
  const core = own.slice(-CORE_DIGITS)
  const country = countryCode(own)
  const parts = { country, area: own.slice(country.length, -CORE_DIGITS) }
  const digits = run.map(({ value }) => value).join('')
  const spans: Span[] = []
  for (let at = digits.indexOf(core); core.length === CORE_DIGITS && at !== -1; at = digits.indexOf(core, at + CORE_DIGITS)) {
    const first = run[beginOf(digits.slice(0, at), parts)]
    const last = run[at + CORE_DIGITS - 1]
    if (first !== undefined && last !== undefined)
      spans.push({ start: withPlus(text, first.start), end: last.end, shown: hideNumber(number) })
  }
  return spans
}

/**
 * How many of the digits before the last ones are not of the number: it may be written with its area, a zero before that, its
 * country, and two zeros before that.
 */
function beginOf(digits: string, { country, area }: { readonly country: string; readonly area: string }): number {
  let place = digits.length
  let left = area.length
  // One digit that some countries write and others leave out, e.g. a 9 of Brazil.
  let hasSlack = false
  while (place > 0 && left > 0) {
    const digit = digits[place - 1]
    if (digit === area[left - 1]) left -= 1
    else if (!hasSlack && left > 1 && digit === area[left - 2]) [left, hasSlack] = [left - 2, true]
    else break
    place -= 1
  }
  if (left > 0) return place
  const form = [`00${country}0`, `00${country}`, `${country}0`, country, '0'].find((one) => digits.slice(0, place).endsWith(one))
  return place - (form?.length ?? 0)
}

/** The sign of a number with country, and a bracket, go with it. */
function withPlus(text: string, start: number): number {
  const sign = /[+＋(（]{1,2}$/u.exec(text.slice(Math.max(0, start - 2), start))
  return start - (sign?.[0].length ?? 0)
}
