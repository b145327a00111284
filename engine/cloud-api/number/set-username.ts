import { setUsernameSchema, type SetUsernameRequest } from '#contract/cloud-api/manage-number.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{number}/username; errors 147001 to 147005. @source reference part 7, business username */
export const setUsernameFact = {
  name: 'number.set-username',
  method: 'POST',
  path: '/{number}/username',
  reference: '7',
  request: setUsernameSchema,
} as const satisfies OperationFact

export const setUsername = (deps: CallDeps, number: string, request: SetUsernameRequest): Promise<Result<void>> =>
  askDone(deps, setUsernameFact, { ids: { number }, request: request })
