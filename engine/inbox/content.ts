import type { InteractiveReply, SystemNotice, WebhookError } from '#contract/cloud-api/webhook-parts.ts'
import type { InboundEvent } from '../intake/index.ts'
import { readCards, readFlow, readOrder, sharedProduct, type ContentLookups } from './content-parts.ts'
import type { Content } from './rules.ts'

type Body = InboundEvent['message']
/** One reader for each kind of message. */
type Readers = { readonly [T in Body['type']]: (message: Extract<Body, { readonly type: T }>, lookups: ContentLookups) => Content }

const readers: Readers = {
  text: ({ text }) => ({ kind: 'text', text: text.body }),
  button: ({ button }) => ({ kind: 'button', text: button.text, payload: button.payload ?? '' }),
  interactive: ({ interactive }, lookups) => readTap(interactive, lookups),
  order: ({ order }, lookups) => readOrder(order, lookups),
  image: ({ image }) => ({ kind: 'media', media: 'image', ...fileOf(image) }),
  video: ({ video }) => ({ kind: 'media', media: 'video', ...fileOf(video) }),
  audio: ({ audio }) => ({ kind: 'media', media: 'audio', ...fileOf(audio), isVoice: audio.voice === true }),
  document: ({ document }) => ({ kind: 'media', media: 'document', ...fileOf(document) }),
  sticker: ({ sticker }) => ({ kind: 'media', media: 'sticker', ...fileOf(sticker) }),
  location: ({ location: { latitude, longitude, name = '', address = '' } }) => ({
    kind: 'location',
    latitude,
    longitude,
    name: name === '' ? address : name,
    ...(name === '' || address === '' ? {} : { address }),
  }),
  contacts: ({ contacts, origin }) => readCards(contacts, origin?.startsWith('contact_request') === true),
  reaction: ({ reaction }, lookups) => ({
    kind: 'reaction',
    emoji: reaction.emoji ?? '',
    toMessage: lookups.messageId(reaction.message_id) ?? '',
  }),
  system: ({ system }) => readNotice(system),
  request_welcome: () => ({ kind: 'system', text: '', note: 'chat-opened' }),
  media_placeholder: () => ({ kind: 'placeholder' }),
  // Told to the room as changes of other messages; shown only if they ever came here.
  edit: ({ type }) => ({ kind: 'unsupported', type }),
  revoke: ({ type }) => ({ kind: 'unsupported', type }),
  unsupported: ({ unsupported, errors }) => ({ kind: 'unsupported', type: unsupported?.type ?? '', ...saidOf(errors) }),
  other: ({ kind, errors }) => ({ kind: 'unsupported', type: kind, ...saidOf(errors) }),
}

/** Turns Meta's message into what a chat shows. A kind that this version can't show keeps its name and what Meta says of it. */
export function readContent(message: Body, lookups: ContentLookups): Content {
  // The table's own type proves that the chosen reader takes this kind.
  const reader = readers[message.type] as (message: Body, lookups: ContentLookups) => Content
  return reader(message, lookups)
}

function readTap(tap: InteractiveReply, lookups: ContentLookups): Content {
  switch (tap.type) {
    case 'button_reply':
      return { kind: 'button', text: tap.button_reply.title, payload: tap.button_reply.id }
    case 'list_reply': {
      const { title, id, description = '' } = tap.list_reply
      return { kind: 'button', text: title, payload: id, choice: 'list', ...(description === '' ? {} : { description }) }
    }
    case 'nfm_reply':
      return readFlow(tap.nfm_reply)
    case 'call_permission_reply':
      return { kind: 'callPermission', allowed: tap.call_permission_reply.response === 'accept' }
    case 'product':
      return sharedProduct(tap, lookups) ?? { kind: 'unsupported', type: 'interactive/product' }
  }
}

function readNotice({ type, body = '' }: SystemNotice): Content {
  return type === 'customer_identity_changed' ? { kind: 'system', text: '', note: 'identity-changed' } : { kind: 'system', text: body }
}

type File = { readonly caption?: string | undefined; readonly filename?: string | undefined; readonly mime_type?: string | undefined }

const fileOf = ({ caption = '', filename, mime_type: mimeType }: File) => ({
  caption,
  fileName: filename ?? null,
  ...(mimeType === undefined ? {} : { mimeType }),
})

/** What Meta says of a message that it does not hand on. */
function saidOf(errors: readonly WebhookError[] | undefined): { readonly metaCode?: number; readonly said?: string } {
  const error = errors?.[0]
  if (error === undefined) return {}
  const details = typeof error.error_data === 'string' ? error.error_data : error.error_data?.details
  const said = (details ?? error.message ?? error.title ?? '').slice(0, 300)
  return { ...(Number.isSafeInteger(error.code) ? { metaCode: error.code } : {}), ...(said === '' ? {} : { said }) }
}
