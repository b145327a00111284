import { productsPageSchema, type ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'
import { PRODUCT_FIELDS } from './list-products.ts'

/** GET /{set}/products, all pages. @source reference part 6, sets */
export const listSetProductsFact = {
  name: 'catalog.set-products',
  method: 'GET',
  path: '/{set}/products',
  reference: '6',
} as const satisfies OperationFact

export const listSetProducts = (deps: CallDeps, set: string): Promise<Result<readonly ProductNode[]>> =>
  askAll(deps, listSetProductsFact, { ids: { set }, query: { fields: PRODUCT_FIELDS }, answer: productsPageSchema })
