import { z } from 'zod'
import {
  accountAlertsValueSchema,
  accountReviewValueSchema,
  accountUpdateValueSchema,
  businessCapabilityValueSchema,
  businessUsernameValueSchema,
  phoneNumberNameValueSchema,
  phoneNumberQualityValueSchema,
  securityValueSchema,
} from './webhook-account.ts'
import {
  echoesValueSchema,
  historyValueSchema,
  messagesValueSchema,
  stateSyncValueSchema,
  userIdUpdateValueSchema,
  userPreferencesValueSchema,
} from './webhook-people.ts'
import {
  templateCategoryValueSchema,
  templateComponentsValueSchema,
  templateQualityValueSchema,
  templateStatusValueSchema,
} from './webhook-template.ts'

/** Fields that a shop has no use for: known by name and counted, their content is not looked at. @source reference part 8.5 */
export const LOG_ONLY_FIELDS = [
  'payment_configuration_update',
  'flows',
  'calls',
  'group_lifecycle_update',
  'group_participants_update',
  'group_settings_update',
  'group_status_update',
  'partner_solutions',
  'automatic_events',
  'messaging_handovers',
  'standby',
] as const

const knownChangeSchema = z.discriminatedUnion('field', [
  z.looseObject({ field: z.literal('messages'), value: messagesValueSchema }),
  z.looseObject({ field: z.literal('user_preferences'), value: userPreferencesValueSchema }),
  z.looseObject({ field: z.literal('smb_message_echoes'), value: echoesValueSchema }),
  z.looseObject({ field: z.literal('smb_app_state_sync'), value: stateSyncValueSchema }),
  z.looseObject({ field: z.literal('history'), value: historyValueSchema }),
  z.looseObject({ field: z.literal('user_id_update'), value: userIdUpdateValueSchema }),
  z.looseObject({ field: z.literal('message_template_status_update'), value: templateStatusValueSchema }),
  z.looseObject({ field: z.literal('message_template_quality_update'), value: templateQualityValueSchema }),
  z.looseObject({ field: z.literal('template_category_update'), value: templateCategoryValueSchema }),
  z.looseObject({ field: z.literal('message_template_components_update'), value: templateComponentsValueSchema }),
  z.looseObject({ field: z.literal('account_update'), value: accountUpdateValueSchema }),
  z.looseObject({ field: z.literal('account_review_update'), value: accountReviewValueSchema }),
  z.looseObject({ field: z.literal('account_alerts'), value: accountAlertsValueSchema }),
  z.looseObject({ field: z.literal('phone_number_quality_update'), value: phoneNumberQualityValueSchema }),
  z.looseObject({ field: z.literal('phone_number_name_update'), value: phoneNumberNameValueSchema }),
  z.looseObject({ field: z.literal('business_capability_update'), value: businessCapabilityValueSchema }),
  z.looseObject({ field: z.literal('business_username_update'), value: businessUsernameValueSchema }),
  z.looseObject({ field: z.literal('security'), value: securityValueSchema }),
  z.looseObject({ field: z.enum(LOG_ONLY_FIELDS), value: z.unknown() }),
])

/** A field, or a shape of a known field, that this version does not understand. It is kept whole. */
const otherChangeSchema = z.unknown().transform((raw) => ({ field: 'other' as const, raw }))

/** Some samples of Meta's write the field's name inside the value. */
function withFieldOutside(change: unknown): unknown {
  if (typeof change !== 'object' || change === null || 'field' in change || !('value' in change)) return change
  const { value } = change
  const isInside = typeof value === 'object' && value !== null && 'field' in value
  return isInside ? { ...change, field: value.field } : change
}

/** One change of an entry: a known field, or `other` with the raw value. It never fails. */
export const webhookChangeSchema = z.preprocess(withFieldOutside, z.union([knownChangeSchema, otherChangeSchema]))

const entrySchema = z.looseObject({
  /** The account's id; for partner events the business's. */
  id: z.union([z.string(), z.number()]).transform(String),
  /** Seconds since 1970; given on account and template fields, not on messages. */
  time: z.number().optional(),
  changes: z.array(webhookChangeSchema),
})

/** An entry of another shape, kept whole as one change that nobody knows. */
const otherEntrySchema = z.unknown().transform((raw) => ({ id: '', time: undefined, changes: [{ field: 'other' as const, raw }] }))

/**
 * What Meta posts to the callback. Several entries, changes, messages and statuses may come in one post.
 * Whatever is unknown inside comes out as `other` with its raw value, so that nothing is lost.
 * @source reference part 8.2
 */
export const webhookEnvelopeSchema = z.looseObject({
  object: z.string().optional(),
  entry: z.array(z.union([entrySchema, otherEntrySchema])),
})

export type WebhookChange = z.infer<typeof webhookChangeSchema>
export type WebhookEnvelope = z.infer<typeof webhookEnvelopeSchema>
