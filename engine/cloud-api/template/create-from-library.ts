import { type CreatedTemplate, createdTemplateSchema } from '#contract/cloud-api/answer-template-more.ts'
import { type CreateLibraryTemplateRequest, createLibraryTemplateSchema } from '#contract/cloud-api/manage-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{account}/message_templates with a template of Meta's library. @source reference part 5, from library */
export const createFromLibraryFact = {
  name: 'template.create-from-library',
  method: 'POST',
  path: '/{account}/message_templates',
  reference: '5',
  request: createLibraryTemplateSchema,
} as const satisfies OperationFact

export const createFromLibrary = (
  deps: CallDeps,
  account: string,
  request: CreateLibraryTemplateRequest,
): Promise<Result<CreatedTemplate>> =>
  ask(deps, createFromLibraryFact, { ids: { account }, request: request, answer: createdTemplateSchema })
