import type { SubscribedApp } from '#contract/cloud-api/answers.ts'
import type { AppSubscription } from '#contract/cloud-api/manage-account.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { readAppSubscriptions, setAppSubscription, type App } from './app-subscriptions.ts'
import { readSubscriptions } from './read-subscriptions.ts'
import { setNumberCallback, type Callback } from './set-number-callback.ts'
import { subscribe } from './subscribe.ts'
import { unsubscribe } from './unsubscribe.ts'

/** Where Meta brings events: the number's address goes before the account's, and that before the app's. */
export type WebhookOperations = {
  /**
   * Asks for events of the account, at an address of our own when one is given; Meta checks it with a handshake before it
   * answers. Without one, an own address is taken back and events go to the app's.
   */
  subscribe(callback?: Callback): Promise<Result<void>>
  /** No more events of this account come to the app at all. */
  unsubscribe(): Promise<Result<void>>
  /** Who hears the events, and where. */
  subscriptions(): Promise<Result<readonly SubscribedApp[]>>
  setNumberCallback(callback: Callback): Promise<Result<void>>
  removeNumberCallback(): Promise<Result<void>>
  /** Sets address and fields of the app itself, with the app's own key. */
  setAppSubscription(app: App, wanted: Callback & { readonly fields: readonly string[] }): Promise<Result<void>>
  /** Address, fields and event versions of the app, with the app's own key. */
  appSubscriptions(app: App): Promise<Result<readonly AppSubscription[]>>
}

export const webhookOperations = (deps: CallDeps, ids: { readonly account: string; readonly number: string }): WebhookOperations => ({
  subscribe: (callback) =>
    subscribe(deps, ids.account, callback === undefined ? {} : { override_callback_uri: callback.url, verify_token: callback.verifyToken }),
  unsubscribe: () => unsubscribe(deps, ids.account),
  subscriptions: () => readSubscriptions(deps, ids.account),
  setNumberCallback: (callback) => setNumberCallback(deps, ids.number, callback),
  removeNumberCallback: () => setNumberCallback(deps, ids.number, null),
  setAppSubscription: (app, wanted) => setAppSubscription(deps, app, wanted),
  appSubscriptions: (app) => readAppSubscriptions(deps, app),
})
