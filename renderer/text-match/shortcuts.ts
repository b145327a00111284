import { fitsInitials } from './initials.ts'
import { containsText, startsWithText } from './letters.ts'

/** What of something with a shortcut is searched. */
type WithShortcut = { readonly shortcut: string; readonly title: string; readonly text: string }

/** How well it fits, 0 best; null when it does not. */
function rank({ shortcut, title, text }: WithShortcut, query: string): number | null {
  if (startsWithText(shortcut, query)) return 0
  if (startsWithText(title, query)) return 1
  if (containsText(title, query) || containsText(shortcut, query)) return 2
  if (fitsInitials(title, query) || fitsInitials(shortcut, query)) return 3
  return containsText(text, query) ? 4 : null
}

/** Those that fit, best first; the order given decides between equals. An empty query fits all. */
export function matchShortcuts<T extends WithShortcut>(all: readonly T[], query: string): readonly T[] {
  if (query === '') return all
  return all
    .flatMap((one, order) => {
      const fit = rank(one, query)
      return fit === null ? [] : [{ one, fit, order }]
    })
    .toSorted((one, other) => one.fit - other.fit || one.order - other.order)
    .map(({ one }) => one)
}
