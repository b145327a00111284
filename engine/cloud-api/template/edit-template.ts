import { editTemplateSchema, type EditTemplateRequest } from '#contract/cloud-api/manage-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{template}: parts are replaced whole; an approved template goes back to review. @source reference part 5, edit */
export const editTemplateFact = {
  name: 'template.edit',
  method: 'POST',
  path: '/{template}',
  reference: '5',
  request: editTemplateSchema,
} as const satisfies OperationFact

export const editTemplate = (deps: CallDeps, template: string, request: EditTemplateRequest): Promise<Result<void>> =>
  askDone(deps, editTemplateFact, { ids: { template }, request: request })
