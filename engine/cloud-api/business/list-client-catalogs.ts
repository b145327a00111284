import { type CatalogNode, catalogsPageSchema } from '#contract/cloud-api/answer-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{business}/client_product_catalogs, all pages. @source reference part 6 */
export const listClientCatalogsFact = {
  name: 'business.client-catalogs',
  method: 'GET',
  path: '/{business}/client_product_catalogs',
  reference: '6',
} as const satisfies OperationFact

export const listClientCatalogs = (deps: CallDeps, business: string): Promise<Result<readonly CatalogNode[]>> =>
  askAll(deps, listClientCatalogsFact, {
    ids: { business },
    query: { fields: 'id,name,vertical,product_count' },
    answer: catalogsPageSchema,
  })
