/** A value that SQLite stores as it is. Booleans are written as 0 and 1 by the caller. */
export type SqlValue = string | number | bigint | null | Uint8Array

/** A statement with its parameters apart, made only by the `sql` tag. */
export type Sql = { readonly text: string; readonly params: readonly SqlValue[] }

const isSql = (value: unknown): value is Sql => typeof value === 'object' && value !== null && 'text' in value && 'params' in value

/**
 * Writes SQL as SQL: each `${value}` becomes a parameter, each nested `sql` fragment is put in place.
 * Text that changes (table or column names) must come from fragments written in the code, never from input.
 */
export function sql(strings: TemplateStringsArray, ...values: readonly (SqlValue | Sql)[]): Sql {
  const params: SqlValue[] = []
  const nested: string[] = []
  for (const value of values) {
    if (isSql(value)) {
      nested.push(value.text)
      params.push(...value.params)
    } else {
      nested.push('?')
      params.push(value)
    }
  }
  return { text: textOf(strings, nested), params }
}

type Known = { readonly nested: readonly string[]; readonly text: string }

/** The last text that each place in the code made: nearly always the next one too, and a text kept is looked up faster than one put together. */
const lastTexts = new WeakMap<TemplateStringsArray, Known>()

function textOf(strings: TemplateStringsArray, nested: readonly string[]): string {
  const known = lastTexts.get(strings)
  if (known !== undefined && nested.every((text, index) => text === known.nested[index])) return known.text
  const text = strings.reduce((whole, part, index) => `${whole}${nested[index - 1] ?? ''}${part}`)
  lastTexts.set(strings, { nested, text })
  return text
}

/** Puts fragments together with a separator, e.g. conditions with ' and '. */
export function joinSql(parts: readonly Sql[], separator: ' and ' | ' or ' | ', ' | ' union all '): Sql {
  return { text: parts.map((part) => part.text).join(separator), params: parts.flatMap((part) => part.params) }
}

/** A list for `in (...)`, as one JSON parameter so that the statement text stays the same for any length. */
export const inList = (values: readonly (string | number)[]): Sql => ({
  text: '(select value from json_each(?))',
  params: [JSON.stringify(values)],
})
