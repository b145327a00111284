import { sql, type WriteHandle } from '../store/index.ts'
import type { LedgerContext, Tx } from './context.ts'
import type { SendState } from './face.ts'
import { findRun, type RunRecord, type SendRecord } from './queries.ts'

/** What changes besides the state; what is left out stays as it is. */
export type SendPatch = {
  readonly reason?: string | null
  readonly metaCode?: number | null
  readonly wamid?: string
  readonly notBefore?: number | null
  readonly acceptedAt?: number
  readonly deliveredAt?: number
  /** Told to listeners, not stored here. */
  readonly waId?: string | null
  readonly userId?: string | null
}

/** Meta held an offer back from this person for now. @source error-codes.json */
export const HELD_BACK = 131049

const FREE_STATES: readonly SendState[] = ['planned', 'skipped', 'rejected', 'failed']
const costsMoney = (state: SendState): boolean => !FREE_STATES.includes(state)

const owners = new WeakMap<LedgerContext, Map<string, RunRecord['owner']>>()

/** The owner of a run never changes, so it is looked up once. */
function ownerOf(tx: Tx, runId: string): RunRecord['owner'] {
  const { context, db } = tx
  const known = owners.get(context) ?? new Map<string, RunRecord['owner']>()
  owners.set(context, known)
  const owner = known.get(runId) ?? findRun(db, runId)?.owner ?? 'broadcast'
  known.set(runId, owner)
  return owner
}

/**
 * Moves a send to another state inside the caller's transaction and tells who listens. The record is taken as it stood
 * before; its state is part of the condition, so a stale record changes nothing.
 * @returns false when the send no longer stands where the record says, or when its message id is another message's
 */
export function moveSend(
  tx: Tx,
  move: { readonly send: SendRecord; readonly to: SendState; readonly at: number; readonly patch?: SendPatch },
): boolean {
  const { context, db } = tx
  const { send, to, at } = move
  const patch: SendPatch = { reason: send.reason, metaCode: send.meta_code, ...move.patch }
  const { reason = null, metaCode = null, notBefore = null, acceptedAt = null, deliveredAt = null } = patch
  const wamid = send.rkey.startsWith('erased:') ? null : (patch.wamid ?? send.wamid)
  const changed = db.run(sql`
    update or ignore send set state = ${to}, reason = ${reason}, meta_code = ${metaCode}, wamid = ${wamid}, not_before = ${notBefore},
      accepted_at = coalesce(accepted_at, ${acceptedAt}), delivered_at = coalesce(delivered_at, ${deliveredAt}), changed_at = ${at}
    where seq = ${send.seq} and state = ${send.state}`)
  if (changed.changes === 0) return false
  noteHeldBack(context, { send, metaCode, at })
  if (costsMoney(send.state) !== costsMoney(to)) context.spent.delete(send.run_id)
  tellSend(tx, { send, to, at, reason, metaCode, wamid, patch })
  return true
}

/** Keeps what is remembered of people whom Meta spares in step with the rows. */
function noteHeldBack(
  { heldBack }: LedgerContext,
  { send, metaCode, at }: { readonly send: SendRecord; readonly metaCode: number | null; readonly at: number },
): void {
  if (send.customer_seq === null) return
  if (metaCode === HELD_BACK) heldBack.note(send.customer_seq, at)
  else if (send.meta_code === HELD_BACK) heldBack.forget(send.customer_seq)
}

/** Takes a planned send into the hands of the loop: one try more. */
export function markSending(tx: Tx, send: SendRecord, at: number): void {
  const { db } = tx
  db.run(sql`update send set state = 'sending', attempts = attempts + 1, not_before = null, changed_at = ${at} where seq = ${send.seq}`)
  tellSend(tx, { send, to: 'sending', at, reason: send.reason, metaCode: send.meta_code, wamid: send.wamid, patch: {} })
}

/** Lets a planned send wait until a time. */
export function holdSend(db: WriteHandle, send: SendRecord, until: number): void {
  db.run(sql`update send set not_before = ${Math.ceil(until)} where seq = ${send.seq} and state = 'planned'`)
}

type Told = {
  send: SendRecord
  to: SendState
  at: number
  reason: string | null
  metaCode: number | null
  wamid: string | null
  patch: SendPatch
}

function tellSend(tx: Tx, told: Told): void {
  const { context, db } = tx
  const { send, patch } = told
  const listeners = context.listeners.get(ownerOf(tx, send.run_id))
  if (listeners === undefined) return
  const change = {
    runId: send.run_id,
    sendId: send.send_id,
    customerSeq: send.customer_seq,
    state: told.to,
    reason: told.reason,
    metaCode: told.metaCode,
    wamid: told.wamid,
    waId: patch.waId ?? null,
    userId: patch.userId ?? null,
    at: told.at,
  }
  for (const listener of listeners) listener(db, change)
}
