import { productsPageSchema, type ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import { productQuerySchema, type ProductQuery } from '#contract/cloud-api/manage-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** What a list of products asks of each. */
export const PRODUCT_FIELDS =
  'id,retailer_id,name,description,price,sale_price,sale_price_end_date,currency,availability,inventory,image_url,image_cdn_urls,image_fetch_status,url,brand,condition,visibility,review_status,review_rejection_reasons,errors'

/** GET /{catalog}/products, all pages. @source reference part 6, products and product fields */
export const listProductsFact = {
  name: 'catalog.products',
  method: 'GET',
  path: '/{catalog}/products',
  reference: '6',
  request: productQuerySchema,
} as const satisfies OperationFact

export const listProducts = (deps: CallDeps, catalog: string, request: ProductQuery = {}): Promise<Result<readonly ProductNode[]>> =>
  askAll(deps, listProductsFact, {
    ids: { catalog },
    query: { fields: PRODUCT_FIELDS },
    request,
    sendsQuery: true,
    answer: productsPageSchema,
  })
