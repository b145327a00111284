import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import { type SentMessage, failedEvent, statusEvent } from '../webhooks/events.ts'
import type { AcceptedMessage } from './accepted.ts'
import { hasOpenWindow } from './customers.ts'
import type { RequestFault } from './fault-table.ts'
import type { Person } from './people.ts'
import { between } from './random.ts'
import { react } from './reactions.ts'
import { tempoTables } from './tempo.ts'
import type { World } from './world.ts'

/** What will become of a message: the way of the statuses, or the code of its failure. */
export type Fate =
  | { readonly kind: 'failed'; readonly code: number }
  | { readonly kind: 'undelivered' }
  | { readonly kind: 'delivered'; readonly isRead: boolean }

/** Free service messages of a number in a month, by providers since October 2026. @source reference part 11 */
const FREE_SERVICE_MESSAGES = 1_000

/** The code with which Meta refuses this person, now or by a later status; null when nothing stands against it. */
export function refusalOf(person: Person, category: string): number | null {
  if (!person.temper.isOnWhatsapp) return 131026
  if (category !== 'marketing') return null
  if (person.hasStoppedPromotions) return 131050
  // Marketing to +1 is not delivered since April 2025. @source reference part 9
  const isUnitedStates = person.digits !== null && /^1\d{10}$/.test(person.digits)
  return person.temper.isHeldBack || isUnitedStates ? 131049 : null
}

/** Decides what becomes of a message, from the person and the fault alone. */
export function fateOf(person: Person, category: string, fault: RequestFault | null): Fate {
  if (fault === 'heldBackLater') return { kind: 'failed', code: 131049 }
  if (fault === 'notOnWhatsappLater') return { kind: 'failed', code: 131026 }
  const code = refusalOf(person, category)
  if (code !== null) return { kind: 'failed', code }
  return person.temper.isPhoneOff ? { kind: 'undelivered' } : { kind: 'delivered', isRead: person.temper.reads }
}

/** Category that a message is billed under. */
export function categoryOf(template: TemplateNode | null): string {
  return template === null ? 'service' : template.category.toLowerCase()
}

/** Plans everything that follows an accepted message: statuses, and what the person does. Does nothing at once. */
export function followUp(world: World, accepted: AcceptedMessage): void {
  const { person, template, wamid } = accepted
  const category = categoryOf(template)
  const fate = fateOf(person, category, accepted.fault)
  const turn = person.receivedCount
  person.receivedCount += 1
  const isQuiet = person.temper.reaction === 'silent' && !person.temper.isTalkative
  if (!world.areWebhooksOn && isQuiet) return
  const message: SentMessage = {
    wamid,
    opaque: accepted.request.biz_opaque_callback_data ?? null,
    category,
    isSentToNumber: accepted.request.to !== undefined,
    pricingType: pricingTypeOf(world, person, category),
  }
  const table = tempoTables[world.tempo]
  let atMs = 0
  const step = (name: 'sent' | 'delivered' | 'read' | 'react', run: () => void): void => {
    atMs += between(table[name], world.seed, person.key, turn, name)
    world.clock.schedule(atMs, run)
  }
  const status = (name: 'sent' | 'delivered' | 'read'): void =>
    step(name, () => world.areWebhooksOn && world.webhooks.send(statusEvent({ person, message, atMs: world.clock.nowMs() }, name)))
  if (fate.kind === 'failed') {
    step('sent', () => world.areWebhooksOn && world.webhooks.send(failedEvent({ person, message, atMs: world.clock.nowMs() }, fate.code)))
    return
  }
  status('sent')
  if (fate.kind === 'undelivered') return
  status('delivered')
  if (fate.isRead) status('read')
  step('react', () => react(world, accepted, turn))
}

function pricingTypeOf(world: World, person: Person, category: string): string {
  if (category !== 'service' || !hasOpenWindow(world, person)) return 'regular'
  world.freeServiceMessages += 1
  // How Meta marks the allowance is not published; this is the word it used for free replies before.
  return world.freeServiceMessages <= FREE_SERVICE_MESSAGES ? 'free_customer_service' : 'regular'
}
