/** What a quick reply may be filled with. */
export type Fields = { readonly name: string; readonly addressAs: string }

const FIELD = /\{\{\s*(name|addressAs)\s*\}\}/g

/**
 * Fills a text for one customer. A field without a value stays as it is written and is named in `missing`, so that nobody
 * sends "Hello ,". Who has no form of address is addressed by name.
 */
export function fillText(text: string, fields: Fields): { readonly filled: string; readonly missing: readonly string[] } {
  const missing = new Set<string>()
  const values: Readonly<Record<string, string>> = {
    name: fields.name,
    addressAs: fields.addressAs === '' ? fields.name : fields.addressAs,
  }
  const filled = text.replace(FIELD, (placeholder, field: string) => {
    const value = values[field] ?? ''
    if (value === '') missing.add(field)
    return value === '' ? placeholder : value
  })
  return { filled, missing: [...missing] }
}

type Searchable = { readonly shortcut: string; readonly title: string; readonly text: string; readonly timesUsed: number }

/**
 * How well a quick reply fits what was typed: the shortcut from its beginning first, then anywhere in shortcut or title,
 * then in the text. Null when it does not fit. Both sides must be folded.
 */
export function rank(reply: Pick<Searchable, 'shortcut' | 'title' | 'text'>, typed: string): number | null {
  if (typed === '' || reply.shortcut.startsWith(typed)) return 0
  if (reply.title.startsWith(typed)) return 1
  if (reply.shortcut.includes(typed) || reply.title.includes(typed)) return 2
  return reply.text.includes(typed) ? 3 : null
}

/** A shortcut is one word without the sign that calls it, in any of its writings. */
export const cleanShortcut = (shortcut: string): string =>
  shortcut
    .normalize('NFKC')
    .trim()
    .replace(/^[/、]+/, '')
    .replace(/\s+/g, '-')
