/** A piece of a text; `code` is set where it is a letter that nobody sees and that may turn other letters round or hide them. */
export type PlainPiece = { readonly text: string; readonly code?: string }

// Turners of writing direction, letters without width that hide between others, and control letters but for tab and line end.
// Joiners stay: Arabic, Indic scripts and emoji are written with them.
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/gu

/** Splits a text at letters that nobody sees, so that each can be shown for what it is. */
export function plainPieces(text: string): readonly PlainPiece[] {
  const pieces: PlainPiece[] = []
  let done = 0
  for (const { 0: letter, index } of text.matchAll(UNSEEN)) {
    if (index > done) pieces.push({ text: text.slice(done, index) })
    pieces.push({ text: letter, code: `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}` })
    done = index + letter.length
  }
  if (done < text.length || pieces.length === 0) pieces.push({ text: text.slice(done) })
  return pieces
}

/** A text without letters that nobody sees, for names that are read out and for titles. */
export const withoutControls = (text: string): string => text.replace(UNSEEN, '')
