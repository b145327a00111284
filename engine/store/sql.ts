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
  let text = strings[0] ?? ''
  const params: SqlValue[] = []
  values.forEach((value, index) => {
    if (isSql(value)) {
      text += value.text
      params.push(...value.params)
    } else {
      text += '?'
      params.push(value)
    }
    text += strings[index + 1] ?? ''
  })
  return { text, params }
}

/** Puts fragments together with a separator, e.g. conditions with ' and '. */
export function joinSql(parts: readonly Sql[], separator: ' and ' | ' or ' | ', '): Sql {
  return { text: parts.map((part) => part.text).join(separator), params: parts.flatMap((part) => part.params) }
}

/** A list for `in (...)`, as one JSON parameter so that the statement text stays the same for any length. */
export const inList = (values: readonly (string | number)[]): Sql => ({
  text: '(select value from json_each(?))',
  params: [JSON.stringify(values)],
})
