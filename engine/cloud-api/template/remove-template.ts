import { removeTemplateSchema, type RemoveTemplateRequest } from '#contract/cloud-api/manage-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** DELETE /{account}/message_templates: every language of a name, or with its id one of them. @source reference part 5, delete */
export const removeTemplateFact = {
  name: 'template.remove',
  method: 'DELETE',
  path: '/{account}/message_templates',
  reference: '5',
  request: removeTemplateSchema,
} as const satisfies OperationFact

export const removeTemplate = (deps: CallDeps, account: string, request: RemoveTemplateRequest): Promise<Result<void>> =>
  askDone(deps, removeTemplateFact, { ids: { account }, request: request, sendsQuery: true })
