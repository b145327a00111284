import { setDisplayNameSchema } from '#contract/cloud-api/manage-number.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{number} {new_display_name}: Meta reviews it. @source reference part 7, number */
export const setDisplayNameFact = {
  name: 'number.set-display-name',
  method: 'POST',
  path: '/{number}',
  reference: '7',
  request: setDisplayNameSchema,
} as const satisfies OperationFact

export const setDisplayName = (deps: CallDeps, number: string, name: string): Promise<Result<void>> =>
  askDone(deps, setDisplayNameFact, { ids: { number }, request: { new_display_name: name } })
