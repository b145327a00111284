import type { MessagingPoint, MessagingQuery, PricingPoint, PricingQuery } from '#contract/cloud-api/manage-account.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { readMessaging } from './read-messaging.ts'
import { readPricing } from './read-pricing.ts'

/** Meta's own sums; those of single templates stand in `templates.analytics`. */
export type InsightOperations = {
  /** Money and volume, approximate, in the account's currency, one year back. */
  pricing(query: PricingQuery): Promise<Result<readonly PricingPoint[]>>
  /** Messages sent and delivered. */
  messaging(query: MessagingQuery): Promise<Result<readonly MessagingPoint[]>>
}

export const insightOperations = (deps: CallDeps, account: string): InsightOperations => ({
  pricing: (query) => readPricing(deps, account, query),
  messaging: (query) => readMessaging(deps, account, query),
})
