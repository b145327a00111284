import type { z } from 'zod'
import type { AppError } from '#contract/kernel/result.ts'

/**
 * Holds what is to be sent against its schema. A refusal names the field by its place, the kind of rule and, where there is
 * one, the limit; never the value, which may be a customer's.
 */
export function checkRequest(schema: z.ZodType, request: unknown, operation: string): AppError | null {
  const parsed = schema.safeParse(request)
  const issue = parsed.success ? undefined : deepest(parsed.error.issues[0])
  if (issue === undefined) return null
  const field = issue.path.map(String).join('.')
  return { code: 'input-refused', params: { operation, field, ...ruleOf(issue) }, retry: 'never' }
}

type Issue = z.core.$ZodIssue

/** Of a union, the branch that came furthest says best what is wrong. */
function deepest(issue: Issue | undefined): Issue | undefined {
  if (issue?.code !== 'invalid_union') return issue
  const inner = issue.errors.map((issues) => deepest(issues[0])).filter((other) => other !== undefined)
  const best = inner.toSorted((a, b) => b.path.length - a.path.length)[0]
  return best === undefined ? issue : { ...best, path: [...issue.path, ...best.path] }
}

function ruleOf(issue: Issue): { readonly rule: string; readonly limit?: number } {
  if (issue.code === 'too_big') return { rule: issue.origin === 'string' ? 'too-long' : 'too-many', limit: Number(issue.maximum) }
  if (issue.code === 'too_small') return { rule: issue.origin === 'string' ? 'too-short' : 'too-few', limit: Number(issue.minimum) }
  return { rule: issue.code === 'unrecognized_keys' ? 'unknown-field' : 'shape' }
}
