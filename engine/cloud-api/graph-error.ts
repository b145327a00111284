import { graphErrorBodySchema } from '#contract/cloud-api/answers.ts'
import { findGraphError, type GraphErrorFact } from '#contract/cloud-api/error-catalogue.ts'

/** The numbers of a refusal and what is known about them; texts stay out, they may repeat what was sent. */
export type GraphError = { readonly code: number; readonly subcode: number | null; readonly fact: GraphErrorFact | null }

/**
 * Reads JSON without throwing; undefined when it is none. Bare ids of 16 digits and more come out as text with all their
 * digits, and a field that is null counts as left out, because Meta writes both for "nothing".
 */
export function parseJson(body: Buffer): unknown {
  const text = body.toString('utf8')
  try {
    // The reviver costs time, so it is used only where there may be something to do.
    return /[^\d"]\d{16}|:\s*null/.test(text) ? JSON.parse(text, tidy) : JSON.parse(text)
  } catch {
    // Not JSON is an ordinary answer of gateways and captive portals; the caller decides what it means.
    return undefined
  }
}

function tidy(key: string, value: unknown, context?: { readonly source?: string }): unknown {
  // Undefined takes a field away; the places of a list stay.
  if (value === null && !/^\d*$/.test(key)) return undefined
  return typeof value === 'number' && !Number.isSafeInteger(value) && context?.source !== undefined && /^\d+$/.test(context.source)
    ? context.source
    : value
}

/** Meta's refusal inside an answer, or null when the body is no such thing. */
export function readGraphError(json: unknown): GraphError | null {
  const parsed = graphErrorBodySchema.safeParse(json)
  if (!parsed.success) return null
  const { code, error_subcode: subcode } = parsed.data.error
  return { code, subcode: subcode ?? null, fact: findGraphError(code, subcode) }
}

/** Longest text of Meta's that an error carries, in characters. */
const MAX_DETAIL = 300

/**
 * Meta's own words for people about a refusal; null when there are none. They may repeat what was sent, so they are asked
 * for only where nothing of a customer was sent.
 */
export function readRefusalWords(json: unknown): string | null {
  const parsed = graphErrorBodySchema.safeParse(json)
  if (!parsed.success) return null
  const { error_user_msg: forPeople, error_data: data, message } = parsed.data.error
  const details = typeof data === 'string' ? data : data?.details
  const words = [forPeople, details, message].find((text) => text !== undefined && text.trim() !== '')
  return words === undefined ? null : [...words.trim()].slice(0, MAX_DETAIL).join('')
}

/** Who must wait after a throttle code; null for every other code. @source reference part 9, and part 1 on "HTTP status" */
export function throttleScope(code: number): 'person' | 'number' | 'account' | null {
  if (code === 131056) return 'person'
  if (code === 130429 || code === 131048) return 'number'
  return [4, 17, 613, 80007, 80008, 80009, 80014].includes(code) ? 'account' : null
}

/** True for refusals that hold for everything sent with this key, until a person changes something. */
export function refusesKey(error: GraphError): boolean {
  return error.fact?.scope === 'token' && error.fact.retry === 'after-fix'
}

/** True where the key itself is dead, not only short of a permission. */
export const isDeadKey = (error: GraphError): boolean => error.code === 190 || error.code === 0

type HeaderFields = Readonly<Record<string, string | string[] | undefined>>

/**
 * The wait that Meta named, in ms: `retry-after` in seconds, or minutes inside `x-business-use-case-usage`.
 * @source reference part 9, row management API
 */
export function namedWaitMs(headers: HeaderFields): number | null {
  const retryAfter = Number(single(headers['retry-after']) ?? NaN)
  if (Number.isFinite(retryAfter) && retryAfter >= 0) return Math.min(retryAfter, 86_400) * 1000
  const usage = single(headers['x-business-use-case-usage'])
  if (usage === undefined) return null
  const minutes = [...usage.matchAll(/"estimated_time_to_regain_access"\s*:\s*(\d{1,6})/g)].map((match) => Number(match[1]))
  const longest = Math.max(0, ...minutes)
  return longest === 0 ? null : longest * 60_000
}

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)
