import { isObject, objectAt, objectsOf, resolve, type Json } from './json.ts'

/** Whether a condition of mend-spec.ts holds: a word of the value is the one that is asked for. */
const holds = (condition: unknown, value: unknown): boolean =>
  isObject(value) &&
  Object.entries(objectAt(condition, 'properties')).every(([key, asked]) => isObject(asked) && value[key] === asked['const'])

/** A schema and every branch that the value may take. */
function branches(document: Json, schema: Json, value: unknown): Json[] {
  const own = resolve(document, schema)
  const inner = ['oneOf', 'anyOf', 'allOf'].flatMap((word) => objectsOf(own[word]))
  const chosen = isObject(own['else']) && holds(objectAt(own['if'], 'not'), value) ? [own['else']] : []
  return [own, ...[...inner, ...chosen].flatMap((one) => branches(document, one, value))]
}

/**
 * Fields of a value that no branch of the schema describes, as `/path: unknown field`. A published schema lets further
 * fields pass; a client that misspells one would never hear of it. An object without any description may hold anything.
 */
export function unknownFields(document: Json, schema: Json, value: unknown, path = ''): string[] {
  const all = branches(document, schema, value)
  if (Array.isArray(value)) {
    const items = all.flatMap((one) => (isObject(one['items']) ? [one['items']] : []))
    return items.length === 0 ? [] : value.flatMap((item, place) => unknownFields(document, { anyOf: items }, item, `${path}/${place}`))
  }
  if (!isObject(value)) return []
  const described = all.filter((one) => isObject(one['properties']) || isObject(one['additionalProperties']))
  if (described.length === 0) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = described.flatMap((one) => {
      const properties = objectAt(one, 'properties')
      const schemaOfKey = Object.hasOwn(properties, key) ? properties[key] : one['additionalProperties']
      return isObject(schemaOfKey) ? [schemaOfKey] : []
    })
    return known.length === 0 ? [`${path}/${key}: unknown field`] : unknownFields(document, { anyOf: known }, inner, `${path}/${key}`)
  })
}
