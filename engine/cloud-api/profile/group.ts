import type { BusinessProfile } from '#contract/cloud-api/answers.ts'
import type { SaveProfileRequest } from '#contract/cloud-api/manage-profile.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { readProfile } from './read-profile.ts'
import { saveProfile } from './save-profile.ts'

/** What customers read about the shop. */
export type ProfileOperations = {
  read(): Promise<Result<BusinessProfile>>
  /** What is left out stays; the picture is a handle of the resumable upload. */
  save(request: SaveProfileRequest): Promise<Result<void>>
}

export const profileOperations = (deps: CallDeps, number: string): ProfileOperations => ({
  read: () => readProfile(deps, number),
  save: (request) => saveProfile(deps, number, request),
})
