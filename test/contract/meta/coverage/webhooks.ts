import { LOG_ONLY_FIELDS } from '#contract/cloud-api/webhooks.ts'
import { covered, type CoverageRow } from './row.ts'

const rows = (part: string, ...names: readonly string[]): readonly CoverageRow[] => names.map((name) => covered(part, name, name))
const statuses = (...names: readonly string[]): readonly CoverageRow[] =>
  names.map((name) => covered('8.4', `status ${name}`, `status ${name}`))
const field = (what: string, by: string): CoverageRow => covered('8.5', what, by)
const account = (event: string): CoverageRow => field(`account_update ${event}`, `account ${event}`)

/** Fields of which the reference says "log only": known by name and counted. */
const logOnly = [
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
]

/** How many rows say no more than that a field is known. */
export const logOnlyCount = LOG_ONLY_FIELDS.length

/** Every row of the reference about webhooks; names are those of the samples in test/support/webhooks. */
export const webhookRows: readonly CoverageRow[] = [
  ...rows('8.3', 'text', 'reply to us', 'product enquiry', 'from an ad', 'image', 'video', 'document', 'sticker', 'contacts'),
  covered('8.3', 'forwarded', 'forwarded, frequently forwarded'),
  covered('8.3', 'audio and voice note', 'audio, voice note'),
  covered('8.3', 'location', 'location, location without a name'),
  ...rows('8.3', 'contact-info answer'),
  covered('8.3', 'reaction', 'reaction, reaction removed, reaction removed without a sign'),
  covered('8.3', 'template quick reply', 'template quick reply, template quick reply without context'),
  ...rows('8.3', 'reply button', 'list row', 'flow answer', 'shared product', 'call permission', 'order', 'number changed'),
  ...rows('8.3', 'user id changed', 'identity changed', 'edit', 'revoke', 'request_welcome', 'broken interactive'),
  covered('8.3', 'unsupported', 'unsupported, unsupported on another device'),
  ...statuses('read', 'played', 'failed', 'deleted', 'warning', 'to a user id only', 'of a group'),
  covered('8.4', 'status sent, with both prices and both versions', 'status sent; status sent, older price; status sent, older version'),
  covered('8.4', 'status delivered, with both prices', 'status delivered; status delivered, price without billable'),
  covered('8.4', 'status with a parent id', 'status parent id, first name; status parent id, second name'),
  field('message_template_status_update', 'template APPROVED, template PAUSED, template REJECTED, template DISABLED'),
  field('message_template_quality_update', 'message_template_quality_update'),
  field('template_category_update', 'template_category_update warned, template_category_update done'),
  field('message_template_components_update', 'message_template_components_update'),
  field('phone_number_quality_update', 'phone_number_quality_update'),
  field('phone_number_name_update', 'phone_number_name_update'),
  field('business_capability_update', 'business_capability_update, business_capability_update older'),
  ...['ACCOUNT_RESTRICTION', 'ACCOUNT_VIOLATION', 'DISABLED_UPDATE', 'VOLUME_BASED_PRICING_TIER_UPDATE', 'PARTNER_REMOVED'].map(account),
  ...['ACCOUNT_DELETED', 'ACCOUNT_OFFBOARDED', 'ACCOUNT_RECONNECTED', 'MM_LITE_TERMS_SIGNED', 'AD_ACCOUNT_LINKED'].map(account),
  ...['PARTNER_ADDED', 'PARTNER_APP_INSTALLED', 'PARTNER_APP_UNINSTALLED', 'PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE'].map(account),
  ...['BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE', 'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE'].map(account),
  field('account_review_update', 'account_review_update'),
  field('account_alerts', 'account_alerts'),
  field('user_preferences', 'preference stop, preference resume, preference signup'),
  field('security', 'security'),
  field('smb_message_echoes', 'echo text, echo edit, echo revoke'),
  field('smb_app_state_sync', 'address book add, address book remove'),
  field('history', 'history chunk, history file, history refused'),
  field('business_username_update', 'business_username_update'),
  field('user_id_update', 'user_id_update'),
  ...logOnly.map((name) => field(`${name} (for the log)`, name)),
]
