import { pricingAnswerSchema, pricingQuerySchema, type PricingPoint, type PricingQuery } from '#contract/cloud-api/manage-account.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { checkRequest } from '../check-request.ts'
import { ask, type OperationFact } from '../operation.ts'
import { fieldCall } from './field-call.ts'

/** GET /{account}?fields=pricing_analytics…: money and volume by country, category and time. @source reference part 11, spend by API */
export const readPricingFact = {
  name: 'insight.pricing',
  method: 'GET',
  path: '/{account}',
  reference: '11',
} as const satisfies OperationFact

const LISTS = ['phone_numbers', 'country_codes', 'metric_types', 'pricing_types', 'pricing_categories', 'dimensions'] as const

export async function readPricing(deps: CallDeps, account: string, query: PricingQuery): Promise<Result<readonly PricingPoint[]>> {
  const refused = checkRequest(pricingQuerySchema, query, readPricingFact.name)
  if (refused !== null) return { ok: false, error: refused }
  const fields = fieldCall('pricing_analytics', query, LISTS)
  return ask(deps, readPricingFact, { ids: { account }, query: { fields }, answer: pricingAnswerSchema })
}
