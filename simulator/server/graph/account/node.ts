import { z } from 'zod'
import type { World } from '../../../behaviour/world.ts'
import type { NodeFields } from '../../fields.ts'
import { type Answer, type Problem, json, problem, refuse } from '../../problems.ts'
import { type NodeKind, giveList, giveNode, invalid, readParameters, success } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import { healthOf } from '../health.ts'
import { messagingPoints, pricingPoints } from './spend.ts'
import { numberKind, numberNode } from '../number/node.ts'

/** How an account is read. */
const accountKind: NodeKind = { name: 'WhatsAppBusinessAccount', defaults: ['name', 'timezone_id', 'message_template_namespace'] }
const businessKind: NodeKind = { name: 'Business', defaults: ['name'] }

function accountNode(world: World, url: URL): NodeFields {
  const { account, identity, scenario, management } = world
  const fields = url.searchParams.get('fields') ?? ''
  return {
    id: identity.wabaId,
    name: scenario.shop.name,
    currency: 'USD',
    country: scenario.shop.country,
    timezone_id: '137',
    account_review_status: account.reviewStatus,
    business_verification_status: account.verificationStatus,
    status: account.status,
    ownership_type: 'SELF_OWNED',
    health_status: healthOf(world, null, false),
    message_template_namespace: 'simulator_namespace',
    owner_business_info: { id: identity.businessId, name: scenario.shop.name },
    on_behalf_of_business_info: undefined,
    is_enabled_for_insights: management.templates.isCounted,
    marketing_messages_onboarding_status: account.marketingTerms,
    marketing_messages_lite_api_status: account.marketingTerms,
    disable_marketing_messages_on_cloud_api: account.isMarketingOffOnMessages,
    primary_funding_id: account.isPaymentMissing ? undefined : '600000000000001',
    purchase_order_number: undefined,
    template_auto_archival_enabled: management.account.isAutoArchivalOn,
    whatsapp_business_manager_messaging_limit: world.number.tier,
    phone_numbers: undefined,
    subscribed_apps: undefined,
    pricing_analytics: fields.includes('pricing_analytics')
      ? { data: [{ data_points: pricingPoints(world, callOf(fields, 'pricing_analytics')) }] }
      : undefined,
    conversation_analytics: undefined,
    analytics: /(^|,)analytics\./.test(fields) ? messagingPoints(world, callOf(fields, 'analytics')) : undefined,
  }
}

/** Reads `name.start(1).end(2).granularity(DAILY)`, as Graph writes parameters of a field. */
function callOf(fields: string, name: string): Readonly<Record<string, string>> {
  const start = fields.search(new RegExp(`(^|,)${name}\\.`))
  const text = fields.slice(start)
  return Object.fromEntries([...text.matchAll(/\.([a-z_]+)\(([^)]*)\)/g)].map((match) => [match[1] ?? '', match[2] ?? '']))
}

/** Plays GET /{account}. @source reference part 7, WABA */
export function readAccount(world: World, request: GraphRequest): Answer {
  return giveNode(accountNode(world, request.url), request, accountKind)
}

const changeSchema = z.looseObject({
  is_enabled_for_insights: z.union([z.boolean(), z.stringbool()]).optional(),
  template_auto_archival_enabled: z.union([z.boolean(), z.stringbool()]).optional(),
  disable_marketing_messages_on_cloud_api: z.union([z.boolean(), z.stringbool()]).optional(),
})

/** Plays POST /{account}: insights, archiving, the plain edge for marketing. @source reference part 5, analytics, and part 7 */
export async function changeAccount(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, changeSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const {
    is_enabled_for_insights: insights,
    template_auto_archival_enabled: archival,
    disable_marketing_messages_on_cloud_api: off,
  } = parsed.value
  const given = [insights, archival, off].some((one) => one !== undefined)
  const wrong = given ? setInsights(world, insights) : invalid('Nothing to change was given')
  if (wrong !== null) return refuse(wrong)
  if (archival !== undefined) world.management.account.isAutoArchivalOn = archival
  if (off !== undefined) world.account.isMarketingOffOnMessages = off
  world.onChange()
  return success()
}

/** Insights can be switched on once and never off. @source error-codes.json, 200005 and 200006 */
function setInsights(world: World, wish: boolean | undefined): Problem | null {
  const { templates, switches } = world.management
  if (wish === false && templates.isCounted) return problem(200006, 'Template insights stay on')
  if (wish === true && !switches.allowsInsights) return problem(200005, 'Not available for this account yet')
  if (wish === true) templates.isCounted = true
  return null
}

/** Plays GET /{account}/phone_numbers. */
export function listNumbers(world: World, request: GraphRequest): Answer {
  return giveList([world.identity], () => numberNode(world), { url: request.url, kind: numberKind })
}

/** Plays GET /{business}. */
export function readBusiness(world: World, request: GraphRequest): Answer {
  const node = {
    id: world.identity.businessId,
    name: world.scenario.shop.name,
    timezone_id: 137,
    verification_status: world.account.verificationStatus,
    whatsapp_business_manager_messaging_limit: world.number.tier,
    primary_page: undefined,
    created_time: undefined,
  }
  return giveNode(node, request, businessKind)
}

/** Plays GET /{business}/owned_whatsapp_business_accounts. */
export function listAccounts(world: World, request: GraphRequest): Answer {
  return giveList([world.identity], () => accountNode(world, request.url), { url: request.url, kind: accountKind })
}

/** Plays GET /{business}/client_whatsapp_business_accounts: this shop manages nobody else's. */
export function listNothing(): Answer {
  return json({ data: [] })
}
