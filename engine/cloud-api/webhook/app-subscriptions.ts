import { appSubscriptionRequestSchema, appSubscriptionsPageSchema, type AppSubscription } from '#contract/cloud-api/manage-account.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import { ask, type OperationFact } from '../operation.ts'
import type { Callback } from './set-number-callback.ts'

/** An app with its own key; the secret is used for the call and kept nowhere. */
export type App = { readonly appId: string; readonly appSecret: string }

/** POST /{app}/subscriptions with the app's own key: where the app's events go, and which. @source reference part 8.1, set up */
export const setAppSubscriptionFact = {
  name: 'webhook.set-app-subscription',
  method: 'POST',
  path: '/{app}/subscriptions',
  reference: '8.1',
  hidesWhy: true,
  request: appSubscriptionRequestSchema,
} as const satisfies OperationFact

/** GET /{app}/subscriptions with the app's own key: fields, their versions and the address. @source reference part 8.1, set up */
export const readAppSubscriptionsFact = {
  name: 'webhook.app-subscriptions',
  method: 'GET',
  path: '/{app}/subscriptions',
  reference: '8.1',
  hidesWhy: true,
} as const satisfies OperationFact

const keyOf = (app: App) => `${app.appId}|${app.appSecret}`

export const setAppSubscription = (
  deps: CallDeps,
  app: App,
  wanted: Callback & { readonly fields: readonly string[] },
): Promise<Result<void>> =>
  askDone(deps, setAppSubscriptionFact, {
    ids: { app: app.appId },
    request: {
      object: 'whatsapp_business_account',
      callback_url: wanted.url,
      verify_token: wanted.verifyToken,
      fields: wanted.fields.join(','),
    },
    sendsQuery: true,
    appKey: keyOf(app),
  })

export async function readAppSubscriptions(deps: CallDeps, app: App): Promise<Result<readonly AppSubscription[]>> {
  const result = await ask(deps, readAppSubscriptionsFact, {
    ids: { app: app.appId },
    appKey: keyOf(app),
    answer: appSubscriptionsPageSchema,
  })
  return result.ok ? ok(result.value.data) : result
}
