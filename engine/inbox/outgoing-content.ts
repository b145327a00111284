import type { FreeFormMessage } from '#contract/cloud-api/free-form.ts'
import type { Interactive } from '#contract/cloud-api/request-interactive.ts'
import type { Content } from './rules.ts'

/** What showing a message needs from elsewhere. */
export type Goods = {
  /** Name and price of a product by the shop's own code; undefined when it is not known here. */
  readonly product: (retailerId: string) => { readonly name: string; readonly price: string } | undefined
}

type Readers = {
  readonly [T in FreeFormMessage['type']]: (message: Extract<FreeFormMessage, { readonly type: T }>, goods: Goods) => Content
}

const readers: Readers = {
  text: ({ text }) => ({ kind: 'text', text: text.body }),
  image: ({ image }) => media('image', image),
  video: ({ video }) => media('video', video),
  audio: ({ audio }) => ({ ...media('audio', {}), isVoice: audio.voice === true }),
  document: ({ document }) => media('document', document),
  sticker: () => media('sticker', {}),
  location: ({ location }) => placeOf(location),
  contacts: ({ contacts }) => cardsOf(contacts),
  reaction: ({ reaction }) => ({ kind: 'reaction', emoji: reaction.emoji, toMessage: reaction.message_id }),
  interactive: ({ interactive }, goods) => interactiveContent(interactive, goods),
}

/** How a message in Meta's shape looks in the chat. */
export function outgoingContent(message: FreeFormMessage, goods: Goods): Content {
  // The table's own type proves that the chosen reader takes this kind.
  const reader = readers[message.type] as (message: FreeFormMessage, goods: Goods) => Content
  return reader(message, goods)
}

type Media = Extract<Content, { kind: 'media' }>

const media = (kind: Media['media'], file: { readonly caption?: string | undefined; readonly filename?: string | undefined }): Media => ({
  kind: 'media',
  media: kind,
  caption: file.caption ?? '',
  fileName: file.filename ?? null,
})

const placeOf = ({
  latitude,
  longitude,
  name = '',
  address = '',
}: Extract<FreeFormMessage, { type: 'location' }>['location']): Content => ({
  kind: 'location',
  latitude: Number(latitude),
  longitude: Number(longitude),
  name: name === '' ? address : name,
  ...(name === '' || address === '' ? {} : { address }),
})

const cardsOf = (cards: Extract<FreeFormMessage, { type: 'contacts' }>['contacts']): Content => ({
  kind: 'contacts',
  isAnswer: false,
  items: cards.map(({ name, org, phones = [], emails = [] }) => ({
    name: name.formatted_name,
    company: org?.company ?? '',
    numbers: phones.flatMap(({ phone }) => phone ?? []),
    emails: emails.flatMap(({ email }) => email ?? []),
  })),
})

/** What can be chosen or tapped, in the order in which the phone shows it; kinds that are not here have nothing to choose. */
function optionsOf(interactive: Interactive): string[] {
  switch (interactive.type) {
    case 'button':
      return interactive.action.buttons.map(({ reply }) => reply.title)
    case 'list':
      return interactive.action.sections.flatMap(({ rows }) => rows.map(({ title }) => title))
    case 'cta_url':
      return [interactive.action.parameters.display_text]
    case 'flow':
      return [interactive.action.parameters.flow_cta]
    case 'carousel':
      return interactive.action.cards.flatMap((card) => ('body' in card && card.body !== undefined ? [card.body.text] : []))
    default:
      return []
  }
}

/** Codes of products, as messages and carousels name them. */
function retailerIdsOf(interactive: Interactive): string[] {
  if (interactive.type === 'product') return [interactive.action.product_retailer_id]
  if (interactive.type === 'product_list')
    return interactive.action.sections.flatMap(({ product_items: items }) => items.map((item) => item.product_retailer_id))
  if (interactive.type !== 'carousel') return []
  return interactive.action.cards.flatMap((card) => (card.type === 'product' ? [card.action.product_retailer_id] : []))
}

function interactiveContent(interactive: Interactive, { product }: Goods): Content {
  const header = 'header' in interactive && interactive.header?.type === 'text' ? interactive.header.text : ''
  const text = interactive.body?.text ?? ''
  const items = retailerIdsOf(interactive).map((retailerId) => {
    const { name, price } = product(retailerId) ?? { name: retailerId, price: '' }
    return { retailerId, name, price }
  })
  if (items.length > 0) return { kind: 'products', header, text, items }
  const footer = 'footer' in interactive ? (interactive.footer?.text ?? '') : ''
  return { kind: 'menu', form: interactive.type, header, text, footer, options: optionsOf(interactive) }
}
