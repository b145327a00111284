import { type TemplateComparison, templateComparisonPageSchema } from '#contract/cloud-api/answer-template-more.ts'
import { type TemplateCompareQuery, templateCompareQuerySchema } from '#contract/cloud-api/manage-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{template}/compare: block rate, sends and reasons beside those of others. @source reference part 5, others */
export const compareTemplatesFact = {
  name: 'template.compare',
  method: 'GET',
  path: '/{template}/compare',
  reference: '5',
  request: templateCompareQuerySchema,
} as const satisfies OperationFact

export const compareTemplates = (
  deps: CallDeps,
  template: string,
  request: TemplateCompareQuery,
): Promise<Result<readonly TemplateComparison[]>> =>
  askAll(deps, compareTemplatesFact, { ids: { template }, request: request, sendsQuery: true, answer: templateComparisonPageSchema })
