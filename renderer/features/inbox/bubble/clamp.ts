/** What of a long text is shown until more is wanted. */
export type Clamped = { readonly shown: string; readonly isCut: boolean }

/** As many as narrow letters; a Chinese one takes the place of two. */
const MOST_WIDTH = 1_200
const MOST_LINES = 24
/** A text that is only a little too long is shown whole: a button for two more lines helps nobody. */
const SLACK = 1.2

/** Cuts a text that would push everything else out of sight, at the end of a word where one is near. */
export function clampText(text: string): Clamped {
  const end = Math.min(endOfLines(text), endOfWidth(text, MOST_WIDTH * SLACK) < text.length ? endOfWidth(text, MOST_WIDTH) : text.length)
  if (end >= text.length) return { shown: text, isCut: false }
  const space = text.lastIndexOf(' ', end)
  const cut = end === endOfLines(text) || space < end - 40 ? end : space
  // Half of a letter of two units would be drawn as a box.
  return { shown: text.slice(0, /[\uD800-\uDBFF]/u.test(text.charAt(cut - 1)) ? cut - 1 : cut).trimEnd(), isCut: true }
}

const FIRST_WIDE = 0x1100
const isHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff

/** Where so much width is used up. */
function endOfWidth(text: string, most: number): number {
  let width = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    width += unit >= FIRST_WIDE && !isHalf(unit) ? 2 : 1
    if (width > most) return at
  }
  return text.length
}

/** Where the last line that is shown ends. */
function endOfLines(text: string): number {
  let at = -1
  for (let line = 0; line < MOST_LINES; line += 1) {
    at = text.indexOf('\n', at + 1)
    if (at === -1) return text.length
  }
  return text.slice(at + 1).split('\n', MOST_LINES).length <= MOST_LINES * (SLACK - 1) ? text.length : at
}
