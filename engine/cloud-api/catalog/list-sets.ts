import { type ProductSet, productSetsPageSchema } from '#contract/cloud-api/manage-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{catalog}/product_sets, all pages. @source reference part 6, sets */
export const listSetsFact = {
  name: 'catalog.sets',
  method: 'GET',
  path: '/{catalog}/product_sets',
  reference: '6',
} as const satisfies OperationFact

export const listSets = (deps: CallDeps, catalog: string): Promise<Result<readonly ProductSet[]>> =>
  askAll(deps, listSetsFact, { ids: { catalog }, query: { fields: 'id,name,filter,product_count' }, answer: productSetsPageSchema })
