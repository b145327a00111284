import { businessAccountSchema, type BusinessAccountNode } from '#contract/cloud-api/answers.ts'
import type { Result } from '#contract/kernel/result.ts'
import { call, type CallDeps } from './call.ts'

const FIELDS = 'id,name,currency,country,timezone_id,account_review_status,business_verification_status,primary_funding_id'

/** GET /{account}: currency, zone and review. @source reference part 7, WABA */
export const readAccount = (deps: CallDeps, wabaId: string): Promise<Result<BusinessAccountNode>> =>
  call(deps, { name: 'account', method: 'GET', path: `/${wabaId}`, query: { fields: FIELDS }, answer: businessAccountSchema })
