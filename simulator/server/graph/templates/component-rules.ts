import type { World } from '../../../behaviour/world.ts'
import type { Problem } from '../../problems.ts'
import { firstBroken, invalid } from '../answers.ts'
import { checkButtons } from './button-rules.ts'
import { checkBody, checkFooter, checkHeader } from './part-rules.ts'
import type { ComponentWish, PartWish } from './shapes.ts'
import { type ParameterFormat, subcodes } from './text-rules.ts'

const BODY_MAX = 1_024
const OFFER_BODY_MAX = 600
const SHORT_BODY_MAX = 160
const OFFER_TEXT_MAX = 16

/** What is known of the template beside its components. */
export type TemplateContext = { readonly category: string; readonly format: ParameterFormat }

const knownParts: ReadonlySet<string> = new Set(['HEADER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL', 'LIMITED_TIME_OFFER'])

/** Checks everything that a template is made of, as Meta does before it takes it in for review. @source reference part 5 */
export function checkComponents(world: World, components: readonly ComponentWish[], context: TemplateContext): Problem | null {
  const types = components.map((part) => part.type)
  const unknown = types.find((type) => !knownParts.has(type))
  if (unknown !== undefined) return invalid(`components: unknown type ${unknown}`)
  const double = types.find((type, index) => types.indexOf(type) !== index)
  if (double !== undefined) return invalid(`components: ${double} stands there twice`)
  const parts = new Map(components.map((part) => [part.type, part]))
  if (context.category === 'AUTHENTICATION') return checkAuthentication(parts)
  return (
    checkTexts(world, parts, context) ??
    checkMatch(parts) ??
    checkOffer(parts, context) ??
    checkCarousel(world, parts.get('CAROUSEL'), context)
  )
}

type Parts = ReadonlyMap<string, ComponentWish>

function checkTexts(world: World, parts: Parts, context: TemplateContext): Problem | null {
  const [header, body, footer, buttons] = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS'].map((type) => parts.get(type))
  if (body === undefined) return invalid('components: a body is required', subcodes.body)
  return (
    checkIf(header, (part) => checkHeader(world, part, context.format)) ??
    checkBody(body, { maximum: bodyMaxOf(parts), format: context.format }) ??
    checkIf(footer, checkFooter) ??
    checkIf(buttons, (part) => checkButtons(part.buttons ?? [], context.category))
  )
}

function checkIf<Part>(part: Part | undefined, check: (part: Part) => Problem | null): Problem | null {
  return part === undefined ? null : check(part)
}

function bodyMaxOf(parts: Parts): number {
  if (parts.has('LIMITED_TIME_OFFER')) return OFFER_BODY_MAX
  return parts.get('HEADER')?.format === 'PRODUCT' ? SHORT_BODY_MAX : BODY_MAX
}

function buttonTypesOf(part: PartWish | undefined): readonly string[] {
  return (part?.buttons ?? []).map((button) => button.type)
}

function checkMatch(parts: Parts): Problem | null {
  const types = buttonTypesOf(parts.get('BUTTONS'))
  const header = parts.get('HEADER')?.format ?? 'none'
  return firstBroken([
    [types.includes('MPM') && header !== 'TEXT', 'buttons: "View items" needs a text header'],
    [types.includes('SPM') && header !== 'PRODUCT', 'buttons: "View" needs a product header'],
  ])
}

function checkOffer(parts: Parts, context: TemplateContext): Problem | null {
  const offer = parts.get('LIMITED_TIME_OFFER')
  if (offer === undefined) return null
  const length = [...(offer.limited_time_offer?.text ?? '')].length
  const header = parts.get('HEADER')?.format ?? 'none'
  const codeAt = buttonTypesOf(parts.get('BUTTONS')).indexOf('COPY_CODE')
  return firstBroken([
    [length < 1 || length > OFFER_TEXT_MAX, `limited_time_offer.text: 1 to ${OFFER_TEXT_MAX} characters`],
    [context.category !== 'MARKETING', 'limited_time_offer: only for marketing'],
    [parts.has('FOOTER'), 'footer: not with a limited-time offer', subcodes.footer],
    [!['none', 'IMAGE', 'VIDEO'].includes(header), 'header: an offer takes a picture or video'],
    [codeAt > 0, 'buttons: the code to copy stands first in an offer'],
  ])
}

function checkCarousel(world: World, carousel: ComponentWish | undefined, context: TemplateContext): Problem | null {
  if (carousel === undefined) return null
  const cards = carousel.cards ?? []
  if (cards.length < 2 || cards.length > 10) return invalid(`carousel: ${cards.length} cards, 2 to 10 allowed`)
  const layouts = new Set(cards.map((card) => layoutOf(card.components)))
  if (layouts.size > 1) return invalid('carousel: all cards must have the same parts and buttons')
  const isOfProducts = cards[0]?.components.some((part) => part.type === 'HEADER' && part.format === 'PRODUCT') === true
  if (isOfProducts && cards.length !== 2) return invalid('carousel: a product carousel is made with 2 cards')
  const wrong = cards.map((card, index) => checkCard(world, card.components, { ...context, index })).find((one) => one !== null)
  return wrong ?? null
}

function checkCard(world: World, parts: readonly PartWish[], context: TemplateContext & { readonly index: number }): Problem | null {
  const name = `carousel.${context.index}`
  const [header, body, buttons] = ['HEADER', 'BODY', 'BUTTONS'].map((type) => parts.find((part) => part.type === type))
  const count = buttonTypesOf(buttons).length
  return (
    firstBroken([
      [!['IMAGE', 'VIDEO', 'PRODUCT'].includes(header?.format ?? ''), `${name}: a picture, video or product header is required`],
      [count < 1 || count > 2, `${name}: 1 or 2 buttons`],
    ]) ??
    checkIf(header, (part) => checkHeader(world, part, context.format)) ??
    checkIf(body, (part) => checkBody(part, { maximum: SHORT_BODY_MAX, format: context.format, name: `${name}.body` })) ??
    checkIf(buttons, (part) => checkButtons(part.buttons ?? [], context.category))
  )
}

function layoutOf(parts: readonly PartWish[]): string {
  return parts.map((part) => `${part.type} ${part.format ?? ''} ${(part.buttons ?? []).map((button) => button.type).join(' ')}`).join('|')
}

/** Texts of authentication templates are Meta's own; only the button is chosen. */
function checkAuthentication(parts: Parts): Problem | null {
  const buttons = parts.get('BUTTONS')?.buttons ?? []
  const isCodeOnly = buttons.length === 1 && buttons[0]?.type === 'OTP'
  if (!isCodeOnly) return invalid('buttons: authentication takes one button of type OTP')
  return parts.get('BODY')?.text === undefined ? null : invalid('body: the text of authentication is fixed', subcodes.body)
}
