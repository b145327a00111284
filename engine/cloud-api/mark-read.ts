import { successAnswerSchema } from '#contract/cloud-api/answers.ts'
import type { MarkReadRequest } from '#contract/cloud-api/requests.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import { call, type CallDeps } from './call.ts'

/** Puts the read mark on a customer's message and all before it. @source reference part 2.4 */
export async function markRead(
  deps: CallDeps,
  target: { readonly phoneNumberId: string; readonly wamid: string; readonly typing: boolean },
): Promise<Result<void>> {
  const body: MarkReadRequest = {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: target.wamid,
    ...(target.typing ? { typing_indicator: { type: 'text' } } : {}),
  }
  const result = await call(deps, {
    name: 'mark-read',
    method: 'POST',
    path: `/${target.phoneNumberId}/messages`,
    body,
    answer: successAnswerSchema,
  })
  return result.ok ? ok(undefined) : result
}
