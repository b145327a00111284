import { phoneNumberSchema, type PhoneNumberNode } from '#contract/cloud-api/answers.ts'
import type { Result } from '#contract/kernel/result.ts'
import { call, type CallDeps } from './call.ts'

const FIELDS =
  'id,display_phone_number,verified_name,status,name_status,quality_rating,whatsapp_business_manager_messaging_limit,messaging_limit_tier,throughput,platform_type,is_on_biz_app,account_mode'

/** GET /{number}: name, quality, limit and pace. @source reference part 7, number */
export const readNumber = (deps: CallDeps, phoneNumberId: string): Promise<Result<PhoneNumberNode>> =>
  call(deps, { name: 'number', method: 'GET', path: `/${phoneNumberId}`, query: { fields: FIELDS }, answer: phoneNumberSchema })
