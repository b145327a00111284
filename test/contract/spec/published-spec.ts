import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { follow, isObject, keysOf, objectAt, objectsOf, pointerOf, type Json } from './json.ts'
import { mendSpec } from './mend-spec.ts'
import { readMisfits, withoutPlaces } from './misfits.ts'
import { unknownFields } from './unknown-fields.ts'

/** Where Meta's published spec of its messaging interface (OpenAPI 3.1) is looked for: the file named in SHOPBELL_META_SPEC, else beside the project. */
export const SPEC_FILE =
  process.env['SHOPBELL_META_SPEC'] ?? fileURLToPath(new URL('../../../../shared/cloud-api/meta-openapi-v23.json', import.meta.url))

/** What is wrong with a value, as `/path: words` with `*` for a place in a list; empty when it fits. */
export type Check = (value: unknown) => readonly string[]

/** What the spec says about one call. */
export type PublishedCall = {
  /** Names of what may stand in the query. */
  readonly query: readonly string[]
  /** Of a JSON body; null where the spec describes none. */
  readonly checkBody: Check | null
  /** Of the parts of a form, by their names. */
  readonly checkForm: Check | null
  /** Of the JSON answer to a call that went well. */
  readonly checkAnswer: Check | null
}

/** Meta's published spec, ready to be asked. */
export type PublishedSpec = {
  /** A call by its method and its path as the spec writes it below the version, e.g. `/{Phone-Number-ID}/messages`. */
  find(method: string, path: string): PublishedCall | null
  /** How many calls it describes. */
  readonly calls: number
  /** A shape by its name, e.g. `StatusMessageValue`. Throws where the spec has none. */
  checkShape(name: string): Check
}

const METHODS = ['get', 'post', 'delete']
const SCHEMAS = ['components', 'schemas']

/** Opens the spec, mended (see mend-spec.ts); null when the file is not there. */
export function openPublishedSpec(): PublishedSpec | null {
  if (!existsSync(SPEC_FILE)) return null
  const document = mendSpec(JSON.parse(readFileSync(SPEC_FILE, 'utf8')) as Json)
  // Keywords of OpenAPI that JSON Schema does not know are no mistake; a mistake in the spec itself is not ours to find.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, validateFormats: false })
  ajv.addSchema({ ...document, $id: 'meta' }, 'meta')
  const known = new Map<string, Check | null>()
  const checkAt = (place: readonly string[]): Check | null => {
    const key = place.join(' ')
    if (!known.has(key)) known.set(key, createCheck(document, ajv, place))
    return known.get(key) ?? null
  }
  const paths = objectAt(document, 'paths')
  return {
    find: (method, path) => readCall(document, checkAt, [`/{Version}${path}`, method.toLowerCase()]),
    checkShape(name) {
      const check = checkAt([...SCHEMAS, name])
      if (check === null) throw new Error(`the spec has no ${name}`)
      return check
    },
    calls: Object.values(paths).reduce<number>((sum, item) => sum + METHODS.filter((method) => isObject(item) && method in item).length, 0),
  }
}

function readCall(
  document: Json,
  checkAt: (place: readonly string[]) => Check | null,
  place: readonly [string, string],
): PublishedCall | null {
  const call = objectAt(objectAt(objectAt(document, 'paths'), place[0]), place[1])
  if (Object.keys(call).length === 0) return null
  const here = ['paths', ...place]
  const body = [...here, 'requestBody', 'content']
  return {
    query: objectsOf(call['parameters']).flatMap((one) => (one['in'] === 'query' ? [String(one['name'])] : [])),
    checkBody: checkAt([...body, 'application/json', 'schema']),
    checkForm: checkAt([...body, 'multipart/form-data', 'schema']),
    checkAnswer: checkAt([...here, 'responses', '200', 'content', 'application/json', 'schema']),
  }
}

/** Where a path of keys really leads, through references on the way. */
function placeOf(document: Json, keys: readonly string[]): readonly string[] {
  return keys.reduce<readonly string[]>((place, key) => {
    const next = [...place, key]
    const reference = next.reduce<unknown>((value, word) => (isObject(value) ? value[word] : undefined), document)
    const target = isObject(reference) ? reference['$ref'] : undefined
    return typeof target === 'string' ? keysOf(target) : next
  }, [])
}

/** Two looks at a value: does it fit the schema, and does it hold fields that the schema has never heard of. */
function createCheck(document: Json, ajv: Ajv2020, keys: readonly string[]): Check | null {
  const place = placeOf(document, keys)
  const schema = follow(document, place)
  if (Object.keys(schema).length === 0) return null
  let validate: ValidateFunction | undefined
  return (value) => {
    validate ??= ajv.compile({ $ref: `meta#/${pointerOf(place)}` })
    const misfits = validate(value) === true ? [] : readMisfits(validate.errors ?? [])
    return [...new Set([...misfits, ...unknownFields(document, schema, value).map(withoutPlaces)])]
  }
}
