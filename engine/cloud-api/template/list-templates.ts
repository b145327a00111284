import { templatesPageSchema, type TemplateNode } from '#contract/cloud-api/answer-template.ts'
import { templateFilterSchema, type TemplateFilter } from '#contract/cloud-api/manage-template.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, askAll, type OperationFact } from '../operation.ts'

/** Fields of a template that every reading asks for. */
export const TEMPLATE_FIELDS =
  'id,name,status,category,correct_category,language,quality_score,rejected_reason,components,parameter_format,previous_category'

/** GET /{account}/message_templates, all pages. @source reference part 5, list */
export const listTemplatesFact = {
  name: 'template.list',
  method: 'GET',
  path: '/{account}/message_templates',
  reference: '5',
  request: templateFilterSchema,
} as const satisfies OperationFact

export const listTemplates = (deps: CallDeps, account: string, filter: TemplateFilter = {}): Promise<Result<readonly TemplateNode[]>> =>
  askAll(deps, listTemplatesFact, {
    ids: { account },
    query: { fields: TEMPLATE_FIELDS },
    request: filter,
    sendsQuery: true,
    answer: templatesPageSchema,
  })

/** Reads one template only, to prove that the key may. */
export async function probeTemplates(deps: CallDeps, account: string): Promise<Result<void>> {
  const query = { fields: TEMPLATE_FIELDS, limit: '1' }
  const result = await ask(deps, listTemplatesFact, { ids: { account }, query, request: {}, sendsQuery: true, answer: templatesPageSchema })
  return result.ok ? ok(undefined) : result
}
