import { editSignupSchema, type EditSignupRequest } from '#contract/cloud-api/manage-customer-door.ts'
import { successAnswerSchema } from '#contract/cloud-api/answers.ts'
import { z } from 'zod'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'
import { createdAnswerSchema } from '#contract/cloud-api/answer-common.ts'

/** POST /{account}/signups/{signup}. @source reference part 12.2 */
export const editSignupFact = {
  name: 'signup.edit',
  method: 'POST',
  path: '/{account}/signups/{signup}',
  reference: '12.2',
  request: editSignupSchema,
} as const satisfies OperationFact

/** Sources show either answer. */
const answer = z.union([successAnswerSchema, createdAnswerSchema])

export async function editSignup(
  deps: CallDeps,
  ids: { readonly account: string; readonly signup: string },
  request: EditSignupRequest,
): Promise<Result<void>> {
  const result = await ask(deps, editSignupFact, { ids, request, answer })
  return result.ok ? ok(undefined) : result
}
