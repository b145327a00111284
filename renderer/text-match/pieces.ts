import { foldLetters, indexOfLetters } from './letters.ts'

/** A piece of a text; `isMatch` marks the letters that were searched for. */
export type Piece = { readonly text: string; readonly isMatch: boolean }

/** Splits a text into what matches and what does not; one piece when nothing does. */
export function matchPieces(text: string, query: string): readonly Piece[] {
  const letters = Array.from(text)
  const wanted = foldLetters(query)
  const at = wanted.length === 0 ? -1 : indexOfLetters(foldLetters(text), wanted)
  if (at === -1) return [{ text, isMatch: false }]
  const end = at + wanted.length
  return [
    { text: letters.slice(0, at).join(''), isMatch: false },
    { text: letters.slice(at, end).join(''), isMatch: true },
    { text: letters.slice(end).join(''), isMatch: false },
  ].filter((piece) => piece.text !== '')
}

type Mark = { readonly start: number; readonly end: number }

/** The pieces of a text whose matching parts are known already, as the engine tells them. */
export function markedPieces({ text, marks }: { readonly text: string; readonly marks: readonly Mark[] }): readonly Piece[] {
  const pieces: Piece[] = []
  let done = 0
  for (const { start, end } of marks) {
    pieces.push({ text: text.slice(done, start), isMatch: false }, { text: text.slice(start, end), isMatch: true })
    done = end
  }
  return [...pieces, { text: text.slice(done), isMatch: false }].filter((piece) => piece.text !== '')
}
