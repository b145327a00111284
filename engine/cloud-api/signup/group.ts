import type { CreateSignupRequest, EditSignupRequest, Signup } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { createSignup } from './create-signup.ts'
import { editSignup } from './edit-signup.ts'
import { listSignups } from './list-signups.ts'
import { readSignup } from './read-signup.ts'

/** Links by which customers agree to offers inside WhatsApp. */
export type SignupOperations = {
  list(): Promise<Result<readonly Signup[]>>
  read(signupId: string): Promise<Result<Signup>>
  create(request: CreateSignupRequest): Promise<Result<Signup>>
  edit(signupId: string, request: EditSignupRequest): Promise<Result<void>>
}

export const signupOperations = (deps: CallDeps, account: string): SignupOperations => ({
  list: () => listSignups(deps, account),
  read: (signupId) => readSignup(deps, account, signupId),
  create: (request) => createSignup(deps, account, request),
  edit: (signupId, request) => editSignup(deps, { account, signup: signupId }, request),
})
