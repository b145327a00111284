import { numberCallbackSchema } from '#contract/cloud-api/manage-number.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** Where events shall go, and the word by which the receiver knows Meta. */
export type Callback = { readonly url: string; readonly verifyToken: string }

/** POST /{number} {webhook_configuration}: goes before the address of account and app. @source reference part 8.1, override callbacks */
export const setNumberCallbackFact = {
  name: 'webhook.set-number-callback',
  method: 'POST',
  path: '/{number}',
  reference: '8.1',
  request: numberCallbackSchema,
} as const satisfies OperationFact

export const setNumberCallback = (deps: CallDeps, number: string, callback: Callback | null): Promise<Result<void>> =>
  askDone(deps, setNumberCallbackFact, { ids: { number }, request: bodyOf(callback) })

const bodyOf = (callback: Callback | null) => ({
  webhook_configuration:
    callback === null ? { override_callback_uri: '' } : { override_callback_uri: callback.url, verify_token: callback.verifyToken },
})
