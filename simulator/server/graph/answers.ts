import type { z } from 'zod'
import { type NodeFields, pageOf, pickFields, readFieldNames } from '../fields.ts'
import { type Answer, type Problem, json, problem, refuse } from '../problems.ts'
import type { GraphRequest } from './area.ts'

/** How a kind of object is read. */
export type NodeKind = {
  /** Meta's name of it, for refusals. */
  readonly name: string
  /** Fields that come unasked. */
  readonly defaults: readonly string[]
}

/** What a list edge allows. Meta's own limits differ by edge; 100 is the most that is documented for most. */
export type ListRules = { readonly defaultLimit?: number; readonly maxLimit?: number }

/** The answer of calls that only do something. */
export function success(): Answer {
  return json({ success: true })
}

/** A wish that Meta refuses with code 100, and most times a subcode that says why. */
export function invalid(details: string, subcode?: number): Problem {
  return problem(100, details, { message: '(#100) Invalid parameter', ...(subcode === undefined ? {} : { subcode }) })
}

/** A rule of Meta's, judged: broken or not, what to say, and the subcode if there is one. */
export type Rule = readonly [isBroken: boolean, details: string, subcode?: number]

/** The refusal for the first rule that is broken; null when all are kept. */
export function firstBroken(rules: readonly Rule[]): Problem | null {
  const broken = rules.find(([isBroken]) => isBroken)
  return broken === undefined ? null : invalid(broken[1], broken[2])
}

/** One object with the fields that were asked for. */
export function giveNode(node: NodeFields, request: Pick<GraphRequest, 'url'>, kind: NodeKind): Answer {
  const result = pickFields(node, fieldsOf(request.url), { defaults: kind.defaults, nodeType: kind.name })
  return 'problem' in result ? refuse(result.problem) : json(result.picked)
}

/** One page of a list; only what is on the page is described. */
export function giveList<Item extends object>(
  items: readonly Item[],
  describe: (item: Item) => NodeFields,
  list: ListRules & { readonly url: URL; readonly kind: NodeKind },
): Answer {
  const { url, kind } = list
  const page = pageOf(items, { url, defaultLimit: list.defaultLimit ?? 25, maxLimit: list.maxLimit ?? 100 })
  if ('problem' in page) return refuse(page.problem)
  const data: object[] = []
  const wanted = fieldsOf(url)
  for (const item of page.items) {
    const result = pickFields(describe(item), wanted, { defaults: kind.defaults, nodeType: kind.name })
    if ('problem' in result) return refuse(result.problem)
    data.push(result.picked)
  }
  const summary = url.searchParams.get('summary')?.includes('total_count') === true ? { summary: { total_count: items.length } } : {}
  return json({ data, ...page.paging, ...summary })
}

/** Reads parameters by a schema. The problem is worded as Graph words it: what is missing, or what can't be used. */
export async function readParameters<Schema extends z.ZodType>(
  request: Pick<GraphRequest, 'fields'>,
  schema: Schema,
): Promise<{ readonly value: z.infer<Schema> } | { readonly problem: Problem }> {
  const fields = await request.fields()
  return fields === null ? { problem: problem(100, 'The body is neither JSON nor a form') } : checkParameters(fields, schema)
}

/** Checks parameters that are read already. */
export function checkParameters<Schema extends z.ZodType>(
  fields: unknown,
  schema: Schema,
): { readonly value: z.infer<Schema> } | { readonly problem: Problem } {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return { value: parsed.data }
  const issue = parsed.error.issues[0]
  const path = issue?.path.map(String).join('.') ?? ''
  const isMissing = issue?.code === 'invalid_type' && issue.message.includes('undefined')
  if (isMissing)
    return { problem: problem(100, `The parameter ${path} is required.`, { message: `(#100) The parameter ${path} is required.` }) }
  return { problem: problem(100, `Param ${path}: ${issue?.message ?? 'not valid'}`, { message: `(#100) Param ${path} is not valid` }) }
}

function fieldsOf(url: URL): readonly string[] | null {
  return readFieldNames(url.searchParams.get('fields') ?? undefined)
}

/** Graph takes lists inside forms as JSON text. */
export function parseIfText(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    // Not JSON: the schema words the refusal.
    return value
  }
}
