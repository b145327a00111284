/** What is typed after the sign that opens the quick replies, and where it begins. */
export type Trigger = { readonly query: string; readonly start: number }

/**
 * Finds an open quick-reply search before the caret: `/`, full-width `／` or `、` at the start or after a space.
 * @returns null when the text before the caret opens none
 */
export function findTrigger(text: string, caret: number): Trigger | null {
  const found = /(?:^|\s)[/／、]([^\s/／、]*)$/u.exec(text.slice(0, caret))
  if (found === null) return null
  const query = found[1] ?? ''
  return { query, start: caret - query.length - 1 }
}

/** The first field that is still open in a text, as {{name}}; null when all are filled. */
export function openField(text: string): { readonly name: string; readonly start: number; readonly end: number } | null {
  const found = /\{\{\s*([^{}]+?)\s*\}\}/u.exec(text)
  return found === null ? null : { name: found[1] ?? '', start: found.index, end: found.index + found[0].length }
}
