import { saveSettingsSchema, type SaveSettingsRequest } from '#contract/cloud-api/manage-number.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{number}/settings, one group at a time. @source reference part 7, settings */
export const saveSettingsFact = {
  name: 'number.save-settings',
  method: 'POST',
  path: '/{number}/settings',
  reference: '7',
  request: saveSettingsSchema,
} as const satisfies OperationFact

export const saveSettings = (deps: CallDeps, number: string, request: SaveSettingsRequest): Promise<Result<void>> =>
  askDone(deps, saveSettingsFact, { ids: { number }, request: request })
