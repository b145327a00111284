import type { BusinessProfile } from '#contract/cloud-api/answers.ts'
import { profileAnswerSchema } from '#contract/cloud-api/manage-profile.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

const FIELDS = 'about,address,description,email,profile_picture_url,websites,vertical'

/** GET /{number}/whatsapp_business_profile. @source reference part 7, profile */
export const readProfileFact = {
  name: 'profile.read',
  method: 'GET',
  path: '/{number}/whatsapp_business_profile',
  reference: '7',
} as const satisfies OperationFact

export const readProfile = (deps: CallDeps, number: string): Promise<Result<BusinessProfile>> =>
  ask(deps, readProfileFact, { ids: { number }, query: { fields: FIELDS }, answer: profileAnswerSchema })
