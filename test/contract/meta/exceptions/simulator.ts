import { exceptionsOf, type SpecException } from './exception.ts'

const unknown = (...fields: readonly string[]): string => fields.map((field) => `${field}: unknown field`).join(' | ')
const KINDS =
  '/messages/*/type: must be one of text, reaction, audio, document, image, sticker, video, location, contacts, unsupported, unknown, button, interactive, order'

const answers = exceptionsOf('answer', [
  [
    'template.list',
    unknown('/data/*/quality_score', '/data/*/rejected_reason', '/data/*/parameter_format', '/data/*/components/*/buttons/*/example'),
    'fields of templates',
    'part 5',
  ],
  [
    'template.read',
    unknown('/quality_score', '/rejected_reason', '/parameter_format', '/health_status', '/components/*/example/body_text_named_params'),
    'fields of templates',
    'part 5',
  ],
  ['media.read', '/file_size: must be string', 'shown without a type; the client reads a number and a text', 'part 4'],
  ['message.send | message.send-marketing', '/contacts/*/user_id: unknown field', 'user ids came in 2026', 'part 12.1'],
  ['message.mark-read', '/success: unknown field', 'the spec knows one answer for the whole edge', 'part 2.4'],
  [
    'insight.pricing | insight.messaging',
    ": must have required property 'name'",
    'a node answers the fields that were asked for',
    'part 11',
  ],
  ['insight.pricing', '/pricing_analytics: unknown field', 'the price model of 2025', 'part 11'],
  ['account.read', '/business_verification_status: must be one of VERIFIED, UNVERIFIED, PENDING', 'written in small letters', 'part 7'],
  [
    'account.read',
    unknown(
      '/currency',
      '/primary_funding_id',
      '/status',
      '/health_status',
      '/owner_business_info',
      '/is_enabled_for_insights',
      '/marketing_messages_onboarding_status',
      '/disable_marketing_messages_on_cloud_api',
      '/template_auto_archival_enabled',
      '/whatsapp_business_manager_messaging_limit',
    ),
    'fields of accounts',
    'part 7',
  ],
  [
    'number.read',
    unknown(
      '/status',
      '/whatsapp_business_manager_messaging_limit',
      '/messaging_limit_tier',
      '/throughput',
      '/platform_type',
      '/is_on_biz_app',
      '/account_mode',
      '/quality_score',
      '/new_name_status',
      '/country_code',
      '/country_dial_code',
      '/is_official_business_account',
      '/is_pin_enabled',
      '/last_onboarded_time',
      '/webhook_configuration',
      '/health_status',
    ),
    'fields of numbers',
    'part 7',
  ],
  [
    'number.list',
    '/data/*/status: must be one of PENDING, LINKED, UNLINKED, DELETED, MIGRATED, BANNED, RESTRICTED',
    'a number that works is CONNECTED',
    'part 7',
  ],
  [
    'number.list',
    '/data/*/messaging_limit_tier: must be one of TIER_50, TIER_250, TIER_1K, TIER_10K, TIER_100K, TIER_UNLIMITED',
    'TIER_2K since October 2025',
    'parts 7 and 9',
  ],
  [
    'number.list',
    unknown(
      '/data/*/name_status',
      '/data/*/whatsapp_business_manager_messaging_limit',
      '/data/*/throughput',
      '/data/*/platform_type',
      '/data/*/is_on_biz_app',
    ),
    'fields of numbers',
    'part 7',
  ],
  ['number.settings', '/user_identity_change: unknown field', 'the spec forgot it in the answer', 'part 7, settings'],
  [
    'profile.read',
    unknown(
      '/data/*/about',
      '/data/*/address',
      '/data/*/description',
      '/data/*/email',
      '/data/*/websites',
      '/data/*/vertical',
      '/data/*/messaging_product',
    ),
    'the spec wraps the profile once more; the client reads both',
    'part 7, profile',
  ],
  [
    'block.add | block.list | block.remove',
    unknown('/block_users/added_users/*/user_id', '/data/*/user_id', '/block_users/removed_users/*/user_id'),
    'user ids came in 2026',
    'part 12.1',
  ],
  ['conversation.read', '/conversational_automation: unknown field', 'read as a field of the number', 'part 7'],
])

const webhooks = exceptionsOf('webhook', [
  [
    '*',
    unknown('/contacts/*/user_id', '/messages/*/from_user_id', '/contacts/*/profile/username', '/statuses/*/recipient_user_id'),
    'user ids and usernames came in 2026',
    'part 12.1',
  ],
  ['*', "/messages/*: must have required property 'from'", 'people whose number is hidden', 'part 12.1'],
  ['*', unknown('/statuses/*/biz_opaque_callback_data', '/statuses/*/pricing/type', '/contacts'), 'newer fields of statuses', 'part 8.4'],
  [
    'messages status played',
    '/statuses/*/status: must be one of sent, delivered, read, failed',
    'voice notes that were listened to',
    'part 8.4',
  ],
  [
    'messages text',
    `/messages/*/context: must have required property 'from' | /messages/*/context: must have required property 'id' | /messages/*/context: must have required property 'referred_product' | ${unknown('/messages/*/context/forwarded')}`,
    'the spec knows a context only on questions about a product',
    'part 8.3',
  ],
  [
    'messages interactive | messages interactive nfm_reply | messages interactive product | messages interactive call_permission_reply',
    "/messages/*: must have required property 'context'",
    'the context can be missing',
    'part 8.3',
  ],
  [
    'messages interactive nfm_reply | messages interactive product | messages interactive call_permission_reply',
    `/messages/*/interactive/type: must be one of list_reply, button_reply | ${unknown('/messages/*/interactive/nfm_reply', '/messages/*/interactive/product', '/messages/*/interactive/call_permission_reply')}`,
    'newer answers',
    'part 8.3',
  ],
  [
    'messages interactive',
    `/messages/*: must have required property 'interactive' | ${unknown('/errors')}`,
    'a tap that Meta could not describe',
    'part 8.3, broken interactive',
  ],
  [
    'messages contacts',
    unknown('/messages/*/origin', '/messages/*/contacts/*/vcard'),
    'answers to a request for the number',
    'part 8.3, contact-info answer',
  ],
  ['messages reaction', "/messages/*/reaction: must have required property 'emoji'", 'missing when a reaction was taken back', 'part 8.3'],
  ['messages unsupported', '/messages/*/unsupported: unknown field', 'filled since February 2026', 'parts 8.3 and 12.2'],
  [
    'messages image | messages video | messages audio | messages document | messages sticker',
    unknown(
      '/messages/*/image/url',
      '/messages/*/video/url',
      '/messages/*/audio/url',
      '/messages/*/document/url',
      '/messages/*/sticker/url',
    ),
    'addresses since October 2025',
    'part 4',
  ],
  [
    'messages request_welcome | messages edit | messages revoke',
    `${KINDS} | ${unknown('/messages/*/from', '/messages/*/id', '/messages/*/timestamp')}`,
    'newer kinds',
    'part 8.3',
  ],
  ['messages edit | messages revoke', unknown('/messages/*/edit', '/messages/*/revoke'), 'newer kinds', 'part 8.3'],
  [
    'messages system customer_identity_changed | messages system user_changed_user_id | messages system user_changed_number',
    ': must NOT be valid',
    'the spec has notices without contacts; the reference says that every message names its people, and Shopbell reads both',
    'part 12.1',
  ],
  [
    'messages system customer_identity_changed | messages system user_changed_user_id',
    '/messages/*/system/type: must be one of user_changed_number',
    'newer notices',
    'part 8.3',
  ],
  [
    'messages system customer_identity_changed | messages system user_changed_user_id | messages system user_changed_number',
    unknown('/messages/*/identity', '/messages/*/system/user_id', '/messages/*/system/previous_user_id'),
    'newer fields of notices',
    'part 8.3',
  ],
])

/** Where what the simulator answers and posts goes beyond the spec. */
export const simulatorExceptions: readonly SpecException[] = [...answers, ...webhooks]
