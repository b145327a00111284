import { templatesPageSchema, type TemplateNode } from '#contract/cloud-api/answer-template.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import { call, type CallDeps } from './call.ts'
import { readPages } from './read-pages.ts'

const FIELDS =
  'id,name,status,category,correct_category,language,quality_score,rejected_reason,components,parameter_format,previous_category'

/** GET /{account}/message_templates, all pages. @source reference part 5, list */
export const readTemplates = (deps: CallDeps, wabaId: string): Promise<Result<readonly TemplateNode[]>> =>
  readPages(deps, {
    name: 'templates',
    method: 'GET',
    path: `/${wabaId}/message_templates`,
    query: { fields: FIELDS },
    answer: templatesPageSchema,
  })

/** Reads one template only, to prove that the key may. */
export async function probeTemplates(deps: CallDeps, wabaId: string): Promise<Result<void>> {
  const result = await call(deps, {
    name: 'templates-probe',
    method: 'GET',
    path: `/${wabaId}/message_templates`,
    query: { fields: FIELDS, limit: '1' },
    answer: templatesPageSchema,
  })
  return result.ok ? ok(undefined) : result
}
