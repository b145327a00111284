import { type InboundPart, inboundEvent, preferenceEvent } from '../webhooks/events.ts'
import type { Person } from './people.ts'
import { type World, makeWamid, metadataOf } from './world.ts'

/** What a person writes, and when by its stamp. */
export type Utterance = {
  readonly part: InboundPart
  /** How long ago it was written; 0 = now. */
  readonly writtenAgoMs?: number
}

/** Lets a person write: opens the 24-hour window by the message's stamp and reports it. Returns its id. */
export function hearFrom(world: World, person: Person, utterance: Utterance): string {
  const atMs = world.clock.nowMs() - (utterance.writtenAgoMs ?? 0)
  const wamid = makeWamid(person, world.clock.nowMs())
  person.lastInboundMs = Math.max(person.lastInboundMs ?? 0, atMs)
  world.onChange()
  report(world, inboundEvent(person, utterance.part, { wamid, atMs, metadata: metadataFor(world) }))
  return wamid
}

/** Lets a person switch offers off (131050 from now on) or on again. */
export function setPromotions(world: World, person: Person, value: 'stop' | 'resume'): void {
  person.hasStoppedPromotions = value === 'stop'
  world.onChange()
  report(world, preferenceEvent(person, value, { atMs: world.clock.nowMs(), metadata: metadataFor(world) }))
}

/** A text. */
export function textPart(body: string): InboundPart {
  return { type: 'text', text: { body } }
}

/** A text written from a product's page. */
export function productEnquiryPart(world: World, body: string, productRetailerId: string): InboundPart {
  const referred = { catalog_id: world.identity.catalogId, product_retailer_id: productRetailerId }
  return { type: 'text', text: { body }, context: { from: world.scenario.shop.phoneDigits, referred_product: referred } }
}

/** A tap on a quick-reply button of a template that we sent. */
export function buttonPart(world: World, button: { readonly payload: string; readonly text: string }, answers: string | null): InboundPart {
  return { type: 'button', button, ...(answers === null ? {} : { context: { from: world.scenario.shop.phoneDigits, id: answers } }) }
}

/** Says whether free-form messages may go to this person now. @source reference part 10 */
export function hasOpenWindow(world: World, person: Person): boolean {
  return person.lastInboundMs !== null && world.clock.nowMs() - person.lastInboundMs < 24 * 3_600_000
}

function report(world: World, event: Parameters<World['webhooks']['send']>[0]): void {
  if (world.areWebhooksOn) world.webhooks.send(event)
}

function metadataFor(world: World): object {
  return metadataOf(world.scenario, world.identity.phoneNumberId)
}
