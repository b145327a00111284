import { blockListPageSchema, type BlockListItem } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{number}/block_users, all pages. @source reference part 7, block users */
export const listBlockedFact = {
  name: 'block.list',
  method: 'GET',
  path: '/{number}/block_users',
  reference: '7',
  hidesWhy: true,
} as const satisfies OperationFact

export const listBlocked = (deps: CallDeps, number: string): Promise<Result<readonly BlockListItem[]>> =>
  askAll(deps, listBlockedFact, { ids: { number }, answer: blockListPageSchema })
