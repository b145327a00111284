import { errorCodes } from '#contract/errors/catalogue.ts'
import { z } from 'zod'
import { operations, type Operation } from './operations.ts'

type Json = { readonly [key: string]: unknown }

/** OpenAPI 3.1 speaks JSON Schema 2020-12, the same as the schema library writes. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io }) as Record<string, unknown>
  return rest
}

/** The body of every refusal. */
export const Refusal = z.strictObject({
  error: z.strictObject({
    code: z.enum([
      'unauthorised',
      'not-allowed',
      'not-found',
      'method-refused',
      'too-many',
      'body-too-large',
      'body-refused',
      'host-refused',
      ...errorCodes,
    ]),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  }),
})

const json = (schema: unknown): Json => ({ 'application/json': { schema } })
const refusal = (description: string): Json => ({ description, content: json({ $ref: '#/components/schemas/Refusal' }) })

const inPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}')

function describe({ id, method, path, scopes, summary, input, output }: Operation): Json {
  const shape = schemaOf(input, 'input')
  const properties = (shape['properties'] ?? {}) as Json
  const parameters = Object.entries(properties).map(([name, schema]) => ({ name, in: 'path', required: true, schema }))
  return {
    operationId: id,
    summary,
    description: `Needs a key with the right ${scopes.map((scope) => `\`${scope}\``).join(' or ')}.`,
    ...(method === 'get' ? (path.includes(':') ? { parameters } : {}) : { requestBody: { required: true, content: json(shape) } }),
    responses: {
      200: { description: 'Done.', content: json(schemaOf(output, 'output')) },
      400: refusal('The request does not fit, or a rule of the shop is against it; the code says which.'),
      401: refusal('No key, or one that is not known.'),
      403: refusal('The key has not the right for this, or the request did not come straight from a program on this computer.'),
      404: refusal('There is no such customer, notice or path.'),
      409: refusal('Used or taken already.'),
      413: refusal('The body is larger than 64 kB.'),
      429: {
        ...refusal('Too many requests; try again after the seconds in Retry-After.'),
        headers: { 'Retry-After': { schema: { type: 'integer' } } },
      },
      503: refusal('Nothing can be kept at the moment, e.g. because the disk is full.'),
    },
  }
}

/** The description of the endpoint, made from the very schemas that check each request. */
export function openApi(url: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const one of operations) paths[inPath(one.path)] = { ...paths[inPath(one.path)], [one.method]: describe(one) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Shopbell on this computer',
      version: '1.0.0',
      description:
        'Notices by template, customers and coupons for tills and other programs of the shop. Times are milliseconds since 1970 UTC, amounts millionths of the currency.',
    },
    servers: [{ url }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key from Settings, Connected tools.' } },
      schemas: { Refusal: schemaOf(Refusal, 'output') },
    },
  }
}
