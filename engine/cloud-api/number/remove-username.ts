import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** DELETE /{number}/username. @source reference part 7, business username */
export const removeUsernameFact = {
  name: 'number.remove-username',
  method: 'DELETE',
  path: '/{number}/username',
  reference: '7',
} as const satisfies OperationFact

export const removeUsername = (deps: CallDeps, number: string): Promise<Result<void>> =>
  askDone(deps, removeUsernameFact, { ids: { number } })
