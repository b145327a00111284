import { type UpsertedTemplates, upsertedTemplatesPageSchema } from '#contract/cloud-api/answer-template-more.ts'
import { type UpsertTemplatesRequest, upsertTemplatesSchema } from '#contract/cloud-api/manage-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{account}/upsert_message_templates: one-time codes in several languages. @source reference part 5, others */
export const upsertTemplatesFact = {
  name: 'template.upsert',
  method: 'POST',
  path: '/{account}/upsert_message_templates',
  reference: '5',
  request: upsertTemplatesSchema,
} as const satisfies OperationFact

export const upsertTemplates = (deps: CallDeps, account: string, request: UpsertTemplatesRequest): Promise<Result<UpsertedTemplates>> =>
  ask(deps, upsertTemplatesFact, { ids: { account }, request: request, answer: upsertedTemplatesPageSchema })
