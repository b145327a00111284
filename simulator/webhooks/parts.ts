import type { MediaFile } from '../behaviour/media-shelf.ts'
import type { InboundPart } from './events.ts'

/** What a message is an answer to, or where it was written from. */
export type Quote = { readonly context?: object }

/** Kinds of message that carry a file. */
export type InboundMediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker'

/** A text. @source reference part 8.3 */
export function textPart(body: string, quote: Quote = {}): InboundPart {
  return { type: 'text', text: { body }, ...quote }
}

/** A file; its address stands ready in the webhook since 16 October 2025. @source reference part 8.3 and part 4 */
export function mediaPart(
  kind: InboundMediaKind,
  file: MediaFile,
  more: { readonly url: string } & Readonly<Record<string, unknown>>,
): InboundPart {
  const sha256 = Buffer.from(file.sha256Hex, 'hex').toString('base64')
  return { type: kind, [kind]: { id: file.id, mime_type: file.mimeType, sha256, ...more } }
}

/** A place. */
export function locationPart(location: {
  readonly latitude: number
  readonly longitude: number
  readonly name?: string | undefined
  readonly address?: string | undefined
}): InboundPart {
  return { type: 'location', location }
}

/** A card of somebody, as people pass it on. */
export function contactsPart(name: string, digits: string): InboundPart {
  return { type: 'contacts', contacts: [{ name: { formatted_name: name, first_name: name }, phones: [phoneOf(digits)] }] }
}

/** The answer to our question for the number. @source reference part 8.3, contact-info answer */
export function contactInfoPart(name: string, digits: string, quote: Quote): InboundPart {
  const vcard = `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;waid=${digits}:+${digits}\nEND:VCARD`
  return { type: 'contacts', origin: 'contact_request', contacts: [{ vcard, phones: [{ phone: digits }] }], ...quote }
}

function phoneOf(digits: string): object {
  return { phone: `+${digits}`, wa_id: digits, type: 'CELL' }
}

/** A reaction; an empty emoji takes it back. */
export function reactionPart(wamid: string, emoji: string): InboundPart {
  return { type: 'reaction', reaction: emoji === '' ? { message_id: wamid } : { message_id: wamid, emoji } }
}

/** What was tapped, picked or filled in. */
export type InteractiveAnswer =
  | { readonly type: 'button_reply'; readonly button_reply: object }
  | { readonly type: 'list_reply'; readonly list_reply: object }
  | { readonly type: 'nfm_reply'; readonly nfm_reply: object }
  | { readonly type: 'call_permission_reply'; readonly call_permission_reply: object }
  | { readonly type: 'product'; readonly product: object }

/** A tap, a pick, a filled form or a shared product. The inner shape of a shared product is not published. @source reference part 8.3 */
export function interactivePart(interactive: InteractiveAnswer, quote: Quote = {}): InboundPart {
  return { type: 'interactive', interactive, ...quote }
}

/** A message was written anew. @source reference part 8.3, edit */
export function editPart(original: string, body: string): InboundPart {
  return { type: 'edit', edit: { original_message_id: original, message: { type: 'text', text: { body } } } }
}

/** A message was taken back. @source reference part 8.3, revoke */
export function revokePart(original: string): InboundPart {
  return { type: 'revoke', revoke: { original_message_id: original } }
}

/** Something that the API can't show. @source reference part 8.3, unsupported */
export function unsupportedPart(kind: string, code = 131051): InboundPart {
  const title = code === 131060 ? 'This message is unavailable' : 'Message type unknown'
  const error = { code, title, message: title, error_data: { details: `${title} (made up by the simulator)` } }
  return { type: 'unsupported', unsupported: { type: kind }, errors: [error] }
}

/** What a message says of the ad that the person came by. @source reference part 8.3, from an ad */
export function adReferral(url: string): object {
  return {
    source_url: url,
    source_type: 'ad',
    source_id: '120200000000000012',
    headline: 'A box for the season',
    body: 'Write to us',
    media_type: 'image',
    image_url: `${url}/picture.png`,
    ctwa_clid: 'simulator-click',
  }
}
