/** What of a long text is shown until more is wanted. */
export type Clamped = { readonly shown: string; readonly isCut: boolean }

const MOST_LETTERS = 1_200
const MOST_LINES = 24
/** A text that is only a little too long is shown whole: a button for two more lines helps nobody. */
const SLACK = 1.2

/** Cuts a text that would push everything else out of sight, at the end of a word where one is near. */
export function clampText(text: string): Clamped {
  const end = Math.min(endOfLines(text), text.length > MOST_LETTERS * SLACK ? MOST_LETTERS : text.length)
  if (end >= text.length) return { shown: text, isCut: false }
  const space = text.lastIndexOf(' ', end)
  const cut = end === endOfLines(text) || space < end - 40 ? end : space
  // Half of a letter of two units would be drawn as a box.
  return { shown: text.slice(0, /[\uD800-\uDBFF]/u.test(text.charAt(cut - 1)) ? cut - 1 : cut).trimEnd(), isCut: true }
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
