import { wayOf } from '../receiving.ts'
import type { Look } from './look.ts'
import { failed, fromResult, skipped, unasked, warning, well, type Outcome } from './outcome.ts'

/** Event fields without which something of Shopbell stays dark. @source reference part 8.5, minimum subscription */
export const NEEDED_FIELDS: readonly string[] = [
  'messages',
  'message_template_status_update',
  'message_template_quality_update',
  'template_category_update',
  'phone_number_quality_update',
  'phone_number_name_update',
  'business_capability_update',
  'account_update',
  'account_alerts',
  'user_preferences',
  'security',
]

/** And those of a number that stays on the phone app. @source reference part 14 */
export const PHONE_APP_FIELDS: readonly string[] = ['smb_message_echoes', 'smb_app_state_sync', 'history']

const DAY_MS = 86_400_000
/** Meta tells what became of a message within seconds; a phone that is off only delays what comes after "sent". */
const PATIENCE_MS = 10 * 60_000
/** The first event of a message may be faster than the answer to it. */
const SLACK_MS = 60_000

/** Messages went out while the way in stood, and nothing was heard of them. */
function isSilent({ core }: Look): boolean {
  const since = core.receivingSince
  if (since === null) return false
  const now = core.deps.clock.now()
  const span = { after: Math.max(since, now - DAY_MS), before: now - PATIENCE_MS }
  const sentAt = core.neighbours?.lastAcceptedAt(span) ?? null
  return sentAt !== null && (core.lastEventAt ?? 0) < sentAt - SLACK_MS
}

/** Whether events reach this computer: lets Meta shake hands with our receiver now, and asks which fields the app hears. */
export async function checkReceiving(look: Look): Promise<Outcome> {
  const { core, live } = look
  if (wayOf(live.stored.receiving) === 'none') return skipped('receiver-unverified')
  const received = await core.receive(true)
  if (!received.ok)
    return received.error.code.startsWith('receiver-') ? failed(received.error.code, { ...received.error.params }) : unasked(received.error)
  const missing = await missingFields(look)
  if (missing.includes('messages')) return failed('receiver-fields-missing', { fields: missing.join(', ') })
  if (missing.length > 0) return warning('receiver-fields-missing', { fields: missing.join(', ') })
  if (isSilent(look)) return warning('receiver-silent', core.lastEventAt === null ? {} : { lastEventAt: core.lastEventAt })
  return core.lastEventAt === null ? fromResult(received) : well({ lastEventAt: core.lastEventAt })
}

/** The fields that the app at Meta does not hear; none where that can't be asked. */
async function missingFields(look: Look): Promise<readonly string[]> {
  const { api, keys } = look.live
  const key = await look.key()
  const appId = key.ok ? key.value.known.appId : null
  if (appId === null || keys.appSecret === null) return []
  const subscriptions = await api.webhooks.appSubscriptions({ appId, appSecret: keys.appSecret })
  const ours = subscriptions.ok ? subscriptions.value.find((one) => one.object === 'whatsapp_business_account') : undefined
  if (ours?.fields === undefined) return []
  const heard = ours.fields.map((field) => (typeof field === 'string' ? field : field.name))
  const number = await look.number()
  const isOnPhoneApp = number.ok && number.value.is_on_biz_app === true
  return [...NEEDED_FIELDS, ...(isOnPhoneApp ? PHONE_APP_FIELDS : [])].filter((field) => !heard.includes(field))
}
