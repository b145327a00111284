import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** DELETE /{set}: the products stay. @source reference part 6, sets */
export const removeSetFact = {
  name: 'catalog.remove-set',
  method: 'DELETE',
  path: '/{set}',
  reference: '6',
} as const satisfies OperationFact

export const removeSet = (deps: CallDeps, set: string): Promise<Result<void>> => askDone(deps, removeSetFact, { ids: { set } })
