import { type Username, usernameSchema } from '#contract/cloud-api/manage-number.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** GET /{number}/username. @source reference part 7, business username */
export const readUsernameFact = {
  name: 'number.username',
  method: 'GET',
  path: '/{number}/username',
  reference: '7',
} as const satisfies OperationFact

export const readUsername = (deps: CallDeps, number: string): Promise<Result<Username>> =>
  ask(deps, readUsernameFact, { ids: { number }, answer: usernameSchema })
