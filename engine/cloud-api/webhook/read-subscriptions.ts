import { type SubscribedApp, subscribedAppsPageSchema } from '#contract/cloud-api/answers.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** GET /{account}/subscribed_apps: who hears the events, and where. @source reference part 8.1 */
export const readSubscriptionsFact = {
  name: 'webhook.subscriptions',
  method: 'GET',
  path: '/{account}/subscribed_apps',
  reference: '8.1',
} as const satisfies OperationFact

export async function readSubscriptions(deps: CallDeps, account: string): Promise<Result<readonly SubscribedApp[]>> {
  const result = await ask(deps, readSubscriptionsFact, { ids: { account }, answer: subscribedAppsPageSchema })
  return result.ok ? ok(result.value.data) : result
}
