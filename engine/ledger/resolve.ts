import { sql } from '../store/index.ts'
import { attemptsInDoubtSince, findAttempt, proveAttempt, setAttemptState } from './attempts.ts'
import type { Tx } from './context.ts'
import { applyEarlierEvents, moveByEvent, storePricing } from './events.ts'
import type { StatusFact } from './face.ts'
import { findSendBySeq, findSendByWamid, type SendRecord } from './queries.ts'
import { OVERTAKEN_BY_PROOF } from './rules.ts'
import { finishIfDone } from './runs.ts'
import { moveSend } from './sends.ts'

/**
 * Stores a status event and moves the message it speaks of forward. An event that carries our attempt id proves that Meta
 * took exactly that attempt, however late it comes; one with a foreign or changed id proves nothing.
 */
export function recordStatus(tx: Tx, fact: StatusFact): void {
  const { context, db } = tx
  const proved = fact.opaque === null ? undefined : sendOfOpaque(tx, fact.opaque)
  // Whoever was erased leaves no message id behind either; it holds the number in Meta's coding.
  if (proved?.send.rkey.startsWith('erased:') === true) return
  const isNew = storeEvent(tx, fact)
  if (proved !== undefined && prove(tx, proved, fact)) return
  const send = isNew ? findSendByWamid(db, fact.wamid) : undefined
  if (send === undefined) {
    if (isNew) context.earlyEvents.add(fact.wamid)
    return
  }
  storePricing(db, send, fact.pricing)
  moveByEvent(tx, send, fact)
}

function storeEvent(tx: Tx, fact: StatusFact): boolean {
  const { context, db } = tx
  const pricing = fact.pricing === null ? null : JSON.stringify(fact.pricing)
  return (
    db.run(sql`
      insert or ignore into status_event (wamid, status, at, meta_code, opaque, pricing, received_at)
      values (${fact.wamid}, ${fact.status}, ${fact.at}, ${fact.metaCode}, ${fact.opaque}, ${pricing}, ${context.deps.clock.now()})`)
      .changes === 1
  )
}

type Proved = { readonly attemptId: string; readonly attemptWamid: string | null; readonly send: SendRecord }

function sendOfOpaque(tx: Tx, opaque: string): Proved | undefined {
  const { context, db } = tx
  const attemptId = context.opaque.read(opaque)
  const attempt = attemptId === null ? undefined : findAttempt(db, attemptId)
  const send = attempt === undefined ? undefined : findSendBySeq(db, attempt.send_seq)
  return attempt === undefined || send === undefined ? undefined : { attemptId: attempt.attempt_id, attemptWamid: attempt.wamid, send }
}

/**
 * Meta has this attempt: the send is accepted, unless another attempt of it already is, and stands where all events say.
 * @returns whether anything changed
 */
function prove(tx: Tx, proved: Proved, fact: StatusFact): boolean {
  const { context, db } = tx
  const { send } = proved
  if (proved.attemptWamid !== null) return proveHeldBack(tx, proved, fact)
  if (!OVERTAKEN_BY_PROOF.includes(send.state)) return false
  if (findSendByWamid(db, fact.wamid) !== undefined) return false
  // Refused by the database when a later attempt of the same person is live: that one decides.
  if (!proveAttempt(db, proved.attemptId, { wamid: fact.wamid, now: fact.at })) return false
  const patch = { reason: null, metaCode: null, wamid: fact.wamid, acceptedAt: fact.at }
  if (!moveSend(tx, { send, to: 'accepted', at: fact.at, patch })) return false
  context.deps.logger.info('send-proved', { sendId: send.send_id, was: send.state })
  applyEarlierEvents(tx, { ...send, state: 'accepted', wamid: fact.wamid, reason: null, meta_code: null })
  finishIfDone(tx, send.run_id)
  return true
}

/**
 * Meta said that it held a message back, and then delivered it all the same: nothing is tried again.
 * @returns whether that is so
 */
function proveHeldBack(tx: Tx, { attemptId, attemptWamid, send }: Proved, fact: StatusFact): boolean {
  const isDelivered = fact.status === 'delivered' || fact.status === 'read' || fact.status === 'played'
  if (!isDelivered || send.state !== 'planned' || send.held_back_times === 0 || attemptWamid !== fact.wamid) return false
  if (!proveAttempt(tx.db, attemptId, { wamid: fact.wamid, now: fact.at })) return false
  const patch = { reason: null, metaCode: null, wamid: fact.wamid, acceptedAt: fact.at }
  if (!moveSend(tx, { send, to: 'accepted', at: fact.at, patch })) return false
  moveByEvent(tx, { ...send, state: 'accepted', wamid: fact.wamid, reason: null, meta_code: null }, fact)
  finishIfDone(tx, send.run_id)
  return true
}

/** A customer quoted one of our messages, so it arrived. */
export function recordQuoted(tx: Tx, wamid: string, at: number): void {
  const { db } = tx
  const send = findSendByWamid(db, wamid)
  if (send === undefined) return
  moveByEvent(tx, send, { status: 'delivered', at, metaCode: null })
}

/**
 * Gives up waiting for events about messages that have been in doubt for long enough.
 * @param markMs reading of connected time at or before which a message must have fallen in doubt
 * @returns how many became unconfirmed
 */
export function giveUpDoubts(tx: Tx, markMs: number): number {
  const { context, db } = tx
  const now = context.deps.clock.now()
  let count = 0
  for (const attempt of attemptsInDoubtSince(db, markMs)) {
    const send = findSendBySeq(db, attempt.send_seq)
    if (send === undefined) continue
    setAttemptState(db, attempt.attempt_id, 'unconfirmed')
    if (moveSend(tx, { send, to: 'unconfirmed', at: now })) count += 1
    finishIfDone(tx, send.run_id)
  }
  return count
}
