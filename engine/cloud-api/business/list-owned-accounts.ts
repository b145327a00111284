import { type AccountListItem, accountsPageSchema } from '#contract/cloud-api/manage-account.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{business}/owned_whatsapp_business_accounts: accounts that the portfolio owns. @source reference part 1 */
export const listOwnedAccountsFact = {
  name: 'business.owned-accounts',
  method: 'GET',
  path: '/{business}/owned_whatsapp_business_accounts',
  reference: '1',
} as const satisfies OperationFact

export const listOwnedAccounts = (deps: CallDeps, business: string): Promise<Result<readonly AccountListItem[]>> =>
  askAll(deps, listOwnedAccountsFact, { ids: { business }, answer: accountsPageSchema })
