import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { unknownFields } from './unknown-fields.ts'

type Json = Readonly<Record<string, unknown>>
type Method = 'GET' | 'POST' | 'DELETE'

/** Where Meta's published spec of its messaging interface (OpenAPI 3.1) is looked for: the file named in SHOPBELL_META_SPEC, else beside the project. */
const FILE =
  process.env['SHOPBELL_META_SPEC'] ?? fileURLToPath(new URL('../../../../shared/cloud-api/meta-openapi-v23.json', import.meta.url))

/** What the spec says about one call. */
export type PublishedCall = {
  /** The path as the spec writes it, e.g. `/{Version}/{Phone-Number-ID}/messages`. */
  readonly path: string
  /** Names of what may stand in the query. */
  readonly query: readonly string[]
  /** What is wrong with a JSON body, as `path: words`; empty when it fits. Null where the spec describes no body. */
  readonly checkBody: ((body: unknown) => readonly string[]) | null
  /** The same for the JSON answer to a call that went well. */
  readonly checkAnswer: ((answer: unknown) => readonly string[]) | null
}

/** Meta's published spec, ready to be asked. */
export type PublishedSpec = {
  /** All calls of a method whose path has the same words in the same places; ids stand for any word in braces. */
  find(method: Method, path: string): readonly PublishedCall[]
  /** How a webhook looks; null where the spec does not say. */
  readonly checkWebhook: ((body: unknown) => readonly string[]) | null
}

/** Opens the spec; null when the file is not there. */
export function openPublishedSpec(): PublishedSpec | null {
  if (!existsSync(FILE)) return null
  const document = JSON.parse(readFileSync(FILE, 'utf8')) as Json
  // Keywords of OpenAPI that JSON Schema does not know are no mistake; a mistake in the spec itself is not ours to find.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, validateFormats: false })
  ajv.addSchema({ ...document, $id: 'meta' }, 'meta')
  const paths = objectAt(document, 'paths')
  const checkAt = (pointer: readonly string[]) => createCheck(document, ajv, pointer)
  return {
    find: (method, path) =>
      Object.keys(paths)
        .filter((known) => isSamePath(known, path) && Object.hasOwn(objectAt(paths, known), method.toLowerCase()))
        .map((known) => readCall(document, checkAt, [known, method.toLowerCase()])),
    checkWebhook: checkAt(['paths', '/whatsapp/webhooks', 'post', 'requestBody', 'content', 'application/json', 'schema']),
  }
}

const objectAt = (value: unknown, key: string): Json => {
  const inner = typeof value === 'object' && value !== null ? (value as Json)[key] : undefined
  return typeof inner === 'object' && inner !== null ? (inner as Json) : {}
}

const isPlaceholder = (word: string): boolean => word.startsWith('{')

function isSamePath(known: string, asked: string): boolean {
  const [ours, theirs] = [asked.split('/'), known.split('/').filter((word) => word !== '{Version}')]
  return (
    ours.length === theirs.length &&
    ours.every(
      (word, place) => isPlaceholder(word) === isPlaceholder(theirs[place] ?? '') && (isPlaceholder(word) || word === theirs[place]),
    )
  )
}

type CheckAt = (pointer: readonly string[]) => ((value: unknown) => readonly string[]) | null

function readCall(document: Json, checkAt: CheckAt, [path, method]: readonly [string, string]): PublishedCall {
  const here = ['paths', path, method]
  const call = objectAt(objectAt(objectAt(document, 'paths'), path), method)
  const parameters: unknown = call['parameters']
  const named = (Array.isArray(parameters) ? parameters : []) as readonly Json[]
  return {
    path,
    query: named.filter((one) => one['in'] === 'query').map((one) => String(one['name'])),
    checkBody: checkAt([...here, 'requestBody', 'content', 'application/json', 'schema']),
    checkAnswer: checkAt([...here, 'responses', '200', 'content', 'application/json', 'schema']),
  }
}

const at = (document: Json, pointer: readonly string[]): Json => pointer.reduce<Json>((value, key) => objectAt(value, key), document)

/** Two looks at a value: does it fit the schema, and does it hold fields that the schema has never heard of. */
function createCheck(document: Json, ajv: Ajv2020, pointer: readonly string[]): ReturnType<CheckAt> {
  const schema = at(document, pointer)
  if (Object.keys(schema).length === 0) return null
  let validate: ValidateFunction | undefined
  return (value) => {
    validate ??= ajv.compile({ $ref: `meta#/${pointer.map(escapePointer).join('/')}` })
    const misfits = validate(value) === true ? [] : (validate.errors ?? []).map((error) => `${error.instancePath}: ${error.message ?? ''}`)
    return [...new Set([...misfits, ...unknownFields(document, schema, value)])]
  }
}

const escapePointer = (word: string): string => encodeURIComponent(word.replaceAll('~', '~0').replaceAll('/', '~1'))
