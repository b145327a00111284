import { type NumberState, tierSizes } from '../behaviour/number-state.ts'
import type { World } from '../behaviour/world.ts'
import type { WebhookEvent } from './events.ts'

/** Version from which the limit belongs to the portfolio. @source reference part 8.5, business_capability_update */
const VERSION_OF_PORTFOLIO_LIMIT = 24
/** What Meta writes for a limit that has no end. */
const UNLIMITED = -1

function change(field: string, value: object): WebhookEvent {
  return { kind: 'change', field, value }
}

/** Limits of the portfolio, with the fields of the app's webhook version. @source reference part 8.5 */
export function capabilityEvent(world: World): WebhookEvent {
  const size = tierSizes[world.number.tier]
  const daily = Number.isFinite(size) ? size : UNLIMITED
  return change(
    'business_capability_update',
    world.webhookVersion >= VERSION_OF_PORTFOLIO_LIMIT
      ? { max_daily_conversations_per_business: daily, max_phone_numbers_per_business: world.account.phoneNumbersMax }
      : { max_daily_conversation_per_phone: daily, max_phone_numbers_per_waba: world.account.phoneNumbersMax },
  )
}

/** The number was welcomed, upgraded, flagged … @source reference part 8.5, phone_number_quality_update */
export function numberQualityEvent(world: World, event: string): WebhookEvent {
  return change('phone_number_quality_update', {
    display_phone_number: world.scenario.shop.phoneDigits,
    event,
    max_daily_conversations_per_business: world.number.tier,
  })
}

const decisions: Partial<Readonly<Record<NumberState['nameStatus'], string>>> = {
  APPROVED: 'APPROVED',
  AVAILABLE_WITHOUT_REVIEW: 'APPROVED',
  DECLINED: 'REJECTED',
  PENDING_REVIEW: 'PENDING',
  EXPIRED: 'DEFERRED',
}

/** What became of a display name. @source reference part 8.5, phone_number_name_update */
export function numberNameEvent(world: World, status: NumberState['nameStatus']): WebhookEvent {
  const decision = decisions[status] ?? 'DEFERRED'
  return change('phone_number_name_update', {
    display_phone_number: world.scenario.shop.phoneDigits,
    decision,
    requested_verified_name: world.number.newDisplayName ?? world.number.verifiedName,
    ...(decision === 'REJECTED' ? { rejection_reason: 'NAME_NOT_CLEARLY_LINKED_TO_BUSINESS' } : {}),
  })
}

/** PIN_CHANGED, PIN_RESET_REQUEST or PIN_REQUEST_SUCCESS. @source reference part 8.5, security */
export function securityEvent(world: World, event: string): WebhookEvent {
  return change('security', { display_phone_number: world.scenario.shop.phoneDigits, event, requester: world.identity.businessId })
}

/** The shop's own username. @source reference part 8.5, business_username_update */
export function usernameEvent(world: World, username: string, status: string): WebhookEvent {
  return change('business_username_update', { display_phone_number: world.scenario.shop.phoneDigits, username, status })
}

/** Anything that happened to the account. @source reference part 8.5, account_update */
export function accountEvent(event: string, facts: object = {}): WebhookEvent {
  return change('account_update', { event, ...facts })
}
