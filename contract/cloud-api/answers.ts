import { z } from 'zod'
import { metaIdSchema } from './answer-common.ts'

/**
 * Answer to a send. 200 means accepted for processing, never delivered.
 * `wa_id` may differ from `input` and is missing when the message went to a business-scoped user id;
 * `message_status` is given for templates only.
 * @source reference part 2, response 200
 */
export const sendAnswerSchema = z.looseObject({
  messaging_product: z.literal('whatsapp').optional(),
  contacts: z
    .array(
      z.looseObject({
        input: z.string().optional(),
        wa_id: z.string().optional(),
        user_id: z.string().optional(),
      }),
    )
    .optional(),
  messages: z
    .array(
      z.looseObject({
        id: z.string().min(1),
        /** accepted, held_for_quality_assessment or paused; other words may come. */
        message_status: z.string().optional(),
      }),
    )
    .min(1),
})

/** Body of every refused call. `error_data` is an object or a plain string. @source reference part 1, error shape */
export const graphErrorBodySchema = z.looseObject({
  error: z.looseObject({
    message: z.string().optional(),
    type: z.string().optional(),
    code: z.number(),
    error_subcode: z.number().optional(),
    error_data: z
      .union([z.looseObject({ messaging_product: z.string().optional(), details: z.string().optional() }), z.string()])
      .optional(),
    fbtrace_id: z.string().optional(),
    is_transient: z.boolean().optional(),
    error_user_title: z.string().optional(),
    error_user_msg: z.string().optional(),
  }),
})

/** Answer of calls that only do something. */
export const successAnswerSchema = z.looseObject({ success: z.boolean() })

/** How a list says where it goes on: `next` is missing on the last page. */
export const pagingSchema = z.looseObject({
  cursors: z.looseObject({ before: z.string().optional(), after: z.string().optional() }).optional(),
  next: z.string().optional(),
  previous: z.string().optional(),
})

/** One page of any list edge. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.looseObject({ data: z.array(item), paging: pagingSchema.optional() })
}

/** `can_send_message` with its reasons, on number, account and template. @source reference part 7, health_status */
export const healthStatusSchema = z.looseObject({
  can_send_message: z.string(),
  entities: z
    .array(
      z.looseObject({
        entity_type: z.string(),
        id: z.string().optional(),
        can_send_message: z.string().optional(),
        errors: z
          .array(
            z.looseObject({
              error_code: z.number().optional(),
              error_description: z.string().optional(),
              possible_solution: z.string().optional(),
            }),
          )
          .optional(),
        additional_info: z.array(z.string()).optional(),
      }),
    )
    .optional(),
})

/**
 * The number node, with the fields that Shopbell asks for; Meta leaves out what it does not know.
 * @source reference part 7, number
 */
export const phoneNumberSchema = z.looseObject({
  id: metaIdSchema,
  display_phone_number: z.string().optional(),
  country_code: z.string().optional(),
  verified_name: z.string().optional(),
  status: z.string().optional(),
  name_status: z.string().optional(),
  new_name_status: z.string().optional(),
  new_display_name: z.string().optional(),
  quality_rating: z.string().optional(),
  quality_score: z
    .looseObject({ score: z.string().optional(), date: z.number().optional(), reasons: z.array(z.string()).optional() })
    .optional(),
  /** TIER_50 … TIER_UNLIMITED: unique people outside windows in 24 h, shared by the whole portfolio. */
  whatsapp_business_manager_messaging_limit: z.string().optional(),
  messaging_limit_tier: z.string().optional(),
  throughput: z.looseObject({ level: z.string().optional() }).optional(),
  code_verification_status: z.string().optional(),
  platform_type: z.string().optional(),
  /** True = the phone app runs on the same number, 20 messages a second. */
  is_on_biz_app: z.boolean().optional(),
  account_mode: z.string().optional(),
  is_official_business_account: z.boolean().optional(),
  is_pin_enabled: z.boolean().optional(),
  last_onboarded_time: z.string().optional(),
  webhook_configuration: z
    .looseObject({
      phone_number: z.string().optional(),
      whatsapp_business_account: z.string().optional(),
      application: z.string().optional(),
    })
    .optional(),
  health_status: healthStatusSchema.optional(),
})

/** The WhatsApp Business Account node. @source reference part 7, WABA */
export const businessAccountSchema = z.looseObject({
  id: metaIdSchema,
  name: z.string().optional(),
  currency: z.string().optional(),
  country: z.string().optional(),
  timezone_id: z.union([z.string(), z.number()]).optional(),
  account_review_status: z.string().optional(),
  business_verification_status: z.string().optional(),
  status: z.string().optional(),
  message_template_namespace: z.string().optional(),
  owner_business_info: z.looseObject({ id: metaIdSchema.optional(), name: z.string().optional() }).optional(),
  primary_funding_id: z.string().optional(),
  is_enabled_for_insights: z.boolean().optional(),
  /** ELIGIBLE, ONBOARDED …: whether promotions may go by the marketing endpoint. */
  marketing_messages_onboarding_status: z.string().optional(),
  disable_marketing_messages_on_cloud_api: z.boolean().optional(),
  template_auto_archival_enabled: z.boolean().optional(),
  whatsapp_business_manager_messaging_limit: z.string().optional(),
  health_status: healthStatusSchema.optional(),
})

/** Which apps hear an account's webhooks, and where they go. @source reference part 8.1 */
export const subscribedAppSchema = z.looseObject({
  whatsapp_business_api_data: z
    .looseObject({ id: metaIdSchema.optional(), name: z.string().optional(), link: z.string().optional() })
    .optional(),
  override_callback_uri: z.string().optional(),
})

/** What a token may do and until when; `expires_at` 0 = never. @source reference part 1, check a token */
export const tokenFactsSchema = z.looseObject({
  data: z.looseObject({
    app_id: metaIdSchema.optional(),
    type: z.string().optional(),
    application: z.string().optional(),
    expires_at: z.number().optional(),
    data_access_expires_at: z.number().optional(),
    is_valid: z.boolean(),
    scopes: z.array(z.string()).optional(),
    granular_scopes: z.array(z.looseObject({ scope: z.string(), target_ids: z.array(metaIdSchema).optional() })).optional(),
    user_id: metaIdSchema.optional(),
  }),
})

/** The public profile of a number. @source reference part 7, profile */
export const businessProfileSchema = z.looseObject({
  about: z.string().optional(),
  address: z.string().optional(),
  description: z.string().optional(),
  email: z.string().optional(),
  profile_picture_url: z.string().optional(),
  websites: z.array(z.string()).optional(),
  vertical: z.string().optional(),
})

export const phoneNumbersPageSchema = pageOf(phoneNumberSchema)
export const subscribedAppsPageSchema = pageOf(subscribedAppSchema)

export type SendAnswer = z.infer<typeof sendAnswerSchema>
export type GraphErrorBody = z.infer<typeof graphErrorBodySchema>
export type PhoneNumberNode = z.infer<typeof phoneNumberSchema>
export type BusinessAccountNode = z.infer<typeof businessAccountSchema>
export type SubscribedApp = z.infer<typeof subscribedAppSchema>
export type TokenFacts = z.infer<typeof tokenFactsSchema>
export type BusinessProfile = z.infer<typeof businessProfileSchema>
export type Paging = z.infer<typeof pagingSchema>
