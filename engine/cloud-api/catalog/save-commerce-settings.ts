import { commerceSettingsRequestSchema, type CommerceSettingsRequest } from '#contract/cloud-api/manage-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { askDone } from '../done.ts'
import type { OperationFact } from '../operation.ts'

/** POST /{number}/whatsapp_commerce_settings. @source reference part 6, commerce settings */
export const saveCommerceSettingsFact = {
  name: 'catalog.set-commerce-settings',
  method: 'POST',
  path: '/{number}/whatsapp_commerce_settings',
  reference: '6',
  request: commerceSettingsRequestSchema,
} as const satisfies OperationFact

export const saveCommerceSettings = (deps: CallDeps, number: string, request: CommerceSettingsRequest): Promise<Result<void>> =>
  askDone(deps, saveCommerceSettingsFact, { ids: { number }, request: request, sendsQuery: true })
