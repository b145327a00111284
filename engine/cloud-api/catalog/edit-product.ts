import { editProductSchema, type EditProductRequest } from '#contract/cloud-api/manage-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{product}: what is left out stays. @source reference part 6, write */
export const editProductFact = {
  name: 'catalog.edit-product',
  method: 'POST',
  path: '/{product}',
  reference: '6',
  request: editProductSchema,
} as const satisfies OperationFact

export const editProduct = (deps: CallDeps, product: string, request: EditProductRequest): Promise<Result<void>> =>
  askDone(deps, editProductFact, { ids: { product }, request: request })
