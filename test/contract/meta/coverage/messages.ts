import { covered, leftOut, type CoverageRow } from './row.ts'

const rows = (part: string, ...names: readonly string[]): readonly CoverageRow[] => names.map((name) => covered(part, name, name))

/** Every kind of message that the reference knows; names are those of message-features.ts. */
export const messageKindRows: readonly CoverageRow[] = [
  ...rows('2.1', 'text', 'image', 'video', 'audio', 'voice note', 'document', 'sticker', 'location', 'contacts', 'reaction'),
  ...rows('2.2', 'interactive.button', 'interactive.list', 'interactive.cta_url', 'interactive.product', 'interactive.product_list'),
  ...rows('2.2', 'interactive.catalog_message', 'interactive.carousel of files', 'interactive.carousel of products', 'interactive.flow'),
  ...rows('2.2', 'interactive.location_request_message', 'interactive.request_contact_info', 'interactive.address_message'),
  leftOut('2.2', 'call_permission_request', 'Shopbell does not make calls'),
  leftOut('2.2', 'voice_call', 'Shopbell does not make calls'),
  leftOut('2.2', 'order_details', 'payments in India, Brazil and Singapore only; Shopbell takes no money'),
  leftOut('2.2', 'order_status', 'payments in India, Brazil and Singapore only; Shopbell takes no money'),
  ...rows('2.3', 'template'),
  covered('3', 'template by the marketing endpoint', 'marketing policy'),
]

/** The parts that a message may have. */
export const messagePartRows: readonly CoverageRow[] = [
  ...rows('2', 'to a number', 'to a user id', 'quoted reply', 'callback data', 'identity key hash'),
  leftOut('2', 'to a group', 'groups need an official business account; no use for promotions'),
  ...rows('2.1', 'reaction taken back', 'file by id', 'file by link'),
  ...rows('2.2', 'interactive header text', 'interactive header image', 'interactive header video', 'interactive header document'),
  ...rows('2.3', 'template header text', 'template header image', 'template header video', 'template header document'),
  ...rows('2.3', 'template header location', 'template header product', 'template body by place', 'template body by name'),
  ...rows('2.3', 'template body currency', 'template body date_time', 'template button quick_reply', 'template button url'),
  ...rows('2.3', 'template button copy_code', 'template button catalog', 'template button mpm', 'template button flow'),
  ...rows('2.3', 'template carousel', 'template limited_time_offer'),
  leftOut('2.3', 'template buttons voice_call, call_permission, order_details', 'calls and payments'),
  leftOut('2.3', 'tap_target_configuration', 'for some approved businesses only'),
  ...rows('3', 'activity sharing'),
]
