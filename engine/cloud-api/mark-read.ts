import { markReadSchema, type MarkReadRequest } from '#contract/cloud-api/requests.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from './call.ts'
import { askDone } from './done.ts'
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
export function markRead(
  deps: CallDeps,
  target: { readonly phoneNumberId: string; readonly wamid: string; readonly typing: boolean },
): Promise<Result<void>> {
  const request: MarkReadRequest = {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: target.wamid,
    ...(target.typing ? { typing_indicator: { type: 'text' } } : {}),
  }
  return askDone(deps, markReadFact, { ids: { number: target.phoneNumberId }, request })
}
