import { commerceSettingsPageSchema, type CommerceSettings } from '#contract/cloud-api/manage-catalog.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** GET /{number}/whatsapp_commerce_settings; nothing set = cart on, catalog hidden. @source reference part 6, commerce settings */
export const readCommerceSettingsFact = {
  name: 'catalog.commerce-settings',
  method: 'GET',
  path: '/{number}/whatsapp_commerce_settings',
  reference: '6',
} as const satisfies OperationFact

export async function readCommerceSettings(deps: CallDeps, number: string): Promise<Result<Required<Switches>>> {
  const result = await ask(deps, readCommerceSettingsFact, { ids: { number }, answer: commerceSettingsPageSchema })
  if (!result.ok) return result
  const [settings] = result.value.data
  return ok({ is_cart_enabled: settings?.is_cart_enabled ?? true, is_catalog_visible: settings?.is_catalog_visible ?? false })
}

type Switches = { readonly [Key in 'is_cart_enabled' | 'is_catalog_visible']: NonNullable<CommerceSettings[Key]> }
