import { templateAnalyticsPageSchema, type TemplateDay } from '#contract/cloud-api/answer-template-more.ts'
import { templateAnalyticsQuerySchema, type TemplateAnalyticsQuery } from '#contract/cloud-api/manage-template.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{account}/template_analytics: daily sums of up to ten templates, 90 days back. @source reference part 5, analytics */
export const readTemplateAnalyticsFact = {
  name: 'template.analytics',
  method: 'GET',
  path: '/{account}/template_analytics',
  reference: '5',
  request: templateAnalyticsQuerySchema,
} as const satisfies OperationFact

export async function readTemplateAnalytics(
  deps: CallDeps,
  account: string,
  request: TemplateAnalyticsQuery,
): Promise<Result<readonly TemplateDay[]>> {
  const result = await askAll(deps, readTemplateAnalyticsFact, {
    ids: { account },
    query: { granularity: 'DAILY' },
    request,
    sendsQuery: true,
    answer: templateAnalyticsPageSchema,
  })
  return result.ok ? ok(result.value.flatMap((group) => group.data_points)) : result
}
