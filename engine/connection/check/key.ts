import { AHEAD_MS } from '../health/notices.ts'
import { DAY_MS } from '../health/notice.ts'
import { isOffline } from '../rules.ts'
import { unreached } from '../rotate.ts'
import { mayLackNumber } from '../add.ts'
import type { KnownKey } from '../key.ts'
import type { Look } from './look.ts'
import { numberUnread } from './number.ts'
import { failed, fromResult, shown, unasked, warning, well, type Outcome } from './outcome.ts'

/** Whether the key lives, and until when. @source reference part 1, check a token */
export async function checkKey(look: Look): Promise<Outcome> {
  const key = await look.key()
  if (key.ok) return key.value.token.is_valid ? judgeEnds(key.value.known, look.core.deps.clock.now()) : failed('meta-key-refused')
  if (isOffline(key.error.code) || key.error.code === 'meta-key-refused') return failed(key.error.code, shown(key.error))
  // A provider that can't tell about keys still refuses a dead one.
  const number = await look.number()
  return number.ok || mayLackNumber(look.live.stored, number.error.code) ? well() : failed(number.error.code, shown(number.error))
}

function judgeEnds({ expiresAt, dataAccessEndsAt }: KnownKey, now: number): Outcome {
  if (expiresAt !== null && expiresAt <= now) return failed('meta-key-refused', { endedAt: expiresAt })
  const days = (end: number): number => Math.max(0, Math.ceil((end - now) / DAY_MS))
  if (expiresAt !== null && expiresAt - now <= AHEAD_MS) return warning('key-ends-soon', { endsAt: expiresAt, days: days(expiresAt) })
  if (dataAccessEndsAt !== null && dataAccessEndsAt - now <= AHEAD_MS)
    return warning('key-ends-soon', { endsAt: dataAccessEndsAt, days: days(dataAccessEndsAt), dataAccess: true })
  return well(expiresAt === null ? { neverEnds: true } : { endsAt: expiresAt })
}

/** Whether messages may be sent: by the key's permissions, and by reading the number that sends them. */
export async function checkMessaging(look: Look): Promise<Outcome> {
  const missing = await missingScope(look, 'whatsapp_business_messaging')
  if (missing !== null) return missing
  const number = await look.number()
  return number.ok ? well() : numberUnread(look, number.error)
}

/** Whether templates may be managed: by the key's permissions, and by reading one. */
export async function checkManagement(look: Look): Promise<Outcome> {
  const missing = await missingScope(look, 'whatsapp_business_management')
  if (missing !== null) return missing
  const probed = await look.live.api.templates.probe()
  return probed.ok ? fromResult(probed) : unasked(unreached(probed.error))
}

/** A permission that the key lacks, or that it has for other accounts only. */
async function missingScope(look: Look, scope: string): Promise<Outcome | null> {
  const key = await look.key()
  if (!key.ok || !key.value.token.is_valid) return null
  const { token, known } = key.value
  if (known.missingScopes.includes(scope)) return failed('key-scope-missing', { scope })
  const accounts = token.granular_scopes?.find((one) => one.scope === scope)?.target_ids
  const isForOthers = accounts !== undefined && accounts.length > 0 && !accounts.includes(look.live.stored.wabaId)
  return isForOthers ? failed('number-not-reached', { scope }) : null
}
