/**
 * What Meta's reference (parts 2 and 3) says about the body of a message, written down once more by hand. Nothing here is shared
 * with the client, its contract or the simulator: that is what makes it worth asking.
 */
type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const objectAt = (value: unknown, key: string): Json => {
  const inner = isObject(value) ? value[key] : undefined
  return isObject(inner) ? inner : {}
}
const listAt = (value: unknown, key: string): readonly unknown[] => {
  const inner = isObject(value) ? value[key] : undefined
  return Array.isArray(inner) ? inner : []
}
const isText = (value: unknown, most: number): boolean => typeof value === 'string' && value.length > 0 && value.length <= most
const isOptionalText = (value: unknown, most: number): boolean => value === undefined || isText(value, most)

/** A file: exactly one of an uploaded id or a public https address. */
const isFile = (file: Json): boolean =>
  (isText(file['id'], 100) && file['link'] === undefined) ||
  (file['id'] === undefined && typeof file['link'] === 'string' && file['link'].startsWith('https://'))

const sumOf = (sections: readonly unknown[], key: string): number =>
  sections.reduce((sum: number, section) => sum + listAt(section, key).length, 0)

type Check = (message: Json) => string | null
const refuseUnless = (isFine: boolean, words: string): string | null => (isFine ? null : words)

const fileCheck =
  (type: string): Check =>
  (message) =>
    refuseUnless(isFile(objectAt(message, type)) && isOptionalText(objectAt(message, type)['caption'], 1024), type)

const productSections = (sections: readonly unknown[]): boolean =>
  sections.length >= 1 &&
  sections.length <= 10 &&
  sumOf(sections, 'product_items') <= 30 &&
  sections.every((section) => isText(isObject(section) ? section['title'] : undefined, 24) && listAt(section, 'product_items').length > 0)

const isCard = (card: unknown): boolean => {
  if (!isObject(card) || typeof card['card_index'] !== 'number') return false
  if (card['type'] === 'product') return isText(objectAt(card, 'action')['product_retailer_id'], 200)
  return Object.keys(objectAt(card, 'header')).length > 0 && Object.keys(objectAt(card, 'action')).length > 0
}

/** One check for each kind of interactive message (reference part 2.2); the common parts are checked before. */
const interactiveChecks: Readonly<Record<string, (interactive: Json, action: Json) => boolean>> = {
  button: (_, action) => listAt(action, 'buttons').length >= 1 && listAt(action, 'buttons').length <= 3,
  list: (_, action) => isText(action['button'], 20) && sumOf(listAt(action, 'sections'), 'rows') <= 10,
  cta_url: (_, action) => action['name'] === 'cta_url' && isText(objectAt(action, 'parameters')['display_text'], 20),
  product: (interactive, action) =>
    interactive['header'] === undefined && isText(action['catalog_id'], 40) && isText(action['product_retailer_id'], 200),
  product_list: (interactive, action) => interactive['header'] !== undefined && productSections(listAt(action, 'sections')),
  catalog_message: (interactive, action) => interactive['header'] === undefined && action['name'] === 'catalog_message',
  carousel: (interactive, action) =>
    interactive['header'] === undefined &&
    listAt(action, 'cards').length >= 2 &&
    listAt(action, 'cards').length <= 10 &&
    listAt(action, 'cards').every(isCard),
  flow: (_, action) => action['name'] === 'flow' && objectAt(action, 'parameters')['flow_message_version'] === '3',
  location_request_message: (_, action) => action['name'] === 'send_location',
  request_contact_info: (_, action) => action['name'] === 'request_contact_info',
  address_message: (_, action) => action['name'] === 'address_message',
}

function checkInteractive(message: Json): string | null {
  const interactive = objectAt(message, 'interactive')
  const kind = String(interactive['type'])
  const body = objectAt(interactive, 'body')['text']
  const bodyIsFine = kind === 'product' ? isOptionalText(body, 1024) : isText(body, kind === 'list' ? 4096 : 1024)
  const footerIsFine = isOptionalText(objectAt(interactive, 'footer')['text'], 60)
  const rule = interactiveChecks[kind]
  return refuseUnless(
    rule !== undefined && bodyIsFine && footerIsFine && rule(interactive, objectAt(interactive, 'action')),
    `interactive.${kind}`,
  )
}

const componentTypes = ['header', 'body', 'button', 'carousel', 'limited_time_offer']

function checkTemplate(message: Json): string | null {
  const template = objectAt(message, 'template')
  const components = listAt(template, 'components')
  return refuseUnless(
    /^[a-z0-9_]{1,512}$/.test(String(template['name'])) &&
      isText(objectAt(template, 'language')['code'], 10) &&
      components.every((component) => isObject(component) && componentTypes.includes(String(component['type']))) &&
      message['context'] === undefined,
    'template',
  )
}

/** One check for each kind of message (reference part 2.1). */
const checks: Readonly<Record<string, Check>> = {
  text: (message) => refuseUnless(isText(objectAt(message, 'text')['body'], 4096), 'text'),
  image: fileCheck('image'),
  video: fileCheck('video'),
  audio: (message) => refuseUnless(isFile(objectAt(message, 'audio')) && objectAt(message, 'audio')['caption'] === undefined, 'audio'),
  document: fileCheck('document'),
  sticker: fileCheck('sticker'),
  location: (message) =>
    refuseUnless(
      ['latitude', 'longitude'].every((key) => Number.isFinite(Number(objectAt(message, 'location')[key]))),
      'location',
    ),
  contacts: (message) =>
    refuseUnless(
      listAt(message, 'contacts').length > 0 &&
        listAt(message, 'contacts').every((contact) => isText(objectAt(contact, 'name')['formatted_name'], 1000)),
      'contacts',
    ),
  reaction: (message) =>
    refuseUnless(isText(objectAt(message, 'reaction')['message_id'], 500) && message['context'] === undefined, 'reaction'),
  interactive: checkInteractive,
  template: checkTemplate,
}

/** Every kind that a message may have here; interactive ones as `interactive.<kind>`. */
export const messageKinds: readonly string[] = [
  ...Object.keys(checks).filter((kind) => kind !== 'interactive'),
  ...Object.keys(interactiveChecks).map((kind) => `interactive.${kind}`),
]

/** The kind of a body that is fine, or what is wrong with it in one word. */
export function checkMessage(body: unknown): { readonly kind: string } | { readonly wrong: string } {
  if (!isObject(body) || body['messaging_product'] !== 'whatsapp') return { wrong: 'messaging_product' }
  if (!isText(body['to'], 40) && !/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(String(body['recipient']))) return { wrong: 'to' }
  if (!isOptionalText(body['biz_opaque_callback_data'], 512)) return { wrong: 'biz_opaque_callback_data' }
  const type = String(body['type'])
  const wrong = checks[type] === undefined ? 'type' : checks[type](body)
  if (wrong !== null) return { wrong }
  return { kind: type === 'interactive' ? `interactive.${String(objectAt(body, 'interactive')['type'])}` : type }
}
