import { z } from 'zod'

/** Seconds since 1970, as a number or as text. */
const secondsSchema = z.union([z.number(), z.string()]).transform(Number)

/** Value of `account_update`: restrictions, violations, bans, pricing tiers, connection to the app. @source reference part 8.5 */
export const accountUpdateValueSchema = z.looseObject({
  event: z.string(),
  restriction_info: z.array(z.looseObject({ restriction_type: z.string(), expiration: secondsSchema.optional() })).optional(),
  violation_info: z.looseObject({ violation_type: z.string().optional() }).optional(),
  ban_info: z.looseObject({ waba_ban_state: z.string().optional(), waba_ban_date: z.string().optional() }).optional(),
  volume_tier_info: z
    .looseObject({
      pricing_category: z.string().optional(),
      region: z.string().optional(),
      tier: z.string().optional(),
      effective_month: z.string().optional(),
      tier_update_time: secondsSchema.optional(),
    })
    .optional(),
  disconnection_info: z.looseObject({ reason: z.string().optional(), initiated_by: z.string().optional() }).optional(),
  country: z.string().optional(),
})

/** Value of `account_review_update`. @source reference part 8.5 */
export const accountReviewValueSchema = z.looseObject({ decision: z.string() })

const alertFields = {
  alert_severity: z.string().optional(),
  alert_status: z.string().optional(),
  alert_type: z.string().optional(),
  alert_description: z.string().optional(),
}

/** Value of `account_alerts`; older samples have the alert without `alert_info` around it. @source reference part 8.5 */
export const accountAlertsValueSchema = z.looseObject({
  entity_type: z.string().optional(),
  alert_info: z.looseObject(alertFields).optional(),
  ...alertFields,
})

/** Value of `phone_number_quality_update`: what the number may send. @source reference part 8.5 */
export const phoneNumberQualityValueSchema = z.looseObject({
  display_phone_number: z.string().optional(),
  event: z.string(),
  max_daily_conversations_per_business: z.union([z.string(), z.number()]).optional(),
  /** Gone since February 2026, still sent by relays. */
  current_limit: z.string().optional(),
})

/** Value of `phone_number_name_update`. @source reference part 8.5 */
export const phoneNumberNameValueSchema = z.looseObject({
  display_phone_number: z.string().optional(),
  decision: z.string(),
  requested_verified_name: z.string().optional(),
  rejection_reason: z.string().nullish(),
})

/** Value of `business_capability_update`; a number or a tier's name, by three names over the versions. @source reference part 8.5 */
export const businessCapabilityValueSchema = z.looseObject({
  max_daily_conversations_per_business: z.union([z.string(), z.number()]).optional(),
  max_daily_conversation_per_phone: z.union([z.string(), z.number()]).optional(),
  max_phone_numbers_per_business: z.number().optional(),
  max_phone_numbers_per_waba: z.number().optional(),
})

/** Value of `business_username_update`. @source reference part 8.5 */
export const businessUsernameValueSchema = z.looseObject({
  display_phone_number: z.string().optional(),
  username: z.string().optional(),
  status: z.string(),
})

/** Value of `security`: who touched the PIN of two-step verification. @source reference part 8.5 */
export const securityValueSchema = z.looseObject({
  display_phone_number: z.string().optional(),
  event: z.string(),
  requester: z.string().optional(),
})

export type AccountUpdateValue = z.infer<typeof accountUpdateValueSchema>
export type AccountAlertsValue = z.infer<typeof accountAlertsValueSchema>
export type BusinessCapabilityValue = z.infer<typeof businessCapabilityValueSchema>
