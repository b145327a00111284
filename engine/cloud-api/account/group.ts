import type { BusinessAccountNode } from '#contract/cloud-api/answers.ts'
import type { CreativeChangesAnswer } from '#contract/cloud-api/answer-template-more.ts'
import type { CreativeChanges } from '#contract/cloud-api/manage-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { enableInsights } from './enable-insights.ts'
import { readAccount, readAccountDetails } from './read-account.ts'
import { readCreativeChanges } from './read-creative-changes.ts'
import { saveCreativeChanges } from './save-creative-changes.ts'

/** The WhatsApp Business Account of the number. */
export type AccountOperations = {
  /** Currency, zone, review and payment. */
  read(): Promise<Result<BusinessAccountNode>>
  /** The same with health, owner and what is switched on; old versions and some providers refuse the longer list. */
  readDetails(): Promise<Result<BusinessAccountNode>>
  /** Lets Meta count reads and clicks of templates; can't be undone. */
  enableInsights(): Promise<Result<void>>
  /** Which pictures and words Meta may change by itself. */
  creativeChanges(): Promise<Result<CreativeChangesAnswer>>
  saveCreativeChanges(request: CreativeChanges): Promise<Result<void>>
}

export const accountOperations = (deps: CallDeps, account: string): AccountOperations => ({
  read: () => readAccount(deps, account),
  readDetails: () => readAccountDetails(deps, account),
  enableInsights: () => enableInsights(deps, account),
  creativeChanges: () => readCreativeChanges(deps, account),
  saveCreativeChanges: (request) => saveCreativeChanges(deps, account, request),
})
