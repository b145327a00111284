import { type CreatedTemplate, createdTemplateSchema } from '#contract/cloud-api/answer-template-more.ts'
import { type CreateTemplateRequest, createTemplateSchema } from '#contract/cloud-api/manage-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'
import { refuseDraft } from './refuse-draft.ts'

/** POST /{account}/message_templates: hands a template in for review. @source reference part 5, create */
export const createTemplateFact = {
  name: 'template.create',
  method: 'POST',
  path: '/{account}/message_templates',
  reference: '5',
  request: createTemplateSchema,
} as const satisfies OperationFact

export async function createTemplate(deps: CallDeps, account: string, request: CreateTemplateRequest): Promise<Result<CreatedTemplate>> {
  const refused = refuseDraft(request, createTemplateFact.name)
  if (refused !== null) return { ok: false, error: refused }
  return ask(deps, createTemplateFact, { ids: { account }, request, answer: createdTemplateSchema })
}
