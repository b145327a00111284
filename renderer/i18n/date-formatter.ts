/** Making one takes a hundred times as long as using it, and a chat writes hundreds of moments: each kind is made once. */
const made = new Map<string, Intl.DateTimeFormat>()

/** What writes moments in this way; there are as many as languages, zones and styles that were used. */
export function dateFormatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = made.get(key)
  if (known !== undefined) return known
  const formatter = new Intl.DateTimeFormat(locale, options)
  made.set(key, formatter)
  return formatter
}
