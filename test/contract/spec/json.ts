export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands under a key, when that is an object; else an empty one. */
export const objectAt = (value: unknown, key: string): Json => {
  const inner = isObject(value) ? value[key] : undefined
  return isObject(inner) ? inner : {}
}

/** The objects of a list; empty for everything else. */
export const objectsOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** Keys of a reference inside the document, e.g. `#/components/schemas/Message`. */
export const keysOf = (reference: string): readonly string[] =>
  reference
    .replace('#/', '')
    .split('/')
    .map((word) => decodeURIComponent(word).replaceAll('~1', '/').replaceAll('~0', '~'))

/** Writes keys as a pointer of JSON. */
export const pointerOf = (keys: readonly string[]): string =>
  keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')

/** Follows keys through a document, and references on the way. */
export function follow(document: Json, keys: readonly string[]): Json {
  return keys.reduce<Json>((value, key) => resolve(document, objectAt(value, key)), document)
}

/** The schema that a reference names; a schema without one is given back as it is. */
export function resolve(document: Json, schema: Json): Json {
  const reference = schema['$ref']
  return typeof reference === 'string' ? follow(document, keysOf(reference)) : schema
}
