/** Puts values into a template's text; a field without a value stays as it is written. */
export function fillTemplate(body: string, values: Readonly<Record<string, string>>): string {
  return body.replace(/\{\{\s*([^{}]+?)\s*\}\}/gu, (field, name: string) => {
    const value = values[name]
    return value === undefined || value.trim() === '' ? field : value
  })
}

/** The fields that have no value yet, in the order in which the template uses them. */
export function missingFields(names: readonly string[], values: Readonly<Record<string, string>>): readonly string[] {
  return names.filter((name) => (values[name] ?? '').trim() === '')
}
