import type { CallOutput } from '#contract/ipc/index.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { RenderedTemplate } from './render.ts'
import type { Template } from './rules.ts'
import { isProductCarousel } from './values.ts'

type Bubble = Extract<CallOutput<'inbox.reply'>['content'], { kind: 'template' }>
type PreviewParts = Pick<NonNullable<CallOutput<'broadcast.preview'>['message']>, 'header' | 'place' | 'cards' | 'offer'>
/** The name of a product by the shop's own code. */
type ProductName = (retailerId: string) => string | undefined

const headers = {
  TEXT: 'text',
  IMAGE: 'image',
  VIDEO: 'video',
  GIF: 'video',
  DOCUMENT: 'document',
  LOCATION: 'location',
  PRODUCT: 'product',
} as const

/** Everything besides texts and buttons that a preview draws: what stands above, the cards, the offer. */
export function shownParts(template: Template, rendered: RenderedTemplate, productName: ProductName): PreviewParts {
  const { place, offer } = rendered
  return {
    header: template.header === null ? 'none' : headers[template.header.format],
    place,
    cards: rendered.cards.map((card, index) => ({
      kind: cardKind(template, index),
      product: card.product === null ? null : (productName(card.product) ?? card.product),
      body: card.body,
      buttons: card.buttons.map(({ type, text }) => ({ type, text })),
    })),
    offer: offer === null ? null : { text: offer.text, endsAt: offer.endsAt as TimestampMs | null },
  }
}

function cardKind(template: Template, index: number): PreviewParts['cards'][number]['kind'] {
  if (isProductCarousel(template)) return 'product'
  return template.cards[index]?.header?.format === 'VIDEO' ? 'video' : 'image'
}

/** A filled template as the chat keeps it. */
export function bubbleOf(template: Template, rendered: RenderedTemplate, productName: ProductName): Bubble {
  const { header, place, cards, offer } = shownParts(template, rendered, productName)
  return {
    kind: 'template',
    name: template.name,
    language: template.language,
    header: rendered.headerText,
    body: rendered.body,
    footer: rendered.footer,
    buttons: rendered.buttons.map((button) => button.text),
    couponCode: rendered.couponCode,
    ...(header === 'none' || header === 'text' || header === 'location' ? {} : { media: header }),
    ...(place === null ? {} : { place }),
    ...(cards.length === 0 ? {} : { cards: cards.map(bubbleCard) }),
    ...(offer === null ? {} : { offer }),
  }
}

const bubbleCard = ({ kind, product, body, buttons }: PreviewParts['cards'][number]): NonNullable<Bubble['cards']>[number] => ({
  media: kind,
  product,
  text: body,
  buttons: buttons.map((button) => button.text),
})
