type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Follows a reference inside the document, e.g. `#/components/schemas/Message`. */
function resolve(document: Json, schema: Json): Json {
  const reference = schema['$ref']
  if (typeof reference !== 'string') return schema
  const target = reference
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((value, word) => (isObject(value) ? value[word.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined), document)
  return isObject(target) ? resolve(document, target) : {}
}

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** A schema and every branch that it may take. */
function branches(document: Json, schema: Json): Json[] {
  const own = resolve(document, schema)
  const inner = ['oneOf', 'anyOf', 'allOf'].flatMap((word) => listOf(own[word]))
  return [own, ...inner.flatMap((one) => branches(document, one))]
}

/**
 * Fields of a value that no branch of the schema describes, as `/path: unknown field`. A published schema lets further
 * fields pass; a client that misspells one would never hear of it.
 */
export function unknownFields(document: Json, schema: Json, value: unknown, path = ''): string[] {
  const all = branches(document, schema)
  if (Array.isArray(value)) {
    const items = all.flatMap((one) => (isObject(one['items']) ? [one['items']] : []))
    return items.length === 0 ? [] : value.flatMap((item, place) => unknownFields(document, { anyOf: items }, item, `${path}/${place}`))
  }
  if (!isObject(value)) return []
  const described = all.filter((one) => isObject(one['properties']) || isObject(one['additionalProperties']))
  // An object without any description may hold anything.
  if (described.length === 0) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = described.flatMap((one) => {
      const properties = isObject(one['properties']) ? one['properties'] : {}
      const schemaOfKey = Object.hasOwn(properties, key) ? properties[key] : one['additionalProperties']
      return isObject(schemaOfKey) ? [schemaOfKey] : []
    })
    return known.length === 0 ? [`${path}/${key}: unknown field`] : unknownFields(document, { anyOf: known }, inner, `${path}/${key}`)
  })
}
