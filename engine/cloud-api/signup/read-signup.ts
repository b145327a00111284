import { type Signup, signupSchema } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** GET /{account}/signups/{signup}. @source reference part 12.2 */
export const readSignupFact = {
  name: 'signup.read',
  method: 'GET',
  path: '/{account}/signups/{signup}',
  reference: '12.2',
} as const satisfies OperationFact

export const readSignup = (deps: CallDeps, account: string, signup: string): Promise<Result<Signup>> =>
  ask(deps, readSignupFact, { ids: { account, signup }, answer: signupSchema })
