import { type MigratedTemplates, migratedTemplatesSchema } from '#contract/cloud-api/answer-template-more.ts'
import { type MigrateTemplatesRequest, migrateTemplatesSchema } from '#contract/cloud-api/manage-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{account}/migrate_message_templates: copies approved templates of another account of the portfolio. @source reference part 5, others */
export const migrateTemplatesFact = {
  name: 'template.migrate',
  method: 'POST',
  path: '/{account}/migrate_message_templates',
  reference: '5',
  request: migrateTemplatesSchema,
} as const satisfies OperationFact

export const migrateTemplates = (deps: CallDeps, account: string, request: MigrateTemplatesRequest): Promise<Result<MigratedTemplates>> =>
  ask(deps, migrateTemplatesFact, { ids: { account }, request: request, answer: migratedTemplatesSchema })
