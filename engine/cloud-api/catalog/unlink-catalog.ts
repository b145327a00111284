import { catalogLinkSchema } from '#contract/cloud-api/manage-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** DELETE /{account}/product_catalogs?catalog_id=. @source reference part 6 */
export const unlinkCatalogFact = {
  name: 'catalog.unlink',
  method: 'DELETE',
  path: '/{account}/product_catalogs',
  reference: '6',
  request: catalogLinkSchema,
} as const satisfies OperationFact

export const unlinkCatalog = (deps: CallDeps, account: string, catalogId: string): Promise<Result<void>> =>
  askDone(deps, unlinkCatalogFact, { ids: { account }, request: { catalog_id: catalogId }, sendsQuery: true })
