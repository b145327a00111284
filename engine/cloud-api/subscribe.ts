import { subscribedAppsPageSchema, successAnswerSchema, type SubscribedApp } from '#contract/cloud-api/answers.ts'
import type { SubscribeAppRequest } from '#contract/cloud-api/requests.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { call, type CallDeps } from './call.ts'

/** POST /{account}/subscribed_apps with an own address, or with none to take it back. @source reference part 8.1 */
export async function subscribe(deps: CallDeps, wabaId: string, body: SubscribeAppRequest): Promise<Result<void>> {
  const result = await call(deps, {
    name: 'subscribe',
    method: 'POST',
    path: `/${wabaId}/subscribed_apps`,
    body,
    answer: successAnswerSchema,
  })
  if (!result.ok) return result
  return result.value.success ? ok(undefined) : fail('receiver-unverified')
}

/** GET /{account}/subscribed_apps: who hears the events, and where. */
export async function readSubscriptions(deps: CallDeps, wabaId: string): Promise<Result<readonly SubscribedApp[]>> {
  const result = await call(deps, {
    name: 'subscriptions',
    method: 'GET',
    path: `/${wabaId}/subscribed_apps`,
    answer: subscribedAppsPageSchema,
  })
  return result.ok ? ok(result.value.data) : result
}
