import type { ConversationParts, SaveConversationRequest } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { readConversation } from './read-conversation.ts'
import { saveConversation } from './save-conversation.ts'

/** Prompts and commands that customers see in the chat. */
export type ConversationOperations = {
  read(): Promise<Result<ConversationParts>>
  save(request: SaveConversationRequest): Promise<Result<void>>
}

export const conversationOperations = (deps: CallDeps, number: string): ConversationOperations => ({
  read: () => readConversation(deps, number),
  save: (request) => saveConversation(deps, number, request),
})
