import type { CardComponent, CarouselComponent, TemplateComponent } from '#contract/cloud-api/request-template.ts'
import { countCharacters, SEND_LIMITS } from '#contract/cloud-api/limits.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { textParameters, valueOf, type BuildFacts } from './body-options.ts'
import { linkSuffix, quickReply } from './build-buttons.ts'
import { mediaParameter, productParameter } from './build-header.ts'
import { cardAt, offerEnd, renderTemplate } from './render.ts'
import type { Template } from './rules.ts'
import { cardButtonKey, cardHeaderKey, isProductCarousel, OFFER_ENDS_KEY } from './values.ts'

type Card = Template['cards'][number]

/**
 * All cards of a carousel: media cards as many as were approved, product cards one for each product.
 * @returns product-missing with fewer than two products, variable-missing without a picture, limit-text-too-long
 * @source reference part 2.3, row carousel
 */
export function buildCards(facts: BuildFacts): Result<TemplateComponent[]> {
  const { template, options } = facts
  if (template.cards.length === 0) return ok([])
  const products = options.products ?? []
  const isOfProducts = isProductCarousel(template)
  if (isOfProducts && products.length < SEND_LIMITS.minCards) return fail('product-missing')
  const count = isOfProducts ? Math.min(products.length, SEND_LIMITS.cards) : template.cards.length
  const cards: CarouselComponent['cards'] = []
  for (let index = 0; index < count; index += 1) {
    const made = buildCard(facts, index)
    if (!made.ok) return made
    cards.push({ card_index: index, components: made.value })
  }
  return ok([{ type: 'carousel', cards }])
}

function buildCard(facts: BuildFacts, at: number): Result<CardComponent[]> {
  const card = cardAt(facts.template, at)
  if (card === undefined) return ok([])
  const header = cardHeader(facts, card, at)
  if (!header.ok) return header
  const tooLong = bodyTooLong(facts, at)
  if (tooLong !== null) return tooLong
  const body = textParameters(facts, (variable) => variable.where === 'card' && variable.card === at)
  return ok([
    header.value,
    ...(body.length === 0 ? [] : [{ type: 'body' as const, parameters: body }]),
    ...card.buttons.flatMap((button, index) => cardButton(facts, { button, index, at })),
  ])
}

function cardHeader({ values, options }: BuildFacts, card: Card, at: number): Result<CardComponent> {
  if (card.header?.format === 'PRODUCT') {
    const product = productParameter(options, at)
    return product.ok ? ok({ type: 'header', parameters: [product.value] }) : product
  }
  const given = values[cardHeaderKey(at)] ?? card.header?.sampleUrl
  const format = card.header?.format === 'VIDEO' ? 'VIDEO' : 'IMAGE'
  const media = mediaParameter(format, given, cardHeaderKey(at))
  return media.ok ? ok({ type: 'header', parameters: [media.value] }) : media
}

function cardButton(
  { values, options }: BuildFacts,
  { button, index, at }: { readonly button: Card['buttons'][number]; readonly index: number; readonly at: number },
): CardComponent[] {
  const key = cardButtonKey(at, index)
  if (button.type === 'QUICK_REPLY') return [quickReply(index, options.cardPayloads?.[key] ?? button.text)]
  if (button.type !== 'URL' || !button.needsValue) return []
  const own = valueOf(values, key)
  return [linkSuffix(index, own === '' ? valueOf(values, cardButtonKey(0, index)) : own)]
}

function bodyTooLong({ template, values, options }: BuildFacts, at: number): Result<never> | null {
  const actual = countCharacters(renderTemplate(template, values, options).cards[at]?.body ?? '')
  const max = SEND_LIMITS.cardBodyCharacters
  return actual > max ? fail('limit-text-too-long', { field: `card.${at}.body`, max, actual }) : null
}

/**
 * The end of a limited-time offer, where the template counts down to it.
 * @returns variable-missing where no end is known
 * @source reference part 2.3, row limited_time_offer
 */
export function buildOffer({ template, values, options }: BuildFacts): Result<TemplateComponent[]> {
  if (template.limitedTimeOffer?.hasExpiration !== true) return ok([])
  const endsAt = offerEnd(values, options.offerEndsAt ?? null)
  if (endsAt === null) return fail('variable-missing', { variable: OFFER_ENDS_KEY })
  const offer = { expiration_time_ms: endsAt }
  return ok([{ type: 'limited_time_offer', parameters: [{ type: 'limited_time_offer', limited_time_offer: offer }] }])
}
