import { matchRanges } from '../text-search/index.ts'

export type Marked = { text: string; marks: { start: number; end: number }[] }

/** The text on one line with what was looked for. */
export function markText(text: string, query: string): Marked {
  const line = oneLine(text)
  return { text: line, marks: matchRanges(line, query) }
}

const BEFORE = 24
const LONGEST = 140

/** The part of a text around the first place found, with dots where it was cut. */
export function markExcerpt(text: string, query: string): Marked {
  const line = oneLine(text)
  if (line.length <= LONGEST) return { text: line, marks: matchRanges(line, query) }
  const first = matchRanges(line, query)[0]?.start ?? 0
  const from = whole(line, first <= BEFORE ? 0 : first - BEFORE)
  const upTo = whole(line, from + LONGEST)
  return markText(`${from > 0 ? '…' : ''}${line.slice(from, upTo)}${upTo < line.length ? '…' : ''}`, query)
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Never the middle of a letter that takes two units. */
const whole = (text: string, at: number): number => (/[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at)
