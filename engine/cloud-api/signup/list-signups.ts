import { type Signup, signupsPageSchema } from '#contract/cloud-api/manage-customer-door.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askAll, type OperationFact } from '../operation.ts'

/** GET /{account}/signups, all pages. @source reference part 12.2 */
export const listSignupsFact = {
  name: 'signup.list',
  method: 'GET',
  path: '/{account}/signups',
  reference: '12.2',
} as const satisfies OperationFact

export const listSignups = (deps: CallDeps, account: string): Promise<Result<readonly Signup[]>> =>
  askAll(deps, listSignupsFact, { ids: { account }, answer: signupsPageSchema })
