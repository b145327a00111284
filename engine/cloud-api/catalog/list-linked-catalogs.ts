import { type CatalogNode, catalogsPageSchema } from '#contract/cloud-api/answer-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{account}/product_catalogs: what is linked to the account. @source reference part 6 */
export const listLinkedCatalogsFact = {
  name: 'catalog.linked',
  method: 'GET',
  path: '/{account}/product_catalogs',
  reference: '6',
} as const satisfies OperationFact

export const listLinkedCatalogs = (deps: CallDeps, account: string): Promise<Result<readonly CatalogNode[]>> =>
  askAll(deps, listLinkedCatalogsFact, {
    ids: { account },
    query: { fields: 'id,name,vertical,product_count' },
    answer: catalogsPageSchema,
  })
