import type { World } from '../behaviour/world.ts'
import type { ScenarioProduct } from '../scenarios/scenario.ts'
import type { NodeFields } from './fields.ts'

/** Scopes that the played token has: those a shop is asked to give. @source reference part 1, scopes */
export const tokenScopes = [
  'whatsapp_business_messaging',
  'whatsapp_business_management',
  'business_management',
  'catalog_management',
] as const

/** The number. @source reference part 7, number */
export function phoneNode(world: World): NodeFields {
  const { shop } = world.scenario
  const callback = world.subscription.callbackUrl
  return {
    id: world.identity.phoneNumberId,
    display_phone_number: shop.displayPhoneNumber,
    verified_name: shop.name,
    country_code: shop.country,
    country_dial_code: shop.phoneDigits.slice(0, 3),
    status: 'CONNECTED',
    name_status: 'APPROVED',
    new_name_status: 'NONE',
    new_display_name: undefined,
    quality_rating: 'GREEN',
    quality_score: { score: 'GREEN' },
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
    messaging_limit_tier: 'TIER_2K',
    throughput: { level: 'STANDARD' },
    code_verification_status: 'VERIFIED',
    platform_type: 'CLOUD_API',
    is_on_biz_app: false,
    account_mode: 'SANDBOX',
    is_official_business_account: false,
    is_pin_enabled: true,
    is_preverified_number: false,
    last_onboarded_time: undefined,
    search_visibility: 'VISIBLE',
    webhook_configuration: callback === null ? {} : { whatsapp_business_account: callback },
    conversational_automation: undefined,
    health_status: health(world, 'PHONE_NUMBER', world.identity.phoneNumberId),
  }
}

/** Fields of the number that come unasked. */
export const phoneDefaults = [
  'verified_name',
  'code_verification_status',
  'display_phone_number',
  'quality_rating',
  'platform_type',
  'throughput',
] as const

/** The account. @source reference part 7, WABA */
export function accountNode(world: World): NodeFields {
  return {
    id: world.identity.wabaId,
    name: world.scenario.shop.name,
    currency: 'USD',
    country: world.scenario.shop.country,
    timezone_id: '137',
    account_review_status: 'APPROVED',
    business_verification_status: 'verified',
    status: 'ACTIVE',
    health_status: health(world, 'WABA', world.identity.wabaId),
    message_template_namespace: 'simulator_namespace',
    owner_business_info: { id: world.identity.businessId, name: world.scenario.shop.name },
    is_enabled_for_insights: false,
    marketing_messages_onboarding_status: 'ELIGIBLE',
    disable_marketing_messages_on_cloud_api: false,
    primary_funding_id: '600000000000001',
    template_auto_archival_enabled: false,
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
  }
}

/** Fields of the account that come unasked. */
export const accountDefaults = ['name', 'timezone_id', 'message_template_namespace'] as const

/** The catalog. @source reference part 6 */
export function catalogNode(world: World): NodeFields {
  return {
    id: world.identity.catalogId,
    name: world.scenario.shop.catalogName,
    vertical: 'commerce',
    product_count: world.scenario.products.length,
    default_image_url: undefined,
    feed_count: 0,
  }
}

/** Fields of the catalog that come unasked. */
export const catalogDefaults = ['name'] as const

/** One article; the price is a display text, not a number. @source reference part 6, product fields */
export function productNode(world: World, product: ScenarioProduct): NodeFields {
  return {
    id: productId(world, product),
    retailer_id: product.retailerId,
    name: product.name,
    description: product.description,
    price: product.displayPrice,
    sale_price: undefined,
    currency: world.scenario.shop.currency,
    availability: product.isInStock ? 'in stock' : 'out of stock',
    inventory: product.isInStock ? 24 : 0,
    image_url: `${world.baseUrl()}/images/${product.retailerId}.png`,
    additional_image_urls: [],
    image_fetch_status: 'DIRECT_UPLOAD',
    url: `https://springtea.example/p/${product.retailerId}`,
    brand: world.scenario.shop.name,
    category: 'Food & Beverages > Tea',
    condition: 'new',
    visibility: 'published',
    review_status: 'approved',
    review_rejection_reasons: [],
    retailer_product_group_id: undefined,
    color: undefined,
    size: undefined,
    wa_compliance_category: undefined,
    errors: [],
  }
}

/** Fields of an article that come unasked. */
export const productDefaults = ['name', 'retailer_id'] as const

/** Graph id of an article. */
export function productId(world: World, product: ScenarioProduct): string {
  return `${world.identity.catalogId}${String(1 + world.scenario.products.indexOf(product)).padStart(3, '0')}`
}

/** Fields of a template that come unasked. */
export const templateDefaults = ['name', 'language', 'status', 'category', 'parameter_format', 'components'] as const

/** Fields of a template that exist; those the simulator does not fill are empty. */
export const templateFields: NodeFields = {
  correct_category: undefined,
  previous_category: undefined,
  rejected_reason: undefined,
  quality_score: undefined,
  message_send_ttl_seconds: undefined,
  library_template_name: undefined,
  health_status: undefined,
}

function health(world: World, entityType: string, id: string): object {
  const state = world.token.isRevoked ? 'BLOCKED' : 'AVAILABLE'
  return { can_send_message: state, entities: [{ entity_type: entityType, id, can_send_message: state }] }
}
