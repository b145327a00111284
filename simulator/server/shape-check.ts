import type { z } from 'zod'
import { type SendMessageRequest, sendMessageSchema } from '#contract/cloud-api/requests.ts'
import { type Problem, problem } from './problems.ts'

/** Types of message that Meta knows and Shopbell does not send. */
const otherKnownTypes: ReadonlySet<string> = new Set(['image', 'video', 'audio', 'document', 'sticker', 'location', 'contacts', 'reaction'])

/** Reads a body of the messages edge; the problem is worded and numbered as Meta would. */
export function readSendRequest(body: unknown): { readonly request: SendMessageRequest } | { readonly problem: Problem } {
  const result = sendMessageSchema.safeParse(body)
  if (!result.success) return { problem: shapeProblem(body, result.error.issues) }
  if (result.data.to === undefined && result.data.recipient === undefined) {
    return { problem: problem(131008, "Required parameter is missing: 'to' or 'recipient'") }
  }
  return { request: result.data }
}

/** Finds the number for the first thing that is wrong: missing 131008, unknown name 100, bad value 131009, unknown type 131051. */
export function shapeProblem(body: unknown, issues: readonly z.core.$ZodIssue[]): Problem {
  const type = field(body, 'type')
  if (typeof type === 'string' && !['text', 'interactive', 'template'].includes(type)) {
    const isKnown = otherKnownTypes.has(type)
    return isKnown
      ? problem(131051, `The simulator does not play messages of type ${type}`)
      : problem(131009, `Unexpected value ${type} for type`)
  }
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
