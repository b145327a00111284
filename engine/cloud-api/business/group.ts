import type { CatalogNode } from '#contract/cloud-api/answer-catalog.ts'
import type { AccountListItem } from '#contract/cloud-api/manage-account.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { listClientAccounts } from './list-client-accounts.ts'
import { listClientCatalogs } from './list-client-catalogs.ts'
import { listOwnedAccounts } from './list-owned-accounts.ts'
import { listOwnedCatalogs } from './list-owned-catalogs.ts'

/** What a portfolio holds; the key needs business_management, for catalogs catalog_management too. */
export type BusinessOperations = {
  /** Accounts that the portfolio owns. */
  accounts(businessId: string): Promise<Result<readonly AccountListItem[]>>
  /** Accounts of others that the portfolio may use. */
  clientAccounts(businessId: string): Promise<Result<readonly AccountListItem[]>>
  catalogs(businessId: string): Promise<Result<readonly CatalogNode[]>>
  clientCatalogs(businessId: string): Promise<Result<readonly CatalogNode[]>>
}

export const businessOperations = (deps: CallDeps): BusinessOperations => ({
  accounts: (businessId) => listOwnedAccounts(deps, businessId),
  clientAccounts: (businessId) => listClientAccounts(deps, businessId),
  catalogs: (businessId) => listOwnedCatalogs(deps, businessId),
  clientCatalogs: (businessId) => listClientCatalogs(deps, businessId),
})
