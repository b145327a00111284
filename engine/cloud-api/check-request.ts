import type { z } from 'zod'
import type { AppError } from '#contract/kernel/result.ts'

/**
 * Holds what is to be sent against its schema. A refusal names the field by its place, the kind of rule and, where there is
 * one, the limit; never the value, which may be a customer's.
 */
export function checkRequest(schema: z.ZodType, request: unknown, operation: string): AppError | null {
  const parsed = schema.safeParse(request)
  const issue = parsed.success ? undefined : deepestIssue(parsed.error.issues[0])
  if (issue === undefined) return null
  const field = issue.path.map(String).join('.')
  return { ...brokenRule(issue), params: { operation, field, ...limitOf(issue) }, retry: 'never' }
}

type Issue = z.core.$ZodIssue

/** Of a union, the branch that came furthest says best what is wrong. */
export function deepestIssue(issue: Issue | undefined): Issue | undefined {
  if (issue?.code !== 'invalid_union') return issue
  const inner = issue.errors.map((issues) => deepestIssue(issues[0])).filter((other) => other !== undefined)
  const best = inner.toSorted((a, b) => b.path.length - a.path.length)[0]
  return best === undefined ? issue : { ...best, path: [...issue.path, ...best.path] }
}

function brokenRule(issue: Issue): Pick<AppError, 'code'> {
  const isText = 'origin' in issue && issue.origin === 'string'
  if (issue.code === 'too_big') return { code: isText ? 'form-text-too-long' : isList(issue) ? 'form-too-many' : 'form-value-refused' }
  if (issue.code === 'too_small') return { code: isText ? 'form-text-missing' : isList(issue) ? 'form-too-few' : 'form-value-refused' }
  return { code: 'form-value-refused' }
}

const isList = (issue: Issue): boolean => 'origin' in issue && (issue.origin === 'array' || issue.origin === 'set')

function limitOf(issue: Issue): { readonly limit?: number } {
  if (issue.code === 'too_big') return { limit: Number(issue.maximum) }
  return issue.code === 'too_small' ? { limit: Number(issue.minimum) } : {}
}
