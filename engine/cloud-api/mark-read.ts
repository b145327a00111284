import { successAnswerSchema } from '#contract/cloud-api/answers.ts'
import { markReadSchema, type MarkReadRequest } from '#contract/cloud-api/requests.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import { call, type CallDeps } from './call.ts'
import type { OperationFact } from './operation.ts'

/** POST /{number}/messages with a read mark instead of a message. @source reference part 2.4 */
export const markReadFact = {
  name: 'message.mark-read',
  method: 'POST',
  path: '/{number}/messages',
  reference: '2.4',
  request: markReadSchema,
} as const satisfies OperationFact

/** Puts the read mark on a customer's message and all before it, with or without the sign "is typing". */
export async function markRead(
  deps: CallDeps,
  target: { readonly phoneNumberId: string; readonly wamid: string; readonly typing: boolean },
): Promise<Result<void>> {
  const request: MarkReadRequest = {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: target.wamid,
    ...(target.typing ? { typing_indicator: { type: 'text' } } : {}),
  }
  const { name, method } = markReadFact
  // Meta's words for a refusal may repeat what belongs to a customer, so they stay out.
  const result = await call(deps, { name, method, path: `/${target.phoneNumberId}/messages`, body: request, answer: successAnswerSchema })
  return result.ok ? ok(undefined) : result
}
