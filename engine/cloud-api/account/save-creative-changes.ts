import { creativeChangesSchema, type CreativeChanges } from '#contract/cloud-api/manage-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{account}/degrees_of_freedom_spec. @source reference part 3 */
export const saveCreativeChangesFact = {
  name: 'account.save-creative-changes',
  method: 'POST',
  path: '/{account}/degrees_of_freedom_spec',
  reference: '3',
  request: creativeChangesSchema,
} as const satisfies OperationFact

export const saveCreativeChanges = (deps: CallDeps, account: string, request: CreativeChanges): Promise<Result<void>> =>
  askDone(deps, saveCreativeChangesFact, { ids: { account }, request: request })
