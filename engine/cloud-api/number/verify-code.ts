import { verifyCodeSchema } from '#contract/cloud-api/manage-number.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{number}/verify_code. @source reference part 1, number registration */
export const verifyCodeFact = {
  name: 'number.verify-code',
  method: 'POST',
  path: '/{number}/verify_code',
  reference: '1',
  request: verifyCodeSchema,
} as const satisfies OperationFact

export const verifyCode = (deps: CallDeps, number: string, code: string): Promise<Result<void>> =>
  askDone(deps, verifyCodeFact, { ids: { number }, request: { code } })
