import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { AcceptedMessage } from './accepted.ts'
import { hasOpenWindow } from './customers.ts'
import type { RequestFault } from './fault-table.ts'
import type { Person } from './people.ts'
import type { World } from './world.ts'

/** What will become of a message: the way of the statuses, or the code of its failure. */
export type Fate =
  | { readonly kind: 'failed'; readonly code: number }
  /** Accepted and never heard of again. */
  | { readonly kind: 'vanished' }
  | { readonly kind: 'undelivered' }
  | { readonly kind: 'delivered'; readonly isRead: boolean }

/** Free service messages of a number in a month, by providers since October 2026. @source reference part 11 */
export const FREE_SERVICE_MESSAGES = 1_000

const DAY_MS = 86_400_000

/** Faults that show as a failed status. */
const failuresOfFaults: Partial<Readonly<Record<RequestFault, number>>> = {
  heldBackLater: 131049,
  notOnWhatsappLater: 131026,
  inExperiment: 130472,
  mediaNotFetched: 131053,
}

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
  const failure = fault === null ? undefined : failuresOfFaults[fault]
  if (failure !== undefined) return { kind: 'failed', code: failure }
  const code = refusalOf(person, category)
  if (code !== null) return { kind: 'failed', code }
  return person.temper.isPhoneOff ? { kind: 'undelivered' } : { kind: 'delivered', isRead: person.temper.reads }
}

/** Category that a message is sent under. */
export function categoryOf(template: TemplateNode | null): string {
  return template === null ? 'service' : template.category.toLowerCase()
}

/** The code that stands against a template because nobody pays; null = somebody does, or it is free. @source reference part 11 */
export function paymentRefusalOf(world: World, template: TemplateNode | null): number | null {
  return world.account.isPaymentMissing && template !== null ? 131042 : null
}

/** Decides what becomes of a message in this world: payment, window, how many offers came lately, then the person. */
export function worldFateOf(world: World, accepted: AcceptedMessage): Fate {
  const { person, template } = accepted
  const category = categoryOf(template)
  const unpaid = paymentRefusalOf(world, template)
  if (unpaid !== null) return { kind: 'failed', code: unpaid }
  if (template === null && !hasOpenWindow(world, person)) return { kind: 'failed', code: 131047 }
  if (template === null && world.account.isPaymentMissing && world.freeServiceMessages >= FREE_SERVICE_MESSAGES) return { kind: 'vanished' }
  if (category === 'marketing' && isTiredOfOffers(world, person)) return { kind: 'failed', code: 131049 }
  return fateOf(person, category, accepted.fault)
}

/** Counts offers to one person; inside a window that they opened nothing is counted. @source reference part 9, marketing per person */
function isTiredOfOffers(world: World, person: Person): boolean {
  const most = world.faults.setting('marketingPerPerson')
  if (most === 0 || hasOpenWindow(world, person)) return false
  const nowMs = world.clock.nowMs()
  person.recentOffersMs = person.recentOffersMs.filter((atMs) => nowMs - atMs < DAY_MS)
  if (person.recentOffersMs.length >= most) return true
  person.recentOffersMs.push(nowMs)
  return false
}
