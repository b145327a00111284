import { editProductSetSchema, type EditProductSetRequest } from '#contract/cloud-api/manage-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{set}. @source reference part 6, sets */
export const editSetFact = {
  name: 'catalog.edit-set',
  method: 'POST',
  path: '/{set}',
  reference: '6',
  request: editProductSetSchema,
} as const satisfies OperationFact

export const editSet = (deps: CallDeps, set: string, request: EditProductSetRequest): Promise<Result<void>> =>
  askDone(deps, editSetFact, { ids: { set }, request: request })
