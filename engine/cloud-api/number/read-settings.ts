import { type NumberSettings, numberSettingsSchema } from '#contract/cloud-api/manage-number.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** GET /{number}/settings. @source reference part 7, settings */
export const readSettingsFact = {
  name: 'number.settings',
  method: 'GET',
  path: '/{number}/settings',
  reference: '7',
} as const satisfies OperationFact

export const readSettings = (deps: CallDeps, number: string): Promise<Result<NumberSettings>> =>
  ask(deps, readSettingsFact, { ids: { number }, answer: numberSettingsSchema })
