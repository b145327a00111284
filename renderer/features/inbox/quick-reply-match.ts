import { containsText, fitsInitials, startsWithText } from '../../text-match/index.ts'

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

/** The fields of a quick reply that are searched. */
export type Searchable = { readonly shortcut: string; readonly title: string; readonly text: string }

/** How well a quick reply fits, 0 best; null when it does not. */
function rank(reply: Searchable, query: string): number | null {
  if (startsWithText(reply.shortcut, query)) return 0
  if (startsWithText(reply.title, query)) return 1
  if (containsText(reply.title, query) || containsText(reply.shortcut, query)) return 2
  if (fitsInitials(reply.title, query) || fitsInitials(reply.shortcut, query)) return 3
  return containsText(reply.text, query) ? 4 : null
}

/** The quick replies that fit, best first; the order given decides between equals. An empty query fits all. */
export function matchQuickReplies<T extends Searchable>(replies: readonly T[], query: string): readonly T[] {
  if (query === '') return replies
  return replies
    .flatMap((reply, order) => {
      const fit = rank(reply, query)
      return fit === null ? [] : [{ reply, fit, order }]
    })
    .toSorted((one, other) => one.fit - other.fit || one.order - other.order)
    .map(({ reply }) => reply)
}

/** The first field that is still open in a text, as {{name}}; null when all are filled. */
export function openField(text: string): { readonly name: string; readonly start: number; readonly end: number } | null {
  const found = /\{\{\s*([^{}]+?)\s*\}\}/u.exec(text)
  return found === null ? null : { name: found[1] ?? '', start: found.index, end: found.index + found[0].length }
}
