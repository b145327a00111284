import { z } from 'zod'
import { type SendMessageRequest, sendMessageSchema, sendTemplateSchema } from '#contract/cloud-api/requests.ts'
import type { SendEdge } from '../behaviour/accepted.ts'
import { type Problem, problem } from './problems.ts'

/** Types of message that Meta knows. @source reference part 2.1 */
const knownTypes: ReadonlySet<string> = new Set([
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'interactive',
  'template',
])

/** What the marketing edge takes; how it falls back may be left out at Meta. @source reference part 3 */
const marketingSchema = sendTemplateSchema.extend({
  product_policy: z.enum(['CLOUD_API_FALLBACK', 'STRICT']).optional(),
  message_activity_sharing: z.boolean().optional(),
})

/** Reads a body of one of the two edges; the problem is worded and numbered as Meta would. */
export function readSendRequest(body: unknown, edge: SendEdge): { readonly request: SendMessageRequest } | { readonly problem: Problem } {
  if (edge === 'marketing_messages' && field(body, 'type') !== 'template') {
    return { problem: problem(131055, 'Only templates are taken here') }
  }
  const result = (edge === 'messages' ? sendMessageSchema : marketingSchema).safeParse(body)
  if (!result.success) return { problem: shapeProblem(body, result.error.issues) }
  if (result.data.to === undefined && result.data.recipient === undefined) {
    return { problem: problem(131008, "Required parameter is missing: 'to' or 'recipient'") }
  }
  return { request: result.data }
}

/** Finds the number for the first thing that is wrong: missing 131008, unknown name 100, bad value 131009, unknown type 131051. */
export function shapeProblem(body: unknown, issues: readonly z.core.$ZodIssue[]): Problem {
  const type = field(body, 'type')
  if (typeof type === 'string' && !knownTypes.has(type)) return problem(131009, `Unexpected value ${type} for type`)
  const issue = deepest(issues)
  if (issue === undefined) return problem(131009, 'Body is not an object')
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    return problem(100, `Unexpected key "${issue.keys.join('", "')}" on param "${path}"`, { message: '(#100) Invalid parameter' })
  }
  if (valueAt(body, issue.path) === undefined) return problem(131008, `Required parameter is missing: ${path}`)
  return problem(131009, `${path}: ${issue.message}`)
}

/** Inside unions, the branch that came furthest tells what the sender meant. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const first = issues[0]
  if (first?.code !== 'invalid_union' || first.errors.length === 0) return first
  const branches = first.errors.map(deepest).filter((issue) => issue !== undefined)
  const best = branches.toSorted((left, right) => right.path.length - left.path.length)[0]
  return best === undefined ? first : { ...best, path: [...first.path, ...best.path] }
}

function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => field(value, String(key)), body)
}
