import { saveConversationSchema, type SaveConversationRequest } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{number}/conversational_automation. @source reference part 7, conversational automation */
export const saveConversationFact = {
  name: 'conversation.save',
  method: 'POST',
  path: '/{number}/conversational_automation',
  reference: '7',
  request: saveConversationSchema,
} as const satisfies OperationFact

export const saveConversation = (deps: CallDeps, number: string, request: SaveConversationRequest): Promise<Result<void>> =>
  askDone(deps, saveConversationFact, { ids: { number }, request: request })
