import { exceptionsOf, type SpecException } from './exception.ts'

const NO_CALL = ': no such call'
const GOODS =
  'catalog.linked | catalog.link | catalog.unlink | catalog.read | catalog.products | catalog.product | catalog.create-product | catalog.edit-product | catalog.remove-product | catalog.batch | catalog.batch-status | catalog.sets | catalog.set-products | catalog.create-set | catalog.edit-set | catalog.remove-set | catalog.groups | catalog.diagnostics | business.owned-catalogs | business.client-catalogs'
const TEMPLATES =
  'template.unpause | template.archive | template.unarchive | template.library | template.analytics | template.compare | template.upsert | template.preview | template.migrate'
const NEW_KINDS =
  'interactive.cta_url | interactive.carousel | interactive.location_request_message | interactive.request_contact_info | interactive.address_message'

/** Calls that the spec leaves out, and fields of them that it does not list. */
const calls = exceptionsOf('request', [
  [GOODS, NO_CALL, 'the spec leaves catalogs out but for the commerce settings', 'part 6'],
  [TEMPLATES, NO_CALL, 'of templates the spec has only list, read, create, edit and delete', 'part 5'],
  [
    'number.username | number.set-username | number.remove-username | number.username-suggestions',
    NO_CALL,
    'usernames came in 2026',
    'part 7',
  ],
  ['account.creative-changes | account.save-creative-changes', NO_CALL, 'the spec leaves it out', 'part 3'],
  ['coexistence.request-sync', NO_CALL, 'the spec leaves the phone app out', 'part 14'],
  ['key.inspect', NO_CALL, 'a call of Graph itself', 'part 1'],
  ['signup.list | signup.read | signup.create | signup.edit', NO_CALL, 'sign-up links came in 2026', 'part 12.2'],
  ['webhook.set-app-subscription | webhook.app-subscriptions', NO_CALL, 'a call of Graph itself', 'part 8.1'],
  ['media.start-upload | media.send-upload | media.read-upload', NO_CALL, 'the resumable upload is a call of Graph itself', 'part 4'],
  ['media.download', NO_CALL, 'the address is whatever Meta gave; the spec shows it as a path of its own', 'part 4'],
  ['media.upload', '/type: unknown field', 'the form names the type of the file as well', 'part 4'],
  ['template.list | template.read', '?fields: unknown field', 'every node of Graph takes the fields that are wanted', 'part 5'],
  ['template.list', '?limit: unknown field | ?status: unknown field | ?since: unknown field', 'paging and filters', 'part 5'],
  ['business.owned-accounts | block.list', '?limit: unknown field', 'paging of every list edge', 'parts 1 and 7'],
  ['account.enable-insights', '?is_enabled_for_insights: unknown field', 'the spec lists no query here', 'part 5, analytics'],
  [
    'template.create',
    '/parameter_format: unknown field | /components/*/format: unknown field | /components/*/example: unknown field',
    'named variables, headers and samples',
    'part 5, components',
  ],
  [
    'template.create | template.edit',
    '/components/*/buttons/*/url: unknown field | /components/*/buttons/*/example: unknown field',
    'link buttons',
    'part 5, components',
  ],
  [
    'template.edit',
    '/components/*/example/header_handle: unknown field | /components/*/example/body_text_named_params: unknown field',
    'samples of headers and named variables',
    'part 5, components',
  ],
  [
    'template.create-from-library',
    '/library_template_name: unknown field | /library_template_button_inputs: unknown field',
    'templates from the library',
    'part 5',
  ],
  [
    'number.save-settings',
    "/user_identity_change: must have required property 'enabled' | /user_identity_change/enable_identity_key_check: unknown field",
    'the field is called enable_identity_key_check; the spec says enabled',
    'part 7, settings',
  ],
  [
    'number.save-settings',
    ": must have required property 'calling' | : must have required property 'payload_encryption' | : must have required property 'storage_configuration' | : must match exactly one schema in oneOf",
    'follows from the name above: no alternative fits',
    'part 7, settings',
  ],
  [
    'qr-code.edit',
    ': fits several alternatives at once',
    'the spec’s own alternatives for a new and a changed code do not exclude each other',
    'part 7, QR codes',
  ],
  ['block.add', '/block_users/*/user_id: unknown field', 'people without a known number', 'part 12.1'],
  ['message.mark-read', '/typing_indicator: unknown field', 'the sign that somebody types', 'part 2.4'],
])

/** Messages. */
const messages = exceptionsOf('request', [
  ['*', ": must have required property 'to' | /recipient: unknown field", 'messages to a user id name it in recipient', 'part 12.1'],
  ['*', '/biz_opaque_callback_data: unknown field', 'comes back in statuses; the spec forgot it', 'part 2, envelope'],
  ['*', '/recipient_identity_key_hash: unknown field', 'for the identity check; the spec forgot it', 'part 2, envelope'],
  ['audio', '/audio/voice: unknown field', 'voice notes', 'part 2.1'],
  ['document', '/document/filename: unknown field', 'the spec uses one shape for all files', 'part 2.1'],
  [
    NEW_KINDS,
    '/interactive/type: must be one of button, call_permission_request, catalog_message, list, product, product_list, flow',
    'newer kinds',
    'part 2.2',
  ],
  [
    `${NEW_KINDS} | interactive.catalog_message`,
    "/interactive/action: must have required property 'buttons'",
    'newer kinds; a catalog may go without parameters',
    'part 2.2',
  ],
  [
    'interactive.cta_url',
    '/interactive/action/parameters/display_text: unknown field | /interactive/action/parameters/url: unknown field',
    'newer kind',
    'part 2.2',
  ],
  ['interactive.carousel', '/interactive/action/cards: unknown field', 'newer kind', 'part 2.2'],
  [
    'interactive.address_message',
    '/interactive/action/parameters/country: unknown field | /interactive/action/parameters/values: unknown field | /interactive/action/parameters/saved_addresses: unknown field',
    'newer kind',
    'part 2.2',
  ],
  [
    'template | marketing',
    "/template/language: must have required property 'policy'",
    'the policy fell away; only the code is sent',
    'part 2.3',
  ],
  [
    'template | marketing',
    '/template/components/*/type: must be one of header, body, button | /template/components/*/cards: unknown field',
    'carousels and limited-time offers',
    'part 2.3',
  ],
  [
    'template | marketing',
    '/template/components/*/parameters/*/type: must be one of currency, date_time, document, image, text, video | /template/components/*/parameters/*/location: unknown field | /template/components/*/parameters/*/product: unknown field | /template/components/*/parameters/*/parameter_name: unknown field',
    'headers with a place or a product, and named variables',
    'part 2.3',
  ],
  [
    'template | marketing',
    '/template/components/*/sub_type: must be one of quick_reply, url, catalog | /template/components/*/parameters/*/type: must be one of payload, text | /template/components/*/parameters/*/action: unknown field | /template/components/*/parameters/*/coupon_code: unknown field',
    'buttons for codes, catalogs, products and forms',
    'part 2.3',
  ],
  [
    'template | marketing',
    '/template/components/*/index: must match pattern "^[2-6, 11-14]$"',
    'a slip of the spec: buttons are counted from 0',
    'part 2.3',
  ],
])

/** Where what the client sends goes beyond the spec. */
export const requestExceptions: readonly SpecException[] = [...calls, ...messages]
