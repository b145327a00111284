import { blockAnswerSchema, blockUsersSchema, type BlockAnswer, type BlockedPerson } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'
import { readPartly } from './partly.ts'

/** DELETE /{number}/block_users: lets people write again; who failed is named in the answer. @source reference part 7, block users */
export const removeBlockedFact = {
  name: 'block.remove',
  method: 'DELETE',
  path: '/{number}/block_users',
  reference: '7',
  hidesWhy: true,
  request: blockUsersSchema,
} as const satisfies OperationFact

export const removeBlocked = (deps: CallDeps, number: string, people: readonly BlockedPerson[]): Promise<Result<BlockAnswer>> =>
  ask(deps, removeBlockedFact, {
    ids: { number },
    request: { messaging_product: 'whatsapp', block_users: people },
    answer: blockAnswerSchema,
    readRefusal: readPartly,
  })
