import type { AutomationWork } from '#contract/ipc/automation.ts'
import { foldWords } from '../words/fold.ts'

export type Flow = Extract<AutomationWork, { readonly kind: 'flow' }>
export type Step = Flow['steps'][number]
export type Next = Step['next']

/** What somebody answered: the words to keep, and where the flow goes on. */
export type Read =
  | { readonly fits: true; readonly value: string; readonly date: string | null; readonly next: Next }
  | { readonly fits: false }

/** A tapped option by its id, or words. */
export type Said = { readonly optionId: string | null; readonly text: string | null }

const NO: Read = { fits: false }

/** Reads an answer to a step's question. */
export function readAnswer(step: Step, said: Said): Read {
  const { answer } = step
  const text = said.text?.normalize('NFKC').trim() ?? ''
  switch (answer.kind) {
    case 'choice':
      return readChoice(step, answer.options, said)
    case 'text':
      return text === '' ? NO : { fits: true, value: text, date: null, next: step.next }
    case 'number':
      return readBounded(step, answer, text)
    case 'date': {
      const date = readDate(text)
      return date === null ? NO : { fits: true, value: date, date, next: step.next }
    }
  }
}

type Choice = Extract<Step['answer'], { readonly kind: 'choice' }>
type Bounds = Extract<Step['answer'], { readonly kind: 'number' }>

function readChoice({ next }: Step, options: Choice['options'], said: Said): Read {
  const option = pickOption(options, said)
  if (option === undefined) return NO
  return { fits: true, value: option.labels[0]?.text ?? option.optionId, date: null, next: option.next ?? next }
}

function readBounded({ next }: Step, { least, most }: Bounds, text: string): Read {
  const value = readNumber(text)
  const isWithin = value !== null && value >= (least ?? Number.NEGATIVE_INFINITY) && value <= (most ?? Number.POSITIVE_INFINITY)
  return isWithin ? { fits: true, value: String(value), date: null, next } : NO
}

type Option = { readonly optionId: string; readonly labels: readonly { readonly text: string }[] }

/** The option that was tapped, or whose label in any language, or place counted from one, was typed. */
export function pickOption<O extends Option>(options: readonly O[], said: Said): O | undefined {
  if (said.optionId !== null) return options.find(({ optionId }) => optionId === said.optionId)
  const typed = foldWords(said.text ?? '')
  if (typed === '') return undefined
  return (
    options.find(({ labels }) => labels.some(({ text }) => foldWords(text) === typed)) ??
    (/^\d{1,2}$/.test(typed) ? options[Number(typed) - 1] : undefined)
  )
}

const CHINESE_DIGITS = '零一二三四五六七八九十'

/** The only number of a text ("for 4 people", "兩位", "12.5"); null where there is none, or more than one. */
export function readNumber(text: string): number | null {
  const found = text.replace(/(?<=\d),(?=\d{3}(\D|$))/g, '').match(/-?\d+(?:\.\d+)?/g)
  if (found !== null) return found.length === 1 ? Number(found[0]) : null
  const signs = text.replace(/[兩两]/g, '二').match(/[零一二三四五六七八九十]+/g)
  return signs?.length === 1 ? chineseNumber(signs[0] ?? '') : null
}

function chineseNumber(signs: string): number | null {
  const digit = (sign: string | undefined): number => (sign === undefined || sign === '' ? -1 : CHINESE_DIGITS.indexOf(sign))
  if (signs.length === 1) return digit(signs)
  const parts = /^([二三四五六七八九])?十([一二三四五六七八九])?$/.exec(signs)
  return parts === null ? null : (parts[1] === undefined ? 1 : digit(parts[1])) * 10 + Math.max(0, digit(parts[2]))
}

const YEAR_FIRST = /(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/
const MINGUO = /民國?国?\s*(\d{2,3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})/
const MONTH_DAY = /(?<!\d)(\d{1,2})\s*[/月]\s*(\d{1,2})(?!\d)/
const DAY_FIRST = /(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/

/** A day as YYYY-MM-DD, or --MM-DD without a year; null where none can be read, or no calendar has it. */
export function readDate(text: string): string | null {
  const plainText = text.normalize('NFKC')
  const whole = YEAR_FIRST.exec(plainText)
  if (whole !== null) return dayOf(whole[1], whole[2], whole[3])
  const minguo = MINGUO.exec(plainText)
  if (minguo !== null) return dayOf(String(Number(minguo[1]) + 1911), minguo[2], minguo[3])
  const dayFirst = DAY_FIRST.exec(plainText)
  // 03/04/2026 is two days: where the order can't be told, the customer is asked again.
  if (dayFirst !== null)
    return Number(dayFirst[1]) > 12
      ? dayOf(dayFirst[3], dayFirst[2], dayFirst[1])
      : Number(dayFirst[2]) > 12
        ? dayOf(dayFirst[3], dayFirst[1], dayFirst[2])
        : null
  const short = MONTH_DAY.exec(plainText)
  return short === null ? null : dayOf(undefined, short[1], short[2])
}

function dayOf(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const [m, d] = [Number(month), Number(day)]
  // A leap year, so that 29 February is a day when no year is told.
  const date = new Date(Date.UTC(Number(year ?? 2024), m - 1, d))
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return null
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${year === undefined ? '-' : year}-${two(m)}-${two(d)}`
}
