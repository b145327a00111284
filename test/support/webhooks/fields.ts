import { fieldSample as sample, sampleFacts, type WebhookSample } from './envelope.ts'
import { peopleSamples } from './people-fields.ts'

const { shopPhone } = sampleFacts

const template = { message_template_id: 111, message_template_name: 'autumn_sale', message_template_language: 'en' }
const templateStatus = (event: string, more: object): WebhookSample =>
  sample('message_template_status_update', { event, ...template, message_template_category: 'MARKETING', ...more }, `template ${event}`)

const templates: readonly WebhookSample[] = [
  templateStatus('APPROVED', { reason: 'NONE' }),
  templateStatus('PAUSED', { reason: 'NONE', other_info: { title: 'FIRST_PAUSE', description: 'Low quality' } }),
  templateStatus('REJECTED', { reason: 'INVALID_FORMAT', rejection_info: { reason: 'Format', recommendation: 'Change it' } }),
  templateStatus('DISABLED', { reason: 'NONE', disable_info: { disable_date: '2026-11-23' } }),
  sample('message_template_quality_update', { previous_quality_score: 'GREEN', new_quality_score: 'YELLOW', ...template }),
  sample(
    'template_category_update',
    { ...template, new_category: 'UTILITY', correct_category: 'MARKETING', category_update_timestamp: 1_763_886_400 },
    'template_category_update warned',
  ),
  sample(
    'template_category_update',
    { ...template, previous_category: 'UTILITY', new_category: 'MARKETING' },
    'template_category_update done',
  ),
  sample('message_template_components_update', {
    ...template,
    message_template_element: 'Hi {{1}}',
    message_template_title: 'News',
    message_template_footer: 'Bye',
    message_template_buttons: [{ message_template_button_type: 'URL', message_template_button_text: 'Look' }],
  }),
]

const account = (event: string, more: object = {}): WebhookSample => sample('account_update', { event, ...more }, `account ${event}`)

const accounts: readonly WebhookSample[] = [
  sample('phone_number_quality_update', {
    display_phone_number: shopPhone,
    event: 'THROUGHPUT_UPGRADE',
    max_daily_conversations_per_business: 'TIER_2K',
  }),
  sample('phone_number_name_update', {
    display_phone_number: shopPhone,
    decision: 'REJECTED',
    requested_verified_name: 'Box Shop',
    rejection_reason: 'NAME_FORMAT',
  }),
  sample('business_capability_update', { max_daily_conversations_per_business: 2000, max_phone_numbers_per_business: 20 }),
  sample(
    'business_capability_update',
    { max_daily_conversation_per_phone: 1000, max_phone_numbers_per_waba: 25 },
    'business_capability_update older',
  ),
  account('ACCOUNT_RESTRICTION', {
    restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: 1_764_000_000 }],
  }),
  account('ACCOUNT_VIOLATION', { violation_info: { violation_type: 'ALCOHOL' } }),
  account('DISABLED_UPDATE', { ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE', waba_ban_date: 'November 30, 2026' } }),
  account('VOLUME_BASED_PRICING_TIER_UPDATE', {
    volume_tier_info: {
      pricing_category: 'UTILITY',
      region: 'India',
      tier: '25000001:50000000',
      effective_month: '2026-11',
      tier_update_time: 1_763_800_000,
    },
  }),
  account('PARTNER_REMOVED', { waba_info: { waba_id: '1' }, disconnection_info: { reason: 'PRIMARY_INACTIVITY', initiated_by: 'SYSTEM' } }),
  ...['ACCOUNT_DELETED', 'ACCOUNT_OFFBOARDED', 'ACCOUNT_RECONNECTED', 'MM_LITE_TERMS_SIGNED', 'AD_ACCOUNT_LINKED', 'PARTNER_ADDED'].map(
    (event) => account(event),
  ),
  ...[
    'PARTNER_APP_INSTALLED',
    'PARTNER_APP_UNINSTALLED',
    'PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE',
    'BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE',
    'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE',
  ].map((event) => account(event)),
  sample('account_review_update', { decision: 'APPROVED' }),
  sample('account_alerts', {
    entity_type: 'BUSINESS',
    entity_id: '3',
    alert_info: {
      alert_severity: 'INFORMATIONAL',
      alert_status: 'NONE',
      alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO',
      alert_description: 'More is needed',
    },
  }),
  sample('security', { display_phone_number: shopPhone, event: 'PIN_CHANGED', requester: '123' }),
  sample('business_username_update', { display_phone_number: shopPhone, username: 'boxshop', status: 'approved' }),
]

const logOnly: readonly WebhookSample[] = [
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
].map((field) => sample(field, { anything: 1 }))

/** Every other field of the reference. */
export const fieldSamples: readonly WebhookSample[] = [...templates, ...accounts, ...peopleSamples, ...logOnly]
