import { type CreativeChangesAnswer, creativeChangesAnswerSchema } from '#contract/cloud-api/answer-template-more.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** GET /{account}/degrees_of_freedom_spec: which pictures and words Meta may change by itself. @source reference part 3 */
export const readCreativeChangesFact = {
  name: 'account.creative-changes',
  method: 'GET',
  path: '/{account}/degrees_of_freedom_spec',
  reference: '3',
} as const satisfies OperationFact

export const readCreativeChanges = (deps: CallDeps, account: string): Promise<Result<CreativeChangesAnswer>> =>
  ask(deps, readCreativeChangesFact, { ids: { account }, answer: creativeChangesAnswerSchema })
