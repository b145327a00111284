import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{number}/deregister; refused for numbers with the phone app. @source reference part 1, number registration */
export const deregisterNumberFact = {
  name: 'number.deregister',
  method: 'POST',
  path: '/{number}/deregister',
  reference: '1',
} as const satisfies OperationFact

export const deregisterNumber = (deps: CallDeps, number: string): Promise<Result<void>> =>
  askDone(deps, deregisterNumberFact, { ids: { number } })
