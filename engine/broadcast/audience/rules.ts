import type { CallOutput } from '#contract/ipc/index.ts'

export type SkipReason = CallOutput<'broadcast.review'>['skipped'][number]['reason']
export type SkipCount = { readonly reason: SkipReason; readonly count: number }

/** What is known of a person when it is decided whether a message goes to them. Times in ms. */
export type Person = {
  readonly seq: number
  readonly customerId: string
  readonly name: string
  readonly addressAs: string
  readonly phone: string | null
  readonly userId: string | null
  /** One key for all spellings of the number that WhatsApp mixes. */
  readonly samePersonKey: string | null
  readonly language: string | null
  readonly offers: 'yes' | 'no' | 'stopped' | 'unknown'
  readonly blocked: number
  readonly restrictedAt: number | null
  readonly unusableAt: number | null
  readonly lastInboundAt: number | null
  readonly lastOfferAt: number | null
  /** What the audience asks beside; left out where nobody asked. A group or rule leaves the person out. */
  readonly isExcluded?: number
  /** The last word in the chat is the customer's, and the audience leaves such people out. */
  readonly isWaiting?: number
  /** With this one the person would get more offers than the audience allows. */
  readonly isOfferedOften?: number
  /** Belongs to the random part that is kept back. */
  readonly isHeldBack?: boolean
}

/** What the message and the moment add to the decision. */
export type Policy = {
  readonly at: number
  /** Nobody who got an offer within this time; null switches it off. */
  readonly restingMs: number | null
  /** Meta delivers no promotions to numbers of the United States; false for notices. */
  readonly leavesOutUnitedStates: boolean
  /** State of the template in the language that was asked for. */
  readonly template: 'fine' | 'template-not-sendable' | 'language-missing'
}

/** What other records or the message say about one person. */
export type PersonFacts = {
  readonly isUnitedStates: boolean
  readonly isDuplicate: boolean
  readonly isMissingValue: boolean
  readonly isTooLong: boolean
  /** Nothing is left in the pool of codes. */
  readonly isWithoutCode?: boolean
}

type Case = { readonly person: Person; readonly facts: PersonFacts; readonly policy: Policy }

const HOUR_MS = 3_600_000
/** Free text may be sent that long after the last message of the customer. @source UX fact F1 */
export const REPLY_WINDOW_MS = 24 * HOUR_MS

/** Every reason that can be seen before sending, in the order in which one is chosen for a person with several. */
const checks: readonly (readonly [SkipReason, (one: Case) => boolean])[] = [
  ['blocked', ({ person }) => person.blocked !== 0],
  ['restricted', ({ person }) => person.restrictedAt !== null],
  ['opted-out', ({ person }) => person.offers === 'no'],
  ['stopped-in-whatsapp', ({ person }) => person.offers === 'stopped'],
  ['no-consent', ({ person }) => person.offers !== 'yes'],
  ['number-not-usable', ({ person }) => person.unusableAt !== null],
  ['no-number', ({ person }) => person.phone === null && person.userId === null],
  ['us-number', ({ facts, policy }) => policy.leavesOutUnitedStates && facts.isUnitedStates],
  ['duplicate', ({ facts }) => facts.isDuplicate],
  ['resting-time', ({ person, policy }) => isResting(person, policy)],
  ['offered-often', ({ person }) => isSet(person.isOfferedOften)],
  ['excluded', ({ person }) => isSet(person.isExcluded)],
  ['waiting-for-answer', ({ person }) => isSet(person.isWaiting)],
  ['missing-variable', ({ facts }) => facts.isMissingValue],
  ['text-too-long', ({ facts }) => facts.isTooLong],
  ['template-not-sendable', ({ policy }) => policy.template === 'template-not-sendable'],
  ['language-missing', ({ policy }) => policy.template === 'language-missing'],
  ['no-coupon-left', ({ facts }) => facts.isWithoutCode === true],
  // Last, so that those kept back are a random part of exactly those who would get it.
  ['holdout', ({ person }) => person.isHeldBack === true],
]

const isSet = (flag: number | undefined): boolean => flag !== undefined && flag !== 0

/** The reasons in their order. The erased have no record any more, so they never reach this. */
export const reasonOrder: readonly SkipReason[] = checks.map(([reason]) => reason)

/** Why a person is left out; null when the message goes to them. */
export function verdictOf(person: Person, facts: PersonFacts, policy: Policy): SkipReason | null {
  const one = { person, facts, policy }
  return checks.find(([, applies]) => applies(one))?.[0] ?? null
}

const isResting = (person: Person, { at, restingMs }: Policy): boolean =>
  restingMs !== null && person.lastOfferAt !== null && person.lastOfferAt > at - restingMs

/** Whether the person wrote within the last 24 h: a message to them then takes no place of Meta's daily limit. */
export const hasOpenWindow = (person: Person, at: number): boolean =>
  person.lastInboundAt !== null && person.lastInboundAt + REPLY_WINDOW_MS > at

/** Resting hours in ms. */
export const restingMsOf = (hours: number | null): number | null => (hours === null ? null : hours * HOUR_MS)

/** Counts of reasons, the most frequent first, in the order of choice where equal. */
export function sortCounts(counts: ReadonlyMap<SkipReason, number>): SkipCount[] {
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((one, other) => other.count - one.count || reasonOrder.indexOf(one.reason) - reasonOrder.indexOf(other.reason))
}
