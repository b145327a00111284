import { type CreateSignupRequest, createSignupSchema, type Signup, signupSchema } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** POST /{account}/signups: a link by which customers agree to offers. @source reference part 12.2 */
export const createSignupFact = {
  name: 'signup.create',
  method: 'POST',
  path: '/{account}/signups',
  reference: '12.2',
  request: createSignupSchema,
} as const satisfies OperationFact

export const createSignup = (deps: CallDeps, account: string, request: CreateSignupRequest): Promise<Result<Signup>> =>
  ask(deps, createSignupFact, { ids: { account }, request: request, answer: signupSchema })
