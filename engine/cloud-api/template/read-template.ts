import { templateNodeSchema, type TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'
import { TEMPLATE_FIELDS } from './list-templates.ts'

/** GET /{template}: one template in one language, with its health. @source reference part 5, read one */
export const readTemplateFact = {
  name: 'template.read',
  method: 'GET',
  path: '/{template}',
  reference: '5',
} as const satisfies OperationFact

export const readTemplate = (deps: CallDeps, template: string): Promise<Result<TemplateNode>> =>
  ask(deps, readTemplateFact, { ids: { template }, query: { fields: `${TEMPLATE_FIELDS},health_status` }, answer: templateNodeSchema })
