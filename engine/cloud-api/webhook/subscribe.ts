import { subscribeAppSchema, type SubscribeAppRequest } from '#contract/cloud-api/requests.ts'
import { successAnswerSchema } from '#contract/cloud-api/answers.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{account}/subscribed_apps with an own address, or with none to take it back. @source reference part 8.1 */
export const subscribeFact = {
  name: 'webhook.subscribe',
  method: 'POST',
  path: '/{account}/subscribed_apps',
  reference: '8.1',
  request: subscribeAppSchema,
} as const satisfies OperationFact

export async function subscribe(deps: CallDeps, account: string, request: SubscribeAppRequest): Promise<Result<void>> {
  const result = await ask(deps, subscribeFact, { ids: { account }, request, answer: successAnswerSchema })
  if (!result.ok) return result
  return result.value.success ? ok(undefined) : fail('receiver-unverified')
}
