import { setPinSchema } from '#contract/cloud-api/manage-number.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{number} {pin}: sets or replaces the two-step PIN. @source reference part 7, number */
export const setPinFact = {
  name: 'number.set-pin',
  method: 'POST',
  path: '/{number}',
  reference: '7',
  request: setPinSchema,
} as const satisfies OperationFact

export const setPin = (deps: CallDeps, number: string, pin: string): Promise<Result<void>> =>
  askDone(deps, setPinFact, { ids: { number }, request: { pin } })
