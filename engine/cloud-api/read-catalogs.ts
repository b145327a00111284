import { catalogsPageSchema, type CatalogNode } from '#contract/cloud-api/answer-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from './call.ts'
import { readPages } from './read-pages.ts'

/** GET /{account}/product_catalogs: what is linked to the account. @source reference part 6 */
export const readCatalogs = (deps: CallDeps, wabaId: string): Promise<Result<readonly CatalogNode[]>> =>
  readPages(deps, {
    name: 'catalogs',
    method: 'GET',
    path: `/${wabaId}/product_catalogs`,
    query: { fields: 'id,name,vertical,product_count' },
    answer: catalogsPageSchema,
  })
