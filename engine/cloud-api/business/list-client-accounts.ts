import { type AccountListItem, accountsPageSchema } from '#contract/cloud-api/manage-account.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{business}/client_whatsapp_business_accounts: accounts that others share with the portfolio. @source reference part 1 */
export const listClientAccountsFact = {
  name: 'business.client-accounts',
  method: 'GET',
  path: '/{business}/client_whatsapp_business_accounts',
  reference: '1',
} as const satisfies OperationFact

export const listClientAccounts = (deps: CallDeps, business: string): Promise<Result<readonly AccountListItem[]>> =>
  askAll(deps, listClientAccountsFact, { ids: { business }, answer: accountsPageSchema })
