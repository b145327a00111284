import { productsPageSchema, type ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from './call.ts'
import { readPages } from './read-pages.ts'

const FIELDS = 'id,retailer_id,name,description,price,sale_price,currency,availability,inventory,image_url,url,visibility,review_status'

/** GET /{catalog}/products, all pages. @source reference part 6, product fields */
export const readProducts = (deps: CallDeps, catalogId: string): Promise<Result<readonly ProductNode[]>> =>
  readPages(deps, {
    name: 'products',
    method: 'GET',
    path: `/${catalogId}/products`,
    query: { fields: FIELDS },
    answer: productsPageSchema,
  })
