import { type ProductGroup, productGroupsPageSchema } from '#contract/cloud-api/manage-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{catalog}/product_groups: variants of one thing. @source reference part 6, sets */
export const listGroupsFact = {
  name: 'catalog.groups',
  method: 'GET',
  path: '/{catalog}/product_groups',
  reference: '6',
} as const satisfies OperationFact

export const listGroups = (deps: CallDeps, catalog: string): Promise<Result<readonly ProductGroup[]>> =>
  askAll(deps, listGroupsFact, { ids: { catalog }, query: { fields: 'id,retailer_id,variants' }, answer: productGroupsPageSchema })
