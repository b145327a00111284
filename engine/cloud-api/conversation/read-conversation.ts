import { conversationAnswerSchema, type ConversationParts } from '#contract/cloud-api/manage-customer-door.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** GET /{number}?fields=conversational_automation: prompts and commands. @source reference part 7, conversational automation */
export const readConversationFact = {
  name: 'conversation.read',
  method: 'GET',
  path: '/{number}',
  reference: '7',
} as const satisfies OperationFact

export async function readConversation(deps: CallDeps, number: string): Promise<Result<ConversationParts>> {
  const query = { fields: 'conversational_automation' }
  const result = await ask(deps, readConversationFact, { ids: { number }, query, answer: conversationAnswerSchema })
  return result.ok ? ok(result.value.conversational_automation ?? {}) : result
}
