import type { z } from 'zod'
import { countCharacters } from '#contract/cloud-api/limits.ts'
import { sendMarketingSchema, sendMessageSchema, type SendMarketingRequest, type SendMessageRequest } from '#contract/cloud-api/requests.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { deepestIssue } from './check-request.ts'

/** True for bodies of the marketing messages edge: only that edge takes a product policy. @source reference part 3 */
export const isForMarketing = (request: unknown): boolean => typeof request === 'object' && request !== null && 'product_policy' in request

/**
 * Holds a message against Meta's limits before anything leaves. `field` is the place in the body; numbers are characters
 * as limits.ts counts them, or parts.
 * @returns limit-text-too-long (field, max, actual), limit-text-missing (field), limit-too-many (field, max, actual),
 * limit-too-few (field, min, actual), limit-value-refused (field); never the value, which may be a customer's
 */
export function checkSendRequest(request: unknown): Result<SendMessageRequest | SendMarketingRequest> {
  const schema: z.ZodType<SendMessageRequest | SendMarketingRequest> = isForMarketing(request) ? sendMarketingSchema : sendMessageSchema
  const parsed = schema.safeParse(request)
  if (parsed.success) return ok(parsed.data)
  const issue = deepestIssue(parsed.error.issues[0])
  return issue === undefined ? fail('limit-value-refused', { field: '' }) : refusalOf(issue, request)
}

type Issue = z.core.$ZodIssue

function refusalOf(issue: Issue, request: unknown): Result<never> {
  const field = issue.path.map(String).join('.')
  const actual = sizeOf(issue.path.reduce(valueAt, request))
  switch (issue.code) {
    case 'too_big':
      return fail(isText(issue.origin) ? 'limit-text-too-long' : 'limit-too-many', { field, max: Number(issue.maximum), actual })
    case 'too_small':
      return isText(issue.origin)
        ? fail('limit-text-missing', { field })
        : fail('limit-too-few', { field, min: Number(issue.minimum), actual })
    case 'custom':
      return sumTooLarge(issue, field) ?? fail('limit-value-refused', { field })
    default:
      return fail('limit-value-refused', { field })
  }
}

const isText = (origin: string): boolean => origin === 'string'

/** A sum over several lists brings its numbers along, because it stands nowhere in the body. */
function sumTooLarge(issue: Extract<Issue, { code: 'custom' }>, field: string): Result<never> | null {
  const { max, actual } = issue.params ?? {}
  return typeof max === 'number' && typeof actual === 'number' ? fail('limit-too-many', { field, max, actual }) : null
}

const valueAt = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

const sizeOf = (value: unknown): number =>
  typeof value === 'string' ? countCharacters(value) : Array.isArray(value) ? value.length : Number(value ?? 0)
