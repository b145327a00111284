import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** DELETE /{product}. @source reference part 6, write */
export const removeProductFact = {
  name: 'catalog.remove-product',
  method: 'DELETE',
  path: '/{product}',
  reference: '6',
} as const satisfies OperationFact

export const removeProduct = (deps: CallDeps, product: string): Promise<Result<void>> =>
  askDone(deps, removeProductFact, { ids: { product } })
