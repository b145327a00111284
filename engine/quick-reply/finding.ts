type Searchable = { readonly shortcut: string; readonly title: string; readonly texts: readonly string[] }

/**
 * How well a quick reply fits what was typed: the shortcut from its beginning first, then anywhere in shortcut or title, then
 * in a text; initials are the window's to find. Null when it does not fit. Both sides must be folded.
 */
export function rank(reply: Searchable, typed: string): number | null {
  if (typed === '' || reply.shortcut.startsWith(typed)) return 0
  if (reply.title.startsWith(typed)) return 1
  if (reply.shortcut.includes(typed) || reply.title.includes(typed)) return 2
  return reply.texts.some((text) => text.includes(typed)) ? 3 : null
}

/** A shortcut is one word without the sign that calls it, in any of its writings. */
export const cleanShortcut = (shortcut: string): string =>
  shortcut
    .normalize('NFKC')
    .trim()
    .replace(/^[/、]+/, '')
    .replace(/\s+/g, '-')
