import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** DELETE /{account}/subscribed_apps: no more events of this account come to the app. @source reference part 8.1 */
export const unsubscribeFact = {
  name: 'webhook.unsubscribe',
  method: 'DELETE',
  path: '/{account}/subscribed_apps',
  reference: '8.1',
} as const satisfies OperationFact

export const unsubscribe = (deps: CallDeps, account: string): Promise<Result<void>> => askDone(deps, unsubscribeFact, { ids: { account } })
