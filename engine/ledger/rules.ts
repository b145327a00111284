import { findGraphError } from '#contract/cloud-api/error-catalogue.ts'
import type { CallOutput } from '#contract/ipc/index.ts'

type State = CallOutput<'broadcast.recipients'>['recipients'][number]['state']
type Reason = NonNullable<CallOutput<'broadcast.status'>['pauseReason']>

/** What a refusal means for the rest of a run. `person`: only this one. `run` and `all`: who must stand still until a person looked. */
export type Refusal = { readonly stops: 'person' } | { readonly stops: 'run' | 'all'; readonly pause: Reason }

// Filled in wrongly for one person, or too long for one person: the others may be fine.
const PERSONAL_TEMPLATE_CODES = new Set([132000, 132005, 132008, 132012, 132018])
const PAYMENT_CODES = new Set([131042, 134011])
// Number or account can't send at all until the owner acted at Meta.
const ACCOUNT_CODES = new Set([368, 131031, 131037, 131045, 131048, 131063, 131064, 133000, 133006, 133010])

/**
 * Says who stands still after Meta refused a message for good.
 * @source the project's reference on the Cloud API, error-codes.json; a code that is not known there concerns one person
 */
export function judgeRefusal(metaCode: number): Refusal {
  if (PAYMENT_CODES.has(metaCode)) return { stops: 'all', pause: 'payment' }
  if (ACCOUNT_CODES.has(metaCode)) return { stops: 'all', pause: 'account-warning' }
  if (PERSONAL_TEMPLATE_CODES.has(metaCode)) return { stops: 'person' }
  if (findGraphError(metaCode)?.scope === 'template') return { stops: 'run', pause: 'template-stopped' }
  return { stops: 'person' }
}

const RANK: Partial<Record<State, number>> = { accepted: 0, sent: 1, delivered: 2, read: 3 }
const rank = (state: State): number => RANK[state] ?? 0
const provesDelivery = (state: State): boolean => rank(state) >= 2

/**
 * Where a message stands after one more event: only forward, whatever the order in which events come.
 * `failed` counts only while nothing proved delivery, and gives way to proof that comes later.
 */
export function advance(current: State, event: 'sent' | 'delivered' | 'read' | 'failed' | 'played'): State {
  const next: State = event === 'played' ? 'read' : event
  if (next === 'failed') return provesDelivery(current) ? current : 'failed'
  if (current === 'failed') return provesDelivery(next) ? next : 'failed'
  return rank(next) > rank(current) ? next : current
}

/** What Meta's acceptance may still overtake, because none of these proves that the message did not leave. */
export const OVERTAKEN_BY_PROOF: readonly State[] = ['planned', 'skipped', 'sending', 'in_doubt', 'rejected', 'unconfirmed']

/** Outcomes of a run since it was last started or resumed. */
export type Tally = { readonly tried: number; readonly failed: number; readonly unknown: number }

/** Meta's codes that say something of one person only: offers held back for now (131049), offers stopped by the customer (131050). */
const ONE_PERSONS_OWN: ReadonlySet<number> = new Set([131049, 131050])

/** Says whether a refusal hints at trouble with list, template or number, so that it counts when a run is stopped for failing too often. */
export const countsAgainstRun = (metaCode: number | null): boolean => metaCode === null || !ONE_PERSONS_OWN.has(metaCode)

/**
 * Says whether a run fails too often to go on: more than 10 % refused after 50 tries, or more than 30 % without a
 * readable answer after 20 (a network with 10 % faults is bad but still does its work).
 */
export function failsTooOften(tally: Tally): boolean {
  if (tally.tried >= 50 && tally.failed / tally.tried > 0.1) return true
  return tally.tried >= 20 && tally.unknown / tally.tried > 0.3
}

/**
 * Wait before the nth next try: doubles from `firstMs` to `capMs`, with the upper half of it random so that tries spread.
 * @param failures failures in a row, from 1
 * @param random01 a number from 0 to 1
 */
export function backoffMs(failures: number, random01: number, limits: { readonly firstMs: number; readonly capMs: number }): number {
  const whole = Math.min(limits.capMs, limits.firstMs * 2 ** Math.min(30, Math.max(0, failures - 1)))
  return Math.round(whole / 2 + (whole / 2) * random01)
}

/** Wait before the next message to a person after 131056: 6 s (one message each 6 s), then 4^n s. */
export function pairWaitMs(triesSoFar: number): number {
  return Math.max(6_000, 1_000 * 4 ** Math.min(8, triesSoFar))
}

/** Bodies take our attempt id in front of their last brace, so that everything before it stays byte for byte. */
export function addOpaque(body: string, opaque: string): string {
  const inside = body.slice(0, -1)
  return `${inside}${inside.trimEnd() === '{' ? '' : ','}"biz_opaque_callback_data":"${opaque}"}`
}

/** A body that can be sealed: one JSON object that ends with its brace and has no attempt id of its own. */
export function isSealableBody(body: string): boolean {
  if (!body.startsWith('{') || !body.endsWith('}')) return false
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) && !('biz_opaque_callback_data' in parsed)
  } catch {
    return false
  }
}
