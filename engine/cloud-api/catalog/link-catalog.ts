import { catalogLinkSchema } from '#contract/cloud-api/manage-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{account}/product_catalogs?catalog_id=: one catalog per account. @source reference part 6 */
export const linkCatalogFact = {
  name: 'catalog.link',
  method: 'POST',
  path: '/{account}/product_catalogs',
  reference: '6',
  request: catalogLinkSchema,
} as const satisfies OperationFact

export const linkCatalog = (deps: CallDeps, account: string, catalogId: string): Promise<Result<void>> =>
  askDone(deps, linkCatalogFact, { ids: { account }, request: { catalog_id: catalogId }, sendsQuery: true })
