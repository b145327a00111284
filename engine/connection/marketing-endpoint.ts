import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { readAccount, type ConnectionCore } from './core.ts'

/** Meta's code for an account that has not accepted the terms of the marketing endpoint. */
const TERMS_MISSING = 134102

/**
 * Sends promotions by Meta's marketing endpoint where the account has accepted its terms, or by the ordinary one. Errors:
 * connection-missing, meta-refused with Meta's code for missing terms, those of the client. @source reference parts 3 and 7
 */
export async function setMarketingEndpoint(core: ConnectionCore, isOn: boolean): Promise<Result<void>> {
  const live = core.live
  if (live === null) return fail('connection-missing')
  if (isOn) {
    const account = await readAccount(live.api)
    if (!account.ok) return account
    core.keepFact(live, 'account', account.value)
    const status = account.value['marketing_messages_onboarding_status']
    if (status !== 'ONBOARDED') return fail('meta-refused', { metaCode: TERMS_MISSING })
  }
  core.change(live, { marketingEndpoint: isOn })
  return ok(undefined)
}
