import { blockAnswerSchema, blockUsersSchema, type BlockAnswer, type BlockedPerson } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'
import { readPartly } from './partly.ts'

/** POST /{number}/block_users: blocks people who wrote in the last 24 hours; who failed is named in the answer. @source reference part 7, block users */
export const addBlockedFact = {
  name: 'block.add',
  method: 'POST',
  path: '/{number}/block_users',
  reference: '7',
  hidesWhy: true,
  request: blockUsersSchema,
} as const satisfies OperationFact

export const addBlocked = (deps: CallDeps, number: string, people: readonly BlockedPerson[]): Promise<Result<BlockAnswer>> =>
  ask(deps, addBlockedFact, {
    ids: { number },
    request: { messaging_product: 'whatsapp', block_users: people },
    answer: blockAnswerSchema,
    readRefusal: readPartly,
  })
