import { businessAccountSchema, type BusinessAccountNode } from '#contract/cloud-api/answers.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { ask, type OperationFact } from '../operation.ts'

const FIELDS = 'id,name,currency,country,timezone_id,account_review_status,business_verification_status,primary_funding_id'

/** Fields that older versions and providers may not know; asked for apart, because one unknown field spoils the whole answer. */
const MORE_FIELDS =
  'status,health_status,message_template_namespace,owner_business_info,is_enabled_for_insights,marketing_messages_onboarding_status,disable_marketing_messages_on_cloud_api,template_auto_archival_enabled,whatsapp_business_manager_messaging_limit'

/** GET /{account}: currency, zone and review. @source reference part 7, WABA */
export const readAccountFact = { name: 'account.read', method: 'GET', path: '/{account}', reference: '7' } as const satisfies OperationFact

export const readAccount = (deps: CallDeps, account: string): Promise<Result<BusinessAccountNode>> =>
  ask(deps, readAccountFact, { ids: { account }, query: { fields: FIELDS }, answer: businessAccountSchema })

export const readAccountDetails = (deps: CallDeps, account: string): Promise<Result<BusinessAccountNode>> =>
  ask(deps, readAccountFact, { ids: { account }, query: { fields: `${FIELDS},${MORE_FIELDS}` }, answer: businessAccountSchema })
