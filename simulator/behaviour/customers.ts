import { z } from 'zod'
import { type InboundPart, type WebhookEvent, type Wish, inboundEvent, preferenceEvent } from '../webhooks/events.ts'
import type { Person } from './people.ts'
import { type World, makeWamid, metadataOf } from './world.ts'

/** What a person writes, and when by its stamp. */
export type Utterance = {
  readonly part: InboundPart
  /** How long ago it was written; 0 = now. */
  readonly writtenAgoMs?: number
}

/** Kinds that open no window: news about messages and people, and what nobody says of bare reactions. @source reference part 8.3 */
const windowlessTypes: ReadonlySet<string> = new Set(['system', 'edit', 'revoke', 'reaction'])

/** Lets a person write: opens the 24-hour window by the message's stamp and reports it. Returns its id. */
export function hearFrom(world: World, person: Person, utterance: Utterance): string {
  const atMs = world.clock.nowMs() - (utterance.writtenAgoMs ?? 0)
  const wamid = makeWamid(person, world.clock.nowMs())
  if (!windowlessTypes.has(utterance.part.type)) person.lastInboundMs = Math.max(person.lastInboundMs ?? 0, atMs)
  if ('referral' in utterance.part) person.cameByAdMs = atMs
  noteTap(world, utterance.part, atMs)
  world.onChange()
  // Whom the shop blocked may write; Meta keeps it from the shop. @source reference part 7, block users
  if (world.management.desk.blocked.has(person.key)) return wamid
  report(world, inboundEvent(person, utterance.part, { wamid, atMs, metadata: metadataFor(world) }))
  return wamid
}

const tapSchema = z.object({ type: z.literal('button'), button: z.object({ text: z.string() }), context: z.object({ id: z.string() }) })

/** Analytics count taps on buttons of templates. @source reference part 5, analytics */
function noteTap(world: World, part: InboundPart, atMs: number): void {
  const tap = part.type === 'button' ? tapSchema.safeParse(part).data : undefined
  if (tap === undefined) return
  world.management.messages.click(tap.context.id, { type: 'quick_reply_button', content: tap.button.text, atMs })
}

/** Lets a person switch offers off (131050 from now on), or on again, or sign up for them. */
export function setPromotions(world: World, person: Person, wish: Wish): void {
  person.hasStoppedPromotions = wish.value === 'stop'
  world.onChange()
  report(world, preferenceEvent(person, wish, { atMs: world.clock.nowMs(), metadata: metadataFor(world) }))
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

/** Sends an event unless webhooks are off. */
export function report(world: World, event: WebhookEvent): void {
  if (world.areWebhooksOn) world.webhooks.send(event)
}

/** `metadata` of every messages webhook of this world. */
export function metadataFor(world: World): object {
  return metadataOf(world.scenario, world.identity.phoneNumberId)
}
