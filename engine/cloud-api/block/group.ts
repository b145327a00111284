import type { BlockAnswer, BlockedPerson, BlockListItem } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { addBlocked } from './add-blocked.ts'
import { listBlocked } from './list-blocked.ts'
import { removeBlocked } from './remove-blocked.ts'

/** People who can't write to the number. Who failed stands in `failed_users` of an answer that is a success otherwise. */
export type BlockOperations = {
  list(): Promise<Result<readonly BlockListItem[]>>
  /** Only people who wrote in the last 24 hours can be blocked. */
  add(people: readonly BlockedPerson[]): Promise<Result<BlockAnswer>>
  remove(people: readonly BlockedPerson[]): Promise<Result<BlockAnswer>>
}

export const blockOperations = (deps: CallDeps, number: string): BlockOperations => ({
  list: () => listBlocked(deps, number),
  add: (people) => addBlocked(deps, number, people),
  remove: (people) => removeBlocked(deps, number, people),
})
