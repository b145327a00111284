import { z } from 'zod'
import { type TemplateNode, type TemplatePart, templatePartSchema } from '#contract/cloud-api/answer-template.ts'
import type { CarouselComponent, HeaderParameter, TemplateComponent, TemplateSend } from '#contract/cloud-api/request-template.ts'
import type { World } from '../behaviour/world.ts'
import { goodsOf } from './goods-check.ts'
import { checkFiles } from './media-check.ts'
import { type Problem, problem } from './problems.ts'
import { checkButtons } from './template-button-check.ts'
import { checkText } from './template-text-check.ts'

/** Checks the state of a template and everything that is filled into it. Null = Meta would take it. @source reference part 5 and 2.3 */
export function checkTemplate(world: World, template: TemplateNode | undefined, send: TemplateSend): Problem | null {
  if (
    template === undefined ||
    ['REJECTED', 'PENDING', 'IN_APPEAL', 'PENDING_DELETION', 'DELETED', 'LIMIT_EXCEEDED'].includes(template.status)
  ) {
    return problem(132001, `template name (${send.name}) does not exist in ${send.language.code}`)
  }
  if (template.status === 'PAUSED') return problem(132015, 'Template is paused due to low quality so it cannot be sent')
  if (template.status !== 'APPROVED') return problem(132016, `Template is ${template.status.toLowerCase()}`)
  const components = send.components ?? []
  const shape: Shape = { parts: template.components, isNamed: template.parameter_format === 'NAMED' }
  return (
    checkParts(world, shape, components) ??
    checkOffer(world, shape, components) ??
    checkCarousel(world, shape, components.find(isCarousel) ?? null)
  )
}

type Shape = { readonly parts: readonly TemplatePart[]; readonly isNamed: boolean }

/** Header, body and buttons, of the template itself or of one card. */
function checkParts(world: World, shape: Shape, components: readonly TemplateComponent[]): Problem | null {
  const header = components.find((one) => one.type === 'header')?.parameters[0]
  const body = components.find((one) => one.type === 'body')?.parameters ?? []
  const buttons = partOf(shape, 'BUTTONS')?.buttons ?? []
  const given = components.filter((one) => one.type === 'button')
  const text = partOf(shape, 'BODY')?.text ?? ''
  return (
    checkHeader(world, shape, header) ??
    checkText({ place: 'body', text, isNamed: shape.isNamed }, body) ??
    checkButtons(buttons, given, goodsOf(world))
  )
}

function checkHeader(world: World, shape: Shape, given: HeaderParameter | undefined): Problem | null {
  const { format = 'TEXT', text = '' } = partOf(shape, 'HEADER') ?? {}
  if (format === 'TEXT') return checkTextHeader(text, given, shape.isNamed)
  const wanted = format === 'GIF' ? 'video' : format.toLowerCase()
  if (given === undefined || given.type !== wanted) {
    return problem(132012, `header: format mismatch, expected ${format}, received ${given === undefined ? 'nothing' : given.type}`)
  }
  if (given.type === 'product') return goodsOf(world).checkIn(given.product.catalog_id, [given.product.product_retailer_id])
  return checkFiles(world, given)
}

function checkTextHeader(text: string, given: HeaderParameter | undefined, isNamed: boolean): Problem | null {
  if (given !== undefined && given.type !== 'text') return problem(132012, `header: format mismatch, expected TEXT, received ${given.type}`)
  return checkText({ place: 'header', text, isNamed }, given === undefined ? [] : [given])
}

/** The end of an offer must be given where the template shows one, and lie ahead. @source reference part 2.3, row limited_time_offer */
function checkOffer(world: World, shape: Shape, components: readonly TemplateComponent[]): Problem | null {
  const part = partOf(shape, 'LIMITED_TIME_OFFER')
  const given = components.find((one) => one.type === 'limited_time_offer')
  if (part === undefined) return given === undefined ? null : problem(132018, 'limited_time_offer: the template has no such part')
  const hasEnd =
    z.looseObject({ has_expiration: z.boolean().optional() }).safeParse(part['limited_time_offer']).data?.has_expiration === true
  if (given === undefined) return hasEnd ? problem(131008, 'limited_time_offer: expiration_time_ms is missing') : null
  const endsAtMs = given.parameters[0]?.limited_time_offer.expiration_time_ms ?? 0
  return endsAtMs > world.clock.nowMs() ? null : problem(131009, 'limited_time_offer: the offer is over')
}

const cardsSchema = z.array(z.looseObject({ components: z.array(templatePartSchema) }))

/** Cards must be given where the template has some, and only there. */
function checkCarousel(world: World, shape: Shape, given: CarouselComponent | null): Problem | null {
  const part = partOf(shape, 'CAROUSEL')
  if (part === undefined) return given === null ? null : problem(132018, 'carousel: the template has no cards')
  if (given === null) return problem(131008, 'carousel: the cards are missing')
  const cards = cardsSchema.parse(part['cards']).map((card): Shape => ({ parts: card.components, isNamed: shape.isNamed }))
  return checkCards(world, cards, given.cards)
}

/** Media cards must be as many as the template has; product cards follow its first card. @source reference part 2.3, row carousel */
function checkCards(world: World, cards: readonly Shape[], given: CarouselComponent['cards']): Problem | null {
  const [first = { parts: [], isNamed: false }] = cards
  const isOfProducts = partOf(first, 'HEADER')?.format === 'PRODUCT'
  if (!isOfProducts && given.length !== cards.length) {
    return problem(132000, `carousel: number of cards (${given.length}) does not match the expected number (${cards.length})`)
  }
  for (const [index, { components }] of given.entries()) {
    const wrong = checkParts(world, isOfProducts ? first : (cards[index] ?? first), components)
    if (wrong !== null) return { ...wrong, details: `carousel card ${index}: ${wrong.details ?? ''}` }
  }
  return null
}

function isCarousel(component: TemplateComponent): component is CarouselComponent {
  return component.type === 'carousel'
}

function partOf(shape: Shape, type: string): TemplatePart | undefined {
  return shape.parts.find((part) => part.type === type)
}
