import { type UnpausedTemplate, unpausedTemplateSchema } from '#contract/cloud-api/answer-template-more.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{template}/unpause: after a pacing pause; quality pauses end by themselves. @source reference part 5, unpause */
export const unpauseTemplateFact = {
  name: 'template.unpause',
  method: 'POST',
  path: '/{template}/unpause',
  reference: '5',
} as const satisfies OperationFact

export const unpauseTemplate = (deps: CallDeps, template: string): Promise<Result<UnpausedTemplate>> =>
  ask(deps, unpauseTemplateFact, { ids: { template }, answer: unpausedTemplateSchema })
