import {
  messagingAnswerSchema,
  messagingQuerySchema,
  type MessagingPoint,
  type MessagingQuery,
} from '#contract/cloud-api/manage-account.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { checkRequest } from '../check-request.ts'
import { ask, type OperationFact } from '../operation.ts'
import { fieldCall } from './field-call.ts'

/** GET /{account}?fields=analytics…: messages sent and delivered. @source reference part 11, spend by API */
export const readMessagingFact = {
  name: 'insight.messaging',
  method: 'GET',
  path: '/{account}',
  reference: '11',
} as const satisfies OperationFact

export async function readMessaging(deps: CallDeps, account: string, query: MessagingQuery): Promise<Result<readonly MessagingPoint[]>> {
  const refused = checkRequest(messagingQuerySchema, query, readMessagingFact.name)
  if (refused !== null) return { ok: false, error: refused }
  const fields = fieldCall('analytics', query, ['phone_numbers', 'country_codes'])
  const result = await ask(deps, readMessagingFact, { ids: { account }, query: { fields }, answer: messagingAnswerSchema })
  return result.ok ? ok(result.value.analytics?.data_points ?? []) : result
}
