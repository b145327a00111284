import { isObject, objectAt, objectsOf, type Json } from '../spec/json.ts'

/** The kind of a message body: its type, and for interactive ones theirs, e.g. `interactive.list`. */
export function kindOf(body: Json): string {
  const type = String(body['type'])
  return type === 'interactive' ? `interactive.${String(objectAt(body, 'interactive')['type'])}` : type
}

/**
 * What of the reference a message body makes use of, by the names of the rows in coverage/messages.ts. Read from what
 * left, never from what was meant to leave.
 * @source reference parts 2.1, 2.2, 2.3 and 3
 */
export function featuresOf(body: Json): readonly string[] {
  const kind = kindOf(body)
  const own = kind === 'interactive.carousel' ? carouselKind(body) : kind
  const more = body['type'] === 'interactive' ? headerOf(body) : body['type'] === 'template' ? templateFeatures(body) : []
  return [own, ...envelopeFeatures(body), ...fileFeatures(body), ...more]
}

function carouselKind(body: Json): string {
  const [card] = objectsOf(objectAt(objectAt(body, 'interactive'), 'action')['cards'])
  return card?.['type'] === 'product' ? 'interactive.carousel of products' : 'interactive.carousel of files'
}

function envelopeFeatures(body: Json): readonly string[] {
  const has = (key: string, name: string): readonly string[] => (body[key] === undefined ? [] : [name])
  return [
    ...(body['to'] === undefined ? [] : ['to a number']),
    ...(body['recipient'] === undefined ? [] : ['to a user id']),
    ...has('context', 'quoted reply'),
    ...has('biz_opaque_callback_data', 'callback data'),
    ...has('recipient_identity_key_hash', 'identity key hash'),
    ...has('product_policy', 'marketing policy'),
    ...has('message_activity_sharing', 'activity sharing'),
  ]
}

function fileFeatures(body: Json): readonly string[] {
  const file = objectAt(body, String(body['type']))
  return [
    ...(file['id'] === undefined ? [] : ['file by id']),
    ...(file['link'] === undefined ? [] : ['file by link']),
    ...(file['voice'] === true ? ['voice note'] : []),
    ...(body['type'] === 'reaction' && file['emoji'] === '' ? ['reaction taken back'] : []),
  ]
}

const headerOf = (body: Json): readonly string[] => {
  const type = objectAt(objectAt(body, 'interactive'), 'header')['type']
  return typeof type === 'string' ? [`interactive header ${type}`] : []
}

function templateFeatures(body: Json): readonly string[] {
  return objectsOf(objectAt(body, 'template')['components']).flatMap((component) => {
    const parameters = objectsOf(component['parameters'])
    switch (component['type']) {
      case 'header':
        return parameters.map((one) => `template header ${String(one['type'])}`)
      case 'body':
        return parameters.map(bodyFeature)
      case 'button':
        return [`template button ${String(component['sub_type'])}`]
      default:
        return [`template ${String(component['type'])}`]
    }
  })
}

const bodyFeature = (parameter: unknown): string => {
  if (!isObject(parameter)) return 'template body'
  if (parameter['type'] !== 'text') return `template body ${String(parameter['type'])}`
  return parameter['parameter_name'] === undefined ? 'template body by place' : 'template body by name'
}
