/** What is known of a planned step when it has come. */
export type DueFacts = {
  readonly dueAt: number
  readonly now: number
  readonly graceMs: number
  /** Until when the recipient is left in peace; null when not now. */
  readonly quietUntil: number | null
  readonly isOn: boolean
  readonly isPaused: boolean
  readonly isBlocked: boolean
  /** For steps that end when the customer did something since they were planned. */
  readonly hasReplied: boolean
  readonly hasOrdered: boolean
  /** An offer, and the customer did not agree to any. */
  readonly isUnwanted: boolean
  /** The order or conversation that it is about is not as it was. */
  readonly hasChanged: boolean
  /** A person of the shop is talking with the customer. */
  readonly isBusy: boolean
}

export type Skip =
  | 'too-late'
  | 'replied'
  | 'ordered'
  | 'opted-out'
  | 'order-changed'
  | 'switched-off'
  | 'paused'
  | 'blocked'
  | 'person-busy'

export type DueDecision = { readonly send: true } | { readonly skip: Skip } | { readonly waitUntil: number }

/**
 * Whether a planned step may be said now. What nobody wants any more is skipped first; what is late by more than its grace is
 * skipped and not said at another time of the day; quiet hours hold, and the grace begins anew after them.
 */
export function decideDue(facts: DueFacts): DueDecision {
  const reasons: readonly (readonly [boolean, Skip])[] = [
    [!facts.isOn, 'switched-off'],
    [facts.isPaused, 'paused'],
    [facts.isBlocked, 'blocked'],
    [facts.hasReplied, 'replied'],
    [facts.hasOrdered, 'ordered'],
    [facts.isUnwanted, 'opted-out'],
    [facts.hasChanged, 'order-changed'],
    [facts.now - facts.dueAt > facts.graceMs, 'too-late'],
    [facts.isBusy, 'person-busy'],
  ]
  const found = reasons.find(([holds]) => holds)
  if (found !== undefined) return { skip: found[1] }
  return facts.quietUntil !== null && facts.quietUntil > facts.now ? { waitUntil: facts.quietUntil } : { send: true }
}
