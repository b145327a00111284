import { z } from 'zod'
import { looseNumberSchema, looseTimeSchema, metaIdSchema } from './answer-common.ts'
import { pageOf, pagingSchema } from './answers.ts'

/** Events that an app may subscribe to and that Shopbell reads. @source reference parts 8.5 and 14 */
export const WEBHOOK_FIELDS = [
  'messages',
  'message_template_status_update',
  'message_template_quality_update',
  'message_template_components_update',
  'template_category_update',
  'phone_number_quality_update',
  'phone_number_name_update',
  'business_capability_update',
  'account_update',
  'account_review_update',
  'account_alerts',
  'user_preferences',
  'security',
  'business_username_update',
  'smb_message_echoes',
  'smb_app_state_sync',
  'history',
] as const

/** Query of POST /{app}/subscriptions, made with the app's own key. @source reference part 8.1, set up */
export const appSubscriptionRequestSchema = z.strictObject({
  object: z.literal('whatsapp_business_account'),
  callback_url: z.url().max(200),
  verify_token: z.string().min(1),
  /** Names with commas between. */
  fields: z.string().regex(/^[a-z_]+(,[a-z_]+)*$/),
})

/** What an app hears: the version of each field is the version of the events. @source reference parts 1 and 8.1 */
export const appSubscriptionSchema = z.looseObject({
  object: z.string(),
  callback_url: z.string().optional(),
  active: z.boolean().optional(),
  fields: z.array(z.union([z.string(), z.looseObject({ name: z.string(), version: z.string().optional() })])).optional(),
})
export const appSubscriptionsPageSchema = pageOf(appSubscriptionSchema)

/** Query of POST /{account} that lets Meta count reads and clicks. @source reference part 5, analytics */
export const enableInsightsSchema = z.strictObject({ is_enabled_for_insights: z.literal(true) })

/** Sources show either answer. */
export const enabledInsightsSchema = z.union([z.looseObject({ id: metaIdSchema }), z.looseObject({ success: z.literal(true) })])

/** Money and volume by country, category and time; `cost` is approximate and in the account's currency. @source reference part 11, spend by API */
export const pricingQuerySchema = z.strictObject({
  /** Seconds since the epoch, at most a year back. */
  start: z.number().int().positive(),
  end: z.number().int().positive(),
  granularity: z.enum(['HALF_HOUR', 'DAILY', 'MONTHLY']),
  phone_numbers: z.array(z.string().min(1)).optional(),
  country_codes: z.array(z.string().regex(/^[A-Z]{2}$/)).optional(),
  metric_types: z.array(z.enum(['COST', 'VOLUME'])).optional(),
  pricing_types: z.array(z.string().regex(/^[A-Z_]+$/)).optional(),
  pricing_categories: z.array(z.string().regex(/^[A-Z_]+$/)).optional(),
  dimensions: z.array(z.enum(['COUNTRY', 'PHONE', 'PRICING_CATEGORY', 'PRICING_TYPE', 'TIER'])).optional(),
})

export const pricingPointSchema = z.looseObject({
  start: z.number(),
  end: z.number(),
  country: z.string().optional(),
  phone_number: z.string().optional(),
  tier: z.string().optional(),
  pricing_type: z.string().optional(),
  pricing_category: z.string().optional(),
  volume: looseNumberSchema.optional(),
  cost: looseNumberSchema.optional(),
})

const pricingDataSchema = z.looseObject({ data: z.array(z.looseObject({ data_points: z.array(pricingPointSchema) })) })

/** As a field of the account, or as an edge of its own. @source reference part 11, spend by API */
export const pricingAnswerSchema = z
  .union([z.looseObject({ pricing_analytics: pricingDataSchema }), pricingDataSchema, z.looseObject({ id: metaIdSchema })])
  .transform((answer) => {
    const parsed = pricingDataSchema.safeParse('pricing_analytics' in answer ? answer['pricing_analytics'] : answer)
    return parsed.success ? parsed.data.data.flatMap((group) => group.data_points) : []
  })

/** Messages sent and delivered per number and country. @source reference part 11, spend by API */
export const messagingQuerySchema = z.strictObject({
  start: z.number().int().positive(),
  end: z.number().int().positive(),
  granularity: z.enum(['HALF_HOUR', 'DAY', 'MONTH']),
  phone_numbers: z.array(z.string().min(1)).optional(),
  country_codes: z.array(z.string().regex(/^[A-Z]{2}$/)).optional(),
})

export const messagingPointSchema = z.looseObject({
  start: z.number(),
  end: z.number(),
  sent: looseNumberSchema.optional(),
  delivered: looseNumberSchema.optional(),
})

/** An account without traffic has no such field. */
export const messagingAnswerSchema = z.looseObject({
  analytics: z.looseObject({ data_points: z.array(messagingPointSchema).optional() }).optional(),
})

/** Query of GET /{number}/message_history. @source reference part 13 */
export const historyQuerySchema = z.strictObject({
  message_id: z.string().min(1).optional(),
  limit: z.number().int().min(1).max(100).optional(),
  after: z.string().min(1).optional(),
})

const historyApplicationSchema = z.looseObject({ id: metaIdSchema.optional(), name: z.string().optional() })

/** One thing that happened to a message; the two calls name time and state alike, but not the rest. @source reference part 13 */
export const historyEventSchema = z.looseObject({
  id: metaIdSchema.optional(),
  delivery_status: z.string(),
  webhook_update_state: z.string().optional(),
  error_description: z.string().optional(),
  timestamp: looseTimeSchema.optional(),
  occurrence_timestamp: looseTimeSchema.optional(),
  status_timestamp: looseTimeSchema.optional(),
  application: historyApplicationSchema.optional(),
  webhook_uri: z.string().optional(),
})

export const historyEntrySchema = z.looseObject({
  id: metaIdSchema,
  message_id: z.string(),
  events: z.looseObject({ data: z.array(historyEventSchema).optional() }).optional(),
})
export const historyPageSchema = z.looseObject({ data: z.array(historyEntrySchema), paging: pagingSchema.optional() })
export const historyEventsPageSchema = pageOf(
  z.union([z.looseObject({ cursor: z.string().optional(), node: historyEventSchema }).transform(({ node }) => node), historyEventSchema]),
)

/** Body of POST /{number}/smb_app_data, once each and within 24 hours of onboarding. @source reference part 14 */
export const syncRequestSchema = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  sync_type: z.enum(['smb_app_state_sync', 'history']),
})
export const syncAnswerSchema = z.looseObject({ request_id: z.string().optional() })

/** An account of a portfolio, as the lists give it. */
export const accountsPageSchema = pageOf(
  z.looseObject({
    id: metaIdSchema,
    name: z.string().optional(),
    currency: z.string().optional(),
    account_review_status: z.string().optional(),
    business_verification_status: z.string().optional(),
  }),
)

export type WebhookField = (typeof WEBHOOK_FIELDS)[number]
export type AppSubscription = z.infer<typeof appSubscriptionSchema>
export type PricingQuery = z.infer<typeof pricingQuerySchema>
export type PricingPoint = z.infer<typeof pricingPointSchema>
export type MessagingQuery = z.infer<typeof messagingQuerySchema>
export type MessagingPoint = z.infer<typeof messagingPointSchema>
export type HistoryQuery = z.infer<typeof historyQuerySchema>
export type HistoryPage = z.infer<typeof historyPageSchema>
export type HistoryEvent = z.infer<typeof historyEventSchema>
export type SyncAnswer = z.infer<typeof syncAnswerSchema>
export type SyncKind = z.infer<typeof syncRequestSchema>['sync_type']
export type AccountListItem = z.infer<typeof accountsPageSchema>['data'][number]
