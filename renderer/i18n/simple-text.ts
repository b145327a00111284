import type { WordValues } from './word-values.ts'

/** Words and the names of values in turns, beginning with words. */
type Pieces = readonly string[]

const made = new Map<string, Pieces | null>()

/** Nothing but words and bare values: no choice by number or word, no element, no quoted sign. */
const SIMPLE = /^[^{}<>'#]*(?:\{\w+\}[^{}<>'#]*)*$/

function piecesOf(text: string): Pieces | null {
  const known = made.get(text)
  if (known !== undefined) return known
  const pieces = SIMPLE.test(text) ? text.split(/[{}]/) : null
  made.set(text, pieces)
  return pieces
}

/**
 * Puts values into a text that has only words and bare values, as nearly all have, exactly as ICU does: reading such a text as
 * ICU takes longer than drawing it, and a chat asks for hundreds. Null where ICU itself is needed: another text, a value that
 * is missing, or one that is no word or number.
 */
export function fillSimple(text: string, values: WordValues): string | null {
  const pieces = piecesOf(text)
  if (pieces === null) return null
  let filled = ''
  for (const [place, piece] of pieces.entries()) {
    const value = place % 2 === 0 ? piece : Object.hasOwn(values, piece) ? values[piece] : undefined
    if (typeof value !== 'string' && typeof value !== 'number') return null
    filled += value
  }
  return filled
}
