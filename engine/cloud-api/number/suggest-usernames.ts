import { usernameSuggestionsSchema } from '#contract/cloud-api/manage-number.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** GET /{number}/username_suggestions. @source reference part 7, business username */
export const suggestUsernamesFact = {
  name: 'number.username-suggestions',
  method: 'GET',
  path: '/{number}/username_suggestions',
  reference: '7',
} as const satisfies OperationFact

export const suggestUsernames = (deps: CallDeps, number: string): Promise<Result<readonly string[]>> =>
  ask(deps, suggestUsernamesFact, { ids: { number }, answer: usernameSuggestionsSchema })
