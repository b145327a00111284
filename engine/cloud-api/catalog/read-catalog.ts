import { type CatalogNode, catalogNodeSchema } from '#contract/cloud-api/answer-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** GET /{catalog}. @source reference part 6, catalog node */
export const readCatalogFact = {
  name: 'catalog.read',
  method: 'GET',
  path: '/{catalog}',
  reference: '6',
} as const satisfies OperationFact

export const readCatalog = (deps: CallDeps, catalog: string): Promise<Result<CatalogNode>> =>
  ask(deps, readCatalogFact, {
    ids: { catalog },
    query: { fields: 'id,name,vertical,product_count,default_image_url,feed_count' },
    answer: catalogNodeSchema,
  })
