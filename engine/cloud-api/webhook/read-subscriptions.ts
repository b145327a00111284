import { type SubscribedApp, subscribedAppsPageSchema } from '#contract/cloud-api/answers.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{account}/subscribed_apps: who hears the events, and where. @source reference part 8.1 */
export const readSubscriptionsFact = {
  name: 'webhook.subscriptions',
  method: 'GET',
  path: '/{account}/subscribed_apps',
  reference: '8.1',
} as const satisfies OperationFact

export const readSubscriptions = (deps: CallDeps, account: string): Promise<Result<readonly SubscribedApp[]>> =>
  askAll(deps, readSubscriptionsFact, { ids: { account }, answer: subscribedAppsPageSchema })
