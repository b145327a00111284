import { spaceBetween } from '#contract/kernel/mixed-scripts.ts'

/** Values for {{words}} in texts; empty ones are as good as none. */
export type Values = Readonly<Record<string, string | undefined>>

/** A stretch of a filled text; `field` where something stands for one. */
export type Piece = {
  readonly text: string
  readonly is: 'plain' | 'value' | 'otherwise' | 'missing'
  readonly field?: string
}

/** A field and, after a bar, what is said where it has no value. */
const FIELD = /\{\{\s*([A-Za-z]+)\s*(?:\|([^{}]*))?\}\}/g

/** Puts values in, piece by piece, with a space where a name of another writing meets Chinese words; a field without a value and without other words stays as it is written, as `missing`. */
export function fillPieces(text: string, values: Values): readonly Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(FIELD)) {
    const [written, field = '', otherwise = ''] = match
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), is: 'plain' })
    end = match.index + written.length
    const value = values[field] ?? ''
    if (value !== '') pieces.push({ text: value, is: 'value', field })
    else if (otherwise !== '') pieces.push({ text: otherwise, is: 'otherwise', field })
    else pieces.push({ text: written, is: 'missing', field })
  }
  if (end < text.length) pieces.push({ text: text.slice(end), is: 'plain' })
  return pieces.flatMap((piece, place) => {
    const space = spaceBetween(pieces[place - 1]?.text ?? '', piece.text)
    return space === '' ? [piece] : [{ text: space, is: 'plain' as const }, piece]
  })
}

/** For a person who looks at it before it goes: fields that nothing fills stay and are named, so that nobody sends "Hello ,". */
export function fillForPerson(text: string, values: Values): { readonly filled: string; readonly missing: readonly string[] } {
  const pieces = fillPieces(text, values)
  const missing = pieces.flatMap(({ is, field }) => (is === 'missing' && field !== undefined ? [field] : []))
  return { filled: pieces.map((piece) => piece.text).join(''), missing: [...new Set(missing)] }
}

/** For what goes by itself: nothing is said for fields that nothing fills, and no hole with two spaces stays. */
export function fillText(text: string, values: Values): string {
  const pieces = fillPieces(text, values)
  const filled = pieces.map((piece) => (piece.is === 'missing' ? '' : piece.text)).join('')
  return pieces.some(({ is }) => is === 'missing') ? filled.replace(/ {2,}/g, ' ').replace(/ +([,，、.。!！?？\n])/g, '$1') : filled
}
