import { productNodeSchema, type ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'
import { PRODUCT_FIELDS } from './list-products.ts'

const FIELDS = `${PRODUCT_FIELDS},sale_price_start_date,additional_image_urls,category,retailer_product_group_id,color,size,wa_compliance_category`

/** GET /{product}: everything about one product, with its review and problems. @source reference part 6, one product */
export const readProductFact = {
  name: 'catalog.product',
  method: 'GET',
  path: '/{product}',
  reference: '6',
} as const satisfies OperationFact

export const readProduct = (deps: CallDeps, product: string): Promise<Result<ProductNode>> =>
  ask(deps, readProductFact, { ids: { product }, query: { fields: FIELDS }, answer: productNodeSchema })
