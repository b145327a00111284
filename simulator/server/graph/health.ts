import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import { restrictionsAt } from '../../behaviour/number-state.ts'
import type { World } from '../../behaviour/world.ts'

type State = 'AVAILABLE' | 'LIMITED' | 'BLOCKED'
type HealthError = { readonly error_code: number; readonly error_description: string; readonly possible_solution: string }
type Entity = {
  readonly entity_type: string
  readonly id: string
  readonly can_send_message: State
  readonly errors?: readonly HealthError[]
  readonly additional_info?: readonly string[]
}

const ranks: Readonly<Record<State, number>> = { AVAILABLE: 0, LIMITED: 1, BLOCKED: 2 }

/** `health_status` of number, account or template: itself first, then what stands above it. @source reference part 7, health_status */
export function healthOf(world: World, template: TemplateNode | null, hasNumber = true): object {
  const entities = [
    ...(template === null ? [] : [templateHealth(template)]),
    ...(hasNumber ? [numberHealth(world)] : []),
    accountHealth(world),
    entity('BUSINESS', world.identity.businessId, businessErrors(world)),
    entity('APP', world.identity.appId, []),
  ]
  const worst = entities.reduce<State>(
    (state, one) => (ranks[one.can_send_message] > ranks[state] ? one.can_send_message : state),
    'AVAILABLE',
  )
  return { can_send_message: worst, entities }
}

function entity(kind: string, id: string, errors: readonly HealthError[]): Entity {
  const can = errors.length === 0 ? 'AVAILABLE' : 'BLOCKED'
  return { entity_type: kind, id, can_send_message: can, ...(errors.length === 0 ? {} : { errors }) }
}

function say(code: number, description: string, solution: string): HealthError {
  return { error_code: code, error_description: description, possible_solution: solution }
}

function templateHealth(template: TemplateNode): Entity {
  const errors =
    template.status === 'APPROVED'
      ? []
      : [say(132015, `The template is ${template.status}`, 'Wait for its review or the end of its pause, or edit it')]
  return entity('MESSAGE_TEMPLATE', template.id, errors)
}

function numberHealth(world: World): Entity {
  const { number, identity } = world
  const errors = [
    ...(number.isRegistered ? [] : [say(141000, 'The number is not registered', 'Verify the number and register it with its PIN')]),
    ...(number.status === 'BANNED' || number.status === 'RESTRICTED'
      ? [say(131031, `The number is ${number.status}`, 'Look at the account in WhatsApp Manager')]
      : []),
  ]
  if (errors.length > 0) return entity('PHONE_NUMBER', identity.phoneNumberId, errors)
  const isLimited = number.quality === 'RED' || number.nameStatus === 'DECLINED'
  if (!isLimited) return entity('PHONE_NUMBER', identity.phoneNumberId, [])
  return {
    ...entity('PHONE_NUMBER', identity.phoneNumberId, []),
    can_send_message: 'LIMITED',
    additional_info: ['Quality or display name limit this number'],
  }
}

function accountHealth(world: World): Entity {
  const { account, identity } = world
  const errors = [
    ...(account.lock === 'none'
      ? []
      : [say(account.lock === 'locked' ? 131031 : 368, `The account is ${account.lock}`, 'Ask for a review')]),
    ...(account.isPaymentMissing ? [say(141006, 'No usable payment method', 'Add a payment method in WhatsApp Manager')] : []),
    ...restrictionsAt(account, world.clock.nowMs()).map(({ type }) => say(368, type, 'Wait for its end or ask for a review')),
  ]
  return entity('WABA', identity.wabaId, errors)
}

function businessErrors(world: World): readonly HealthError[] {
  return world.account.verificationStatus === 'rejected'
    ? [say(141010, 'The business verification was refused', 'Verify the business in its security center')]
    : []
}
