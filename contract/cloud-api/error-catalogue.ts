import facts from './error-codes.json' with { type: 'json' }

/** When the same request may be tried again: never, only after a person fixed something, at a later time, or soon with growing gaps. */
export type GraphRetryClass = 'never' | 'after-fix' | 'later' | 'backoff'

/** What an error speaks about, so that the reader knows how much stands still because of it. */
export type GraphErrorScope = 'number' | 'template' | 'payload' | 'account' | 'recipient' | 'token' | 'app'

/** One known error of the Cloud API: what Meta calls it, what it means, and what the shop can do. */
export type GraphErrorFact = {
  readonly code: number
  readonly subcode?: number
  readonly title: string
  /** The usual HTTP status. Informative only: throttling arrives as 400 or 429, so nothing may be decided by it. */
  readonly httpStatus?: number
  readonly meaning: string
  readonly retry: GraphRetryClass
  readonly scope: GraphErrorScope
  readonly shopOwnerAction: string
}

/**
 * Every known error of the Cloud API, state of 22 November 2026. Its shape is proven by error-catalogue.test.ts.
 * @source the project's reference on the Cloud API, file error-codes.json
 */
export const graphErrorFacts = facts as readonly GraphErrorFact[]

/**
 * Finds what is known about an error.
 * The subcode decides before the code, because the 2388xxx, 2494xxx and 2593xxx numbers that Meta lists as codes
 * arrive as subcodes under 100 or 136xxx. Codes 200 to 299 all mean a missing permission.
 * @returns null when neither number is known; the caller then treats the outcome as unknown
 * @source the project's reference on the Cloud API, part 1 (error shape)
 */
export function findGraphError(code: number, subcode?: number): GraphErrorFact | null {
  return findBySubcode(code, subcode) ?? findByCode(code) ?? (code > 200 && code < 300 ? findByCode(200) : null)
}

function findBySubcode(code: number, subcode: number | undefined): GraphErrorFact | null {
  if (subcode === undefined) return null
  const both = graphErrorFacts.find((fact) => fact.code === code && fact.subcode === subcode)
  // Small subcodes (33, 460 …) mean something only under their own code.
  const isGlobalSubcode = subcode >= 1_000_000
  if (both !== undefined || !isGlobalSubcode) return both ?? null
  return (
    graphErrorFacts.find((fact) => fact.subcode === subcode) ??
    graphErrorFacts.find((fact) => fact.subcode === undefined && fact.code === subcode) ??
    null
  )
}

function findByCode(code: number): GraphErrorFact | null {
  return graphErrorFacts.find((fact) => fact.code === code && fact.subcode === undefined) ?? null
}
