import type { AccountAlertsValue, AccountUpdateValue, BusinessCapabilityValue } from '#contract/cloud-api/webhook-account.ts'
import type { WebhookChange } from '#contract/cloud-api/webhooks.ts'
import type { AccountEvent, AccountField } from './facts.ts'
import { stampMs } from './read-values.ts'

type Params = AccountEvent['params']
type Told = {
  readonly event: string
  readonly params?: Readonly<Record<string, string | number | null | undefined>>
  readonly until?: number | null
}

/** What a field about account, number or security says; null for other fields. Several restrictions are several events. */
export function readAccount(change: WebhookChange, at: number): AccountEvent[] | null {
  const [field, told] = tell(change) ?? []
  if (field === undefined || told === undefined) return null
  return told.map(({ event, params = {}, until = null }) => ({ field, event: short(event), params: present(params), at, until }))
}

function tell(change: WebhookChange): [AccountField, Told[]] | null {
  switch (change.field) {
    case 'account_update':
      return [change.field, tellUpdate(change.value)]
    case 'account_review_update':
      return [change.field, [{ event: change.value.decision }]]
    case 'account_alerts':
      return [change.field, [tellAlert(change.value)]]
    case 'business_capability_update':
      return [change.field, [tellCapability(change.value)]]
    case 'security':
      return [change.field, [{ event: change.value.event }]]
    default:
      return tellNumber(change)
  }
}

function tellNumber(change: WebhookChange): [AccountField, Told[]] | null {
  switch (change.field) {
    case 'phone_number_quality_update': {
      const { event, max_daily_conversations_per_business: limit, current_limit: older } = change.value
      return [change.field, [{ event, params: { limit: limit ?? older } }]]
    }
    case 'phone_number_name_update': {
      const { decision, requested_verified_name: name, rejection_reason: reason } = change.value
      return [change.field, [{ event: decision, params: { name, reason: reason === 'NONE' ? null : reason } }]]
    }
    case 'business_username_update':
      return [change.field, [{ event: change.value.status, params: { username: change.value.username } }]]
    case 'message_template_quality_update': {
      const { message_template_name: template, message_template_language: language } = change.value
      const { previous_quality_score: from, new_quality_score: to } = change.value
      return [change.field, [{ event: to, params: { template, language, from, to } }]]
    }
    default:
      return null
  }
}

function tellUpdate(value: AccountUpdateValue): Told[] {
  const { event, restriction_info: restrictions = [] } = value
  if (restrictions.length === 0) return [{ event, params: paramsOfUpdate(value) }]
  return restrictions.map(({ restriction_type: restriction, expiration = 0 }) => ({
    event,
    params: { restriction },
    until: stampMs(expiration, 0) || null,
  }))
}

function paramsOfUpdate(value: AccountUpdateValue): NonNullable<Told['params']> {
  const { violation_info: violation = {}, ban_info: ban = {}, disconnection_info: end = {}, volume_tier_info: volume = {} } = value
  return {
    violation: violation.violation_type,
    banState: ban.waba_ban_state,
    banDate: ban.waba_ban_date,
    reason: end.reason,
    initiatedBy: end.initiated_by,
    pricingCategory: volume.pricing_category,
    region: volume.region,
    tier: volume.tier,
    effectiveMonth: volume.effective_month,
    country: value.country,
  }
}

function tellAlert(value: AccountAlertsValue): Told {
  const alert = value.alert_info ?? value
  return {
    event: alert.alert_type ?? 'ALERT',
    params: {
      severity: alert.alert_severity,
      status: alert.alert_status,
      description: alert.alert_description,
      entity: value.entity_type,
    },
  }
}

function tellCapability(value: BusinessCapabilityValue): Told {
  return {
    event: 'LIMITS',
    params: {
      limit: value.max_daily_conversations_per_business ?? value.max_daily_conversation_per_phone,
      phoneNumbers: value.max_phone_numbers_per_business ?? value.max_phone_numbers_per_waba,
    },
  }
}

/** Words of Meta's, cut to what a page can show. */
const short = (text: string): string => text.slice(0, 300)

function present(params: NonNullable<Told['params']>): Params {
  const kept: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(params))
    if (value !== undefined && value !== null) kept[name] = typeof value === 'string' ? short(value) : value
  return kept
}
