import type { InboundOrder } from '#contract/cloud-api/webhook-parts.ts'
import type { InboundEvent } from '../intake/index.ts'
import type { Content } from './rules.ts'

/** What reading a message needs from elsewhere. */
export type ContentLookups = {
  /** Name of a product by the shop's own code; undefined when it is not known (any more). */
  readonly productName: (retailerId: string) => string | undefined
  /** Our id of a message by Meta's. */
  readonly messageId: (wamid: string) => string | undefined
  readonly locale: string
}

type Inbound = InboundEvent['message']
/** One reader for each kind of message. */
type Readers = { readonly [T in Inbound['type']]: (message: Extract<Inbound, { readonly type: T }>, lookups: ContentLookups) => Content }

const readers: Readers = {
  text: ({ text }) => ({ kind: 'text', text: text.body }),
  button: ({ button }) => ({ kind: 'button', text: button.text, payload: button.payload ?? '' }),
  interactive: ({ interactive }) => readTap(interactive),
  order: ({ order }, lookups) => readOrder(order, lookups),
  image: ({ image }) => ({ kind: 'media', media: 'image', ...fileOf(image) }),
  video: ({ video }) => ({ kind: 'media', media: 'video', ...fileOf(video) }),
  audio: ({ audio }) => ({ kind: 'media', media: 'audio', ...fileOf(audio) }),
  document: ({ document }) => ({ kind: 'media', media: 'document', ...fileOf(document) }),
  sticker: ({ sticker }) => ({ kind: 'media', media: 'sticker', ...fileOf(sticker) }),
  location: ({ location }) => ({
    kind: 'location',
    latitude: location.latitude,
    longitude: location.longitude,
    name: location.name ?? location.address ?? '',
  }),
  reaction: ({ reaction }, lookups) => ({
    kind: 'reaction',
    emoji: reaction.emoji ?? '',
    toMessage: lookups.messageId(reaction.message_id) ?? '',
  }),
  system: ({ system }) => ({ kind: 'system', text: system.body ?? '' }),
  unsupported: ({ unsupported }) => ({ kind: 'unsupported', type: unsupported?.type ?? '' }),
  contacts: unshown,
  edit: unshown,
  revoke: unshown,
  request_welcome: unshown,
  media_placeholder: unshown,
  other: ({ kind }) => ({ kind: 'unsupported', type: kind }),
}

/** Turns Meta's message into what a chat shows. A kind that this version can't show keeps its name. */
export function readContent(message: Inbound, lookups: ContentLookups): Content {
  // The table's own type proves that the chosen reader takes this kind.
  const reader = readers[message.type] as (message: Inbound, lookups: ContentLookups) => Content
  return reader(message, lookups)
}

function unshown({ type }: { readonly type: string }): Content {
  return { kind: 'unsupported', type }
}

type Tap = Extract<Inbound, { readonly type: 'interactive' }>['interactive']

function readTap(tap: Tap): Content {
  if (tap.type === 'button_reply') return { kind: 'button', text: tap.button_reply.title, payload: tap.button_reply.id }
  if (tap.type === 'list_reply') return { kind: 'button', text: tap.list_reply.title, payload: tap.list_reply.id }
  return unshown(tap)
}

const fileOf = (file: { readonly caption?: string | undefined; readonly filename?: string | undefined }) => ({
  caption: file.caption ?? '',
  fileName: file.filename ?? null,
})

function readOrder(order: InboundOrder, lookups: ContentLookups): Content {
  const totals = new Map<string, number>()
  for (const item of order.product_items) totals.set(item.currency, (totals.get(item.currency) ?? 0) + item.item_price * item.quantity)
  return {
    kind: 'order',
    text: order.text ?? '',
    items: order.product_items.map((item) => ({
      retailerId: item.product_retailer_id,
      name: lookups.productName(item.product_retailer_id) ?? item.product_retailer_id,
      quantity: item.quantity,
      priceText: amountText(item.item_price, item.currency, lookups.locale),
    })),
    totalText: [...totals].map(([currency, amount]) => amountText(amount, currency, lookups.locale)).join(' + '),
  }
}

function amountText(amount: number, currency: string, locale: string): string {
  // A currency that the system does not know is written as Meta wrote it.
  if (!/^[A-Z]{3}$/.test(currency)) return `${amount} ${currency}`
  return new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: Number.isInteger(amount) ? 0 : 2 }).format(
    amount,
  )
}
