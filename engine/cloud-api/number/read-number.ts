import { phoneNumberSchema, type PhoneNumberNode } from '#contract/cloud-api/answers.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

/** Fields of a number that every reading asks for. */
export const NUMBER_FIELDS =
  'id,display_phone_number,verified_name,status,name_status,quality_rating,whatsapp_business_manager_messaging_limit,messaging_limit_tier,throughput,platform_type,is_on_biz_app,account_mode'

/** Fields that older versions and providers may not know; asked for apart, because one unknown field spoils the whole answer. */
const MORE_FIELDS =
  'quality_score,code_verification_status,new_name_status,new_display_name,country_code,country_dial_code,is_official_business_account,is_pin_enabled,last_onboarded_time,webhook_configuration,health_status'

/** GET /{number}: name, quality, limit and pace. @source reference part 7, number */
export const readNumberFact = { name: 'number.read', method: 'GET', path: '/{number}', reference: '7' } as const satisfies OperationFact

export const readNumber = (deps: CallDeps, number: string): Promise<Result<PhoneNumberNode>> =>
  ask(deps, readNumberFact, { ids: { number }, query: { fields: NUMBER_FIELDS }, answer: phoneNumberSchema })

export const readNumberDetails = (deps: CallDeps, number: string): Promise<Result<PhoneNumberNode>> =>
  ask(deps, readNumberFact, { ids: { number }, query: { fields: `${NUMBER_FIELDS},${MORE_FIELDS}` }, answer: phoneNumberSchema })
