import { requestCodeSchema, type RequestCodeRequest } from '#contract/cloud-api/manage-number.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{number}/request_code: a code by text message or call. @source reference part 1, number registration */
export const requestCodeFact = {
  name: 'number.request-code',
  method: 'POST',
  path: '/{number}/request_code',
  reference: '1',
  request: requestCodeSchema,
} as const satisfies OperationFact

export const requestCode = (deps: CallDeps, number: string, request: RequestCodeRequest): Promise<Result<void>> =>
  askDone(deps, requestCodeFact, { ids: { number }, request: request })
