import { archivedTemplatesSchema, type ArchivedTemplates } from '#contract/cloud-api/answer-template-more.ts'
import { archiveTemplatesSchema } from '#contract/cloud-api/manage-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST {account}/message_templates/archive on a host of its own. @source reference part 5, archive */
export const archiveTemplatesFact = {
  name: 'template.archive',
  method: 'POST',
  path: '/{account}/message_templates/archive',
  reference: '5',
  host: 'archive',
  request: archiveTemplatesSchema,
} as const satisfies OperationFact

/** POST {account}/message_templates/unarchive, within 28 days. @source reference part 5, archive */
export const unarchiveTemplatesFact = {
  ...archiveTemplatesFact,
  name: 'template.unarchive',
  path: '/{account}/message_templates/unarchive',
} as const satisfies OperationFact

export const archiveTemplates = (deps: CallDeps, account: string, templateIds: readonly string[]): Promise<Result<ArchivedTemplates>> =>
  ask(deps, archiveTemplatesFact, { ids: { account }, request: { hsm_ids: templateIds.join(',') }, answer: archivedTemplatesSchema })

export const unarchiveTemplates = (deps: CallDeps, account: string, templateIds: readonly string[]): Promise<Result<ArchivedTemplates>> =>
  ask(deps, unarchiveTemplatesFact, { ids: { account }, request: { hsm_ids: templateIds.join(',') }, answer: archivedTemplatesSchema })
