import type { SendMessageRequest } from '#contract/cloud-api/requests.ts'
import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { AcceptedMessage } from './accepted.ts'
import { buttonPart, hearFrom, productEnquiryPart, setPromotions } from './customers.ts'
import { offerAnswers, productQuestions, thanks } from './phrases.ts'
import { fraction, pick } from './random.ts'
import { textPart } from '../webhooks/parts.ts'
import type { World } from './world.ts'

/** A conversation must end: this many answers to the shop's replies by one person. */
const SMALL_TALK_MAX = 3

/** Lets the person do what suits their temper after they got this message. */
export function react(world: World, accepted: AcceptedMessage, turn: number): void {
  const { template, request } = accepted
  if (template?.category === 'MARKETING') reactToOffer(world, accepted, turn)
  else if (request.type === 'interactive') reactToProducts(world, accepted, turn)
  else if (request.type === 'text') reactToReply(world, accepted, turn)
}

function reactToOffer(world: World, accepted: AcceptedMessage, turn: number): void {
  const { person, wamid } = accepted
  const { reaction, language } = person.temper
  switch (reaction) {
    case 'silent':
      return
    case 'write':
      return void hearFrom(world, person, { part: textPart(pick(offerAnswers[language], world.seed, person.key, turn)) })
    case 'ask-product': {
      const product = pick(world.scenario.products, world.seed, person.key, turn, 'product')
      const question = pick(productQuestions[language], world.seed, person.key, turn)
      return void hearFrom(world, person, { part: productEnquiryPart(world, question, product.retailerId) })
    }
    case 'stop-promotions':
      return setPromotions(world, person, { value: 'stop' })
    case 'tap-button':
    case 'tap-stop': {
      const button = findQuickReply(accepted, reaction === 'tap-stop')
      if (button !== null) hearFrom(world, person, { part: buttonPart(world, button, wamid) })
      return
    }
    default:
      return reaction satisfies never
  }
}

function reactToProducts(world: World, accepted: AcceptedMessage, turn: number): void {
  const { person } = accepted
  const wanted = shownProducts(accepted.request)
  if (!person.temper.isTalkative || wanted.length === 0 || fraction(world.seed, person.key, turn, 'order') > 0.6) return
  const product = world.scenario.products.find((one) => one.retailerId === wanted[0])
  if (product === undefined) return
  const quantity = 1 + Math.floor(2 * fraction(world.seed, person.key, turn, 'quantity'))
  const item = { product_retailer_id: product.retailerId, quantity, item_price: product.price, currency: world.scenario.shop.currency }
  hearFrom(world, person, {
    part: { type: 'order', order: { catalog_id: world.identity.catalogId, text: '', product_items: [item] } },
  })
}

function reactToReply(world: World, accepted: AcceptedMessage, turn: number): void {
  const { person } = accepted
  const said = world.smallTalk.get(person.key) ?? 0
  if (!person.temper.isTalkative || said >= SMALL_TALK_MAX || fraction(world.seed, person.key, turn, 'thanks') > 0.6) return
  world.smallTalk.set(person.key, said + 1)
  hearFrom(world, person, { part: textPart(pick(thanks[person.temper.language], world.seed, person.key, turn)) })
}

/** The first quick-reply button that is, or is not, about stopping offers; with the payload that we sent. */
function findQuickReply(accepted: AcceptedMessage, wantsStop: boolean): { payload: string; text: string } | null {
  const buttons = buttonsOf(accepted.template)
  const index = buttons.findIndex((button) => button.type === 'QUICK_REPLY' && isAboutStopping(button.text ?? '') === wantsStop)
  const text = buttons[index]?.text
  if (text === undefined) return null
  return { text, payload: sentPayload(accepted.request, index) ?? text }
}

function buttonsOf(template: TemplateNode | null) {
  return template?.components.find((part) => part.type === 'BUTTONS')?.buttons ?? []
}

function isAboutStopping(text: string): boolean {
  return /stop|停|取消|退訂|parar|berhenti/i.test(text)
}

function sentPayload(request: SendMessageRequest, index: number): string | null {
  if (request.type !== 'template') return null
  for (const component of request.template.components ?? []) {
    if (component.type === 'button' && component.sub_type === 'quick_reply' && component.index === String(index)) {
      return component.parameters[0]?.payload ?? null
    }
  }
  return null
}

function shownProducts(request: SendMessageRequest): readonly string[] {
  if (request.type !== 'interactive') return []
  if (request.interactive.type === 'product') return [request.interactive.action.product_retailer_id]
  if (request.interactive.type !== 'product_list') return []
  return request.interactive.action.sections.flatMap((section) => section.product_items.map((item) => item.product_retailer_id))
}
