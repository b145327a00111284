import { assertNever } from '#contract/kernel/assert.ts'
import type { SendOutcome } from '../cloud-api/index.ts'
import { acceptAttempt, endAttempt, setAttemptState, type AttemptState } from './attempts.ts'
import type { Claimed } from './claim.ts'
import type { LedgerContext, Tx } from './context.ts'
import { applyEarlierEvents } from './events.ts'
import { HELD_BACK_WAIT_MS, isTriedAgain, noteHeldBack } from './held-back.ts'
import { findRun } from './queries.ts'
import { countsAgainstRun, judgeRefusal, pairWaitMs } from './rules.ts'
import { pauseAll, pauseRun } from './runs.ts'
import { moveSend } from './sends.ts'

/** A message that left (or tried to), with what came of it. */
export type Returned = { readonly claimed: Claimed; readonly outcome: SendOutcome }

/** What the loop must know of outcomes besides the rows: when a planned send may be tried again, and how in doubt is counted. */
export type OutcomeTimes = {
  readonly now: number
  /** When the gate lets the next message out, as wall time; null when it is open. */
  readonly gateOpensAt: number | null
  /** Connected time of the vault so far. */
  readonly connectedMs: number
  readonly canReceive: boolean
}

/** What one outcome leads to: where the attempt and the send stand after it, and whether the run counts it as a failure. */
type Ending = {
  readonly attempt: AttemptState
  readonly send: 'planned' | 'skipped' | 'rejected' | 'in_doubt' | 'unconfirmed'
  readonly reason: string | null
  readonly metaCode: number | null
  readonly httpStatus: number | null
  readonly notBefore: number | null
}

/** Writes one outcome down, inside the caller's transaction: attempt, send, and pauses. The caller looks whether the run is finished. */
export function applyOutcome(tx: Tx, returned: Returned, times: OutcomeTimes): void {
  const { context } = tx
  const { outcome } = returned
  const claimed = context.erasedUnderWay.has(returned.claimed.send.seq) ? withoutPerson(returned.claimed) : returned.claimed
  if (outcome.kind !== 'accepted') return endWith(tx, claimed, { ending: endingOf(tx, { claimed, outcome }, times), times })
  if (!accept(tx, { claimed, outcome }, times)) endWith(tx, claimed, { ending: doubt(200, times), times })
}

function endWith(tx: Tx, claimed: Claimed, end: { readonly ending: Ending; readonly times: OutcomeTimes }): void {
  const { context, db } = tx
  const { ending, times } = end
  const ended = endAttempt(db, claimed.attemptId, {
    state: ending.attempt,
    now: times.now,
    httpStatus: ending.httpStatus,
    metaCode: ending.metaCode,
    doubtMarkMs: ending.send === 'in_doubt' ? times.connectedMs : null,
  })
  // An event was faster and proved acceptance; what the answer said no longer matters.
  if (!ended) return
  const final = ending.send === 'planned' && findRun(db, claimed.send.run_id)?.state === 'stopped' ? stoppedByHand(ending) : ending
  const patch = { reason: final.reason, metaCode: final.metaCode, notBefore: final.notBefore }
  moveSend(tx, { send: claimed.send, to: final.send, at: times.now, patch })
  if (countOutcome(context, claimed, ending)) pauseRun(tx, claimed.run, 'too-many-failures')
}

/** The run was stopped while the message was under way: it does not go back in line. */
const stoppedByHand = (ending: Ending): Ending => ({ ...ending, send: 'skipped', reason: 'stopped-by-hand', notBefore: null })

/** The person was erased meanwhile: what comes back is written to a row of nobody. */
function withoutPerson(claimed: Claimed): Claimed {
  return { ...claimed, send: { ...claimed.send, customer_seq: null, rkey: 'erased:', to_phone: null, to_user_id: null } }
}

function countOutcome(context: LedgerContext, claimed: Claimed, ending: Ending): boolean {
  if (ending.send === 'planned') return false
  if (ending.send !== 'rejected') return context.tallies.note(claimed.send.run_id, 'unknown')
  return context.tallies.note(claimed.send.run_id, countsAgainstRun(ending.metaCode) ? 'failed' : 'fine')
}

type Accepted = { readonly claimed: Claimed; readonly outcome: Extract<SendOutcome, { kind: 'accepted' }> }

/** @returns false when the id that came back is already another message's: then nothing is proved and the send is in doubt */
function accept(tx: Tx, accepted: Accepted, times: OutcomeTimes): boolean {
  const { context, db } = tx
  const { claimed, outcome } = accepted
  const { send } = claimed
  const isErased = send.rkey === 'erased:'
  // Meta's id holds the number in Meta's coding, so it goes with the person.
  const wamid = isErased ? `erased:${claimed.attemptId}` : outcome.wamid
  // No longer under way: an event was faster and has written down more than this answer knows.
  if (!acceptAttempt(db, claimed.attemptId, { wamid, now: times.now, httpStatus: outcome.httpStatus })) return true
  const patch = {
    reason: outcome.heldForQuality ? 'held-for-quality' : null,
    metaCode: null,
    wamid,
    acceptedAt: times.now,
    waId: isErased ? null : outcome.waId,
    userId: isErased ? null : outcome.userId,
  }
  if (!moveSend(tx, { send, to: 'accepted', at: times.now, patch })) {
    setAttemptState(db, claimed.attemptId, 'sending')
    return false
  }
  context.tallies.note(send.run_id, 'fine')
  if (!context.earlyEvents.mayHave(outcome.wamid)) return true
  applyEarlierEvents(tx, { ...send, state: 'accepted', wamid, reason: patch.reason, meta_code: null })
  db.afterCommit(() => context.earlyEvents.forget(outcome.wamid))
  return true
}

const released = (fields: { metaCode: number | null; httpStatus: number | null; notBefore?: number | null; reason?: string }): Ending => ({
  attempt: 'released',
  send: 'planned',
  reason: fields.reason ?? null,
  metaCode: fields.metaCode,
  httpStatus: fields.httpStatus,
  notBefore: fields.notBefore ?? null,
})

const doubt = (httpStatus: number | null, times: OutcomeTimes): Ending => ({
  attempt: times.canReceive ? 'in_doubt' : 'unconfirmed',
  send: times.canReceive ? 'in_doubt' : 'unconfirmed',
  reason: null,
  metaCode: null,
  httpStatus,
  notBefore: null,
})

type NotAccepted = { readonly claimed: Claimed; readonly outcome: Exclude<SendOutcome, { kind: 'accepted' }> }

function endingOf(tx: Tx, returned: NotAccepted, times: OutcomeTimes): Ending {
  const { claimed, outcome } = returned
  switch (outcome.kind) {
    case 'retry': {
      const { metaCode, httpStatus } = outcome
      const notBefore =
        outcome.scope === 'person' ? times.now + Math.max(outcome.waitMs ?? 0, pairWaitMs(claimed.send.attempts)) : times.gateOpensAt
      return released({ metaCode, httpStatus, notBefore })
    }
    case 'refused-key':
      pauseAll(tx, 'key-refused')
      return released({ metaCode: outcome.metaCode, httpStatus: outcome.httpStatus })
    case 'not-sent':
      return released({ metaCode: null, httpStatus: null, notBefore: times.gateOpensAt })
    case 'rejected':
      return rejected(tx, claimed, { ...outcome, now: times.now })
    case 'refused-here':
      return { attempt: 'rejected', send: 'rejected', reason: outcome.code, metaCode: null, httpStatus: null, notBefore: null }
    case 'unknown':
      return doubt(outcome.httpStatus, times)
    default:
      return assertNever(outcome, 'every kind of outcome has an ending')
  }
}

function rejected(tx: Tx, claimed: Claimed, outcome: { metaCode: number; httpStatus: number; now: number }): Ending {
  const { metaCode, httpStatus, now } = outcome
  if (isTriedAgain(tx, claimed.send, { metaCode, at: now })) {
    noteHeldBack(tx, claimed.send)
    const again = released({ metaCode, httpStatus, notBefore: now + HELD_BACK_WAIT_MS, reason: 'held-back' })
    return { ...again, attempt: 'rejected' }
  }
  const refusal = judgeRefusal(metaCode)
  if (refusal.stops === 'all') pauseAll(tx, refusal.pause)
  if (refusal.stops === 'run') pauseRun(tx, claimed.run, refusal.pause)
  // The run stands still and this person did nothing wrong: they get it when it goes on. A reply is shown to who wrote it.
  if (refusal.stops !== 'person' && claimed.run.owner === 'broadcast') return released({ metaCode, httpStatus })
  return { attempt: 'rejected', send: 'rejected', reason: null, metaCode, httpStatus, notBefore: null }
}
