import { isObject, keysOf, objectAt, type Json } from './json.ts'

const SCHEMAS = '#/components/schemas/'

/**
 * Makes the published file mean what it says. Three things in it can't be used as they stand:
 * - It was put together from many files. Namesakes got a number (`TextMessage`, `TextMessage_1`, `TextMessage_2`), but
 *   no reference was changed along with them: each is turned to the namesake that stands beside it.
 * - Messages are `allOf` of a common part and a part that allows nothing else, so that no message at all would fit. The
 *   word is taken out; fields that nobody describes are found by unknown-fields.ts.
 * - Checkers of JSON Schema do not know OpenAPI's `discriminator`: it is written as conditions, so that a misfit is told
 *   of the one branch that was meant.
 */
export function mendSpec(document: Json): Json {
  const names = Object.keys(objectAt(objectAt(document, 'components'), 'schemas'))
  const places = new Map(names.map((name, place) => [name, place]))
  const schemas = Object.fromEntries(
    Object.entries(objectAt(objectAt(document, 'components'), 'schemas')).map(([name, schema]) => [
      name,
      turnReferences(schema, places, places.get(name) ?? 0),
    ]),
  )
  let anchor = 0
  const paths = Object.fromEntries(
    Object.entries(objectAt(document, 'paths')).map(([path, item]) => {
      anchor = placeOf(item, places) ?? anchor
      return [path, turnReferences(item, places, anchor)]
    }),
  )
  const opened = { ...document, paths, components: { ...objectAt(document, 'components'), schemas: withBases(schemas) } }
  return withConditions(opened) as Json
}

const bare = (name: string): string => name.replace(/_\d+$/, '')

/** Where in the file a path belongs: at the first schema of it that has no namesake. */
function placeOf(item: unknown, places: ReadonlyMap<string, number>): number | null {
  const found = [...JSON.stringify(item).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? '')
  const alone = found.find((name) => places.has(name) && !places.has(`${name}_1`))
  return alone === undefined ? null : (places.get(alone) ?? null)
}

function turnReferences(value: unknown, places: ReadonlyMap<string, number>, here: number): unknown {
  if (Array.isArray(value)) return value.map((one) => turnReferences(one, places, here))
  if (typeof value === 'string' && value.startsWith(SCHEMAS)) return `${SCHEMAS}${nearest(value.slice(SCHEMAS.length), places, here)}`
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !(key === 'additionalProperties' && inner === false))
      .map(([key, inner]) => [key, turnReferences(inner, places, here)]),
  )
}

function nearest(name: string, places: ReadonlyMap<string, number>, here: number): string {
  const namesakes = [...places].filter(([other]) => bare(other) === bare(name))
  const distance = ([, place]: readonly [string, number]): number => Math.abs(place - here)
  return namesakes.toSorted((a, b) => distance(a) - distance(b))[0]?.[0] ?? name
}

const BASE = '.base'

/** A schema that its own branches build on gets a second one without branches, else one leads to the other without end. */
function withBases(schemas: Json): Json {
  const entries = Object.entries(schemas).flatMap(([name, schema]) => {
    if (!isObject(schema) || !isObject(schema['discriminator']) || Array.isArray(schema['oneOf'])) return [[name, schema] as const]
    const { discriminator, ...base } = schema
    return [[name, { discriminator, allOf: [{ $ref: `${SCHEMAS}${name}${BASE}` }] }] as const, [`${name}${BASE}`, base] as const]
  })
  const all = Object.fromEntries(entries)
  return Object.fromEntries(
    Object.entries(all).map(([name, schema]) => {
      const parts = isObject(schema) && !isObject(schema['discriminator']) ? schema['allOf'] : undefined
      return Array.isArray(parts) ? [name, { ...(schema as Json), allOf: parts.map((part: unknown) => onBase(all, part)) }] : [name, schema]
    }),
  )
}

function onBase(schemas: Json, part: unknown): unknown {
  const reference = isObject(part) ? part['$ref'] : undefined
  if (typeof reference !== 'string') return part
  const base = `${keysOf(reference).at(-1)}${BASE}`
  return Object.hasOwn(schemas, base) ? { $ref: `${SCHEMAS}${base}` } : part
}

function withConditions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withConditions)
  if (!isObject(value)) return value
  const made = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withConditions(inner)]))
  const { discriminator, oneOf, ...rest } = made
  if (!isObject(discriminator)) return made
  const word = String(discriminator['propertyName'])
  const branches = Object.entries(objectAt(discriminator, 'mapping'))
  const conditions = branches.map(([kind, reference]) =>
    conditionOf({ properties: { [word]: { const: kind } }, required: [word] }, reference),
  )
  const kinds = oneOf === undefined ? {} : { required: [word], properties: { [word]: { enum: branches.map(([kind]) => kind) } } }
  return { ...rest, ...kinds, allOf: [...(Array.isArray(rest['allOf']) ? rest['allOf'] : []), ...conditions] }
}

/** Written the other way round, for an object with a `then` looks like a promise to whoever awaits it. */
const conditionOf = (test: Json, reference: unknown): Json => ({ if: { not: test }, else: { $ref: reference } })
