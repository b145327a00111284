import { ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { enabledInsightsSchema, enableInsightsSchema } from '#contract/cloud-api/manage-account.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{account}?is_enabled_for_insights=true; can't be undone. @source reference part 5, analytics */
export const enableInsightsFact = {
  name: 'account.enable-insights',
  method: 'POST',
  path: '/{account}',
  reference: '5',
  request: enableInsightsSchema,
} as const satisfies OperationFact

export async function enableInsights(deps: CallDeps, account: string): Promise<Result<void>> {
  const request = { is_enabled_for_insights: true }
  const result = await ask(deps, enableInsightsFact, { ids: { account }, request, sendsQuery: true, answer: enabledInsightsSchema })
  return result.ok ? ok(undefined) : result
}
