import { registerSchema, type RegisterRequest } from '#contract/cloud-api/manage-number.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{number}/register, ten times in 72 hours; not for numbers with the phone app. @source reference part 1, number registration */
export const registerNumberFact = {
  name: 'number.register',
  method: 'POST',
  path: '/{number}/register',
  reference: '1',
  request: registerSchema,
} as const satisfies OperationFact

export const registerNumber = (deps: CallDeps, number: string, request: RegisterRequest): Promise<Result<void>> =>
  askDone(deps, registerNumberFact, { ids: { number }, request: { messaging_product: 'whatsapp', ...request } })
