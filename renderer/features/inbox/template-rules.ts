/**
 * Puts values into a template's text; a field without a value shows its name in brackets, never bare braces.
 * @param nameOf the words for a field that is still empty
 */
export function fillTemplate(body: string, values: Readonly<Record<string, string>>, nameOf: (name: string) => string): string {
  return body.replace(/\{\{\s*([^{}]+?)\s*\}\}/gu, (_, name: string) => {
    const value = values[name]
    return value === undefined || value.trim() === '' ? `[${nameOf(name)}]` : value
  })
}

/** The fields that have no value yet, in the order in which the template uses them. */
export function missingFields(names: readonly string[], values: Readonly<Record<string, string>>): readonly string[] {
  return names.filter((name) => (values[name] ?? '').trim() === '')
}
