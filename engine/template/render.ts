import {
  cardHeaderKey,
  cleanValue,
  fillPlaceholders,
  HEADER_KEY,
  isProductCarousel,
  neededKeys,
  OFFER_ENDS_KEY,
  PLACE_KEYS,
  variableKey,
} from './values.ts'
import type { Template } from './rules.ts'

/** Values by the keys of values.ts; cleaned when used. */
export type TemplateValues = Readonly<Record<string, string>>

type ShownButton = { readonly type: string; readonly text: string }

export type RenderedCard = {
  /** Address of the card's picture or film; null for products, which WhatsApp draws from the catalog. */
  readonly headerUrl: string | null
  /** The shop's own code of the product. */
  readonly product: string | null
  readonly body: string
  readonly buttons: readonly ShownButton[]
}

/** A message as a phone shows it; used by previews and by the bubbles of chats. */
export type RenderedTemplate = {
  readonly headerText: string | null
  /** Address of the header's picture, film or file; the sample's where an uploaded one is sent. */
  readonly headerUrl: string | null
  readonly place: { readonly name: string; readonly address: string } | null
  readonly body: string
  readonly footer: string | null
  readonly buttons: readonly ShownButton[]
  readonly cards: readonly RenderedCard[]
  /** The line over an offer that ends, and its end in ms since the epoch. */
  readonly offer: { readonly text: string; readonly endsAt: number | null } | null
  readonly couponCode: string | null
  /** Keys of variables and link buttons without a visible value. */
  readonly missing: readonly string[]
}

export type RenderExtras = {
  readonly headerUrl?: string | null
  readonly couponCode?: string | null
  /** End of a limited-time offer, in ms since the epoch. */
  readonly offerEndsAt?: number | null
  /** The shop's own codes, for carousels of products. */
  readonly products?: readonly string[]
}

/** Fills a template in. Missing values leave a gap and are named in `missing`; nothing of the form {{…}} remains. */
export function renderTemplate(template: Template, values: TemplateValues, extras: RenderExtras = {}): RenderedTemplate {
  const valueOf = (key: string) => cleanValue(values[key] ?? '')
  const hasCoupon = template.buttons.some((button) => button.type === 'COPY_CODE')
  const offer = template.limitedTimeOffer
  return {
    ...renderHeader(template.header, values, extras),
    body: fillPlaceholders(template.body, valueOf),
    footer: template.footer,
    buttons: template.buttons.map(({ type, text }) => ({ type, text })),
    cards: renderCards(template, values, extras.products ?? []),
    offer: offer === null ? null : { text: offer.text, endsAt: offer.hasExpiration ? offerEnd(values, extras.offerEndsAt ?? null) : null },
    couponCode: hasCoupon ? (extras.couponCode ?? null) : null,
    missing: neededKeys(template).filter((key) => valueOf(key) === ''),
  }
}

type ShownHeader = Pick<RenderedTemplate, 'headerText' | 'headerUrl' | 'place'>

const NO_HEADER: ShownHeader = { headerText: null, headerUrl: null, place: null }

function renderHeader(header: Template['header'], values: TemplateValues, extras: RenderExtras): ShownHeader {
  const valueOf = (key: string) => cleanValue(values[key] ?? '')
  if (header === null || header.format === 'PRODUCT') return NO_HEADER
  if (header.format === 'LOCATION') return { ...NO_HEADER, place: { name: valueOf(PLACE_KEYS.name), address: valueOf(PLACE_KEYS.address) } }
  if (header.format === 'TEXT') {
    const headerText = fillPlaceholders(header.text ?? '', (name) => valueOf(variableKey({ name, where: 'header' })))
    return { ...NO_HEADER, headerText }
  }
  return { ...NO_HEADER, headerUrl: addressIn(values[HEADER_KEY]) ?? extras.headerUrl ?? header.sampleUrl }
}

function renderCards(template: Template, values: TemplateValues, products: readonly string[]): RenderedCard[] {
  const isOfProducts = isProductCarousel(template)
  const count = isOfProducts && products.length > 0 ? products.length : template.cards.length
  return Array.from({ length: count }, (_, index) => {
    const card = cardAt(template, index) ?? EMPTY_CARD
    const shown = isOfProducts
      ? { headerUrl: null, product: products[index] ?? null }
      : { headerUrl: addressIn(values[cardHeaderKey(index)]) ?? card.header?.sampleUrl ?? null, product: null }
    const valueOf = (name: string) => cleanValue(values[variableKey({ name, where: 'card', card: index })] ?? '')
    return { ...shown, body: fillPlaceholders(card.body, valueOf), buttons: card.buttons.map(({ type, text }) => ({ type, text })) }
  })
}

const EMPTY_CARD: Template['cards'][number] = { header: null, body: '', buttons: [] }

/** The layout of a card; product cards beyond those that were made look like the last one. */
export const cardAt = (template: Template, index: number): Template['cards'][number] | undefined =>
  template.cards[index] ?? template.cards.at(-1)

/** A web address among values, where an uploaded id may stand as well. */
const addressIn = (value: string | undefined): string | null => (value !== undefined && /^https?:\/\//.test(value) ? value : null)

/** When the offer ends: what was written for this message, else the coupon's own end. */
export function offerEnd(values: TemplateValues, fallback: number | null): number | null {
  const written = Date.parse(values[OFFER_ENDS_KEY] ?? '')
  return Number.isFinite(written) ? written : fallback
}

/** The samples that were given with the template, as values: for a preview before anybody is chosen. */
export function sampleValues(template: Template): TemplateValues {
  return Object.fromEntries(template.variables.map((variable) => [variableKey(variable), variable.sample]))
}
