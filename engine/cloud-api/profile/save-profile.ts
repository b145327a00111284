import { saveProfileSchema, type SaveProfileRequest } from '#contract/cloud-api/manage-profile.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{number}/whatsapp_business_profile; what is left out stays. @source reference part 7, profile */
export const saveProfileFact = {
  name: 'profile.save',
  method: 'POST',
  path: '/{number}/whatsapp_business_profile',
  reference: '7',
  request: saveProfileSchema,
} as const satisfies OperationFact

export const saveProfile = (deps: CallDeps, number: string, request: SaveProfileRequest): Promise<Result<void>> =>
  askDone(deps, saveProfileFact, { ids: { number }, request: { messaging_product: 'whatsapp', ...request } })
