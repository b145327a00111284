import { newId } from '../kernel/index.ts'
import { insertAttempt } from './attempts.ts'
import type { LedgerContext, PauseWord, Tx } from './context.ts'
import type { GuardVerdict, SendRow } from './face.ts'
import { committedMicros, dueSends, type RunRecord, type SendRecord } from './queries.ts'
import { addOpaque } from './rules.ts'
import { finishIfDone, pauseRun } from './runs.ts'
import { holdSend, markSending, moveSend } from './sends.ts'

const DAY_MS = 86_400_000
/** After which a message is looked at again whose run can't be paused. */
const LOOK_AGAIN_MS = 900_000
/** Most sends of a run that one transaction looks at, so that it stays short. */
const MOST_LOOKED_AT = 250

/** A send that was taken and whose attempt is committed: it may leave now, once. */
export type Claimed = {
  readonly attemptId: string
  readonly send: SendRecord
  readonly run: RunRecord
  readonly person: string
  /** Counts towards Meta's daily limit of different people. */
  readonly countsForLimit: boolean
  readonly body: string
}

export type ClaimRequest = {
  readonly run: RunRecord
  readonly most: number
  readonly epoch: number
  readonly now: number
  /** Who has a message under way (one at a time keeps the order), taken in this transaction included. */
  readonly busy: Set<string>
  /** People Meta asked to leave alone until a time (131056). */
  readonly spacing: ReadonlyMap<string, number>
  readonly taken: TakenInTurn
}

/** What the claims of one transaction took so far; outside of it nobody can know of that before it has committed. */
export type TakenInTurn = {
  /** Money of a run with a budget that is spent or may be, by run. */
  readonly micros: Map<string, number>
  /** Who takes a place under the daily limit. */
  readonly people: Set<string>
}

export const nothingTaken = (): TakenInTurn => ({ micros: new Map(), people: new Set() })

/** `more`: there was more to look at than one transaction should. */
export type ClaimAnswer = { readonly claimed: readonly Claimed[]; readonly more: boolean }

type Verdict = GuardVerdict | { readonly later: true }

/** Whom a message goes to, for spacing and for the daily limit. */
export const personOf = (send: Pick<SendRecord, 'to_phone' | 'to_user_id' | 'rkey'>): string =>
  send.to_phone ?? send.to_user_id ?? send.rkey

const countsForLimit = (run: RunRecord, send: SendRecord): boolean => run.purpose !== 'reply' || send.template_name !== null

/**
 * Takes the sends of one run that may leave now, inside the caller's transaction: each is checked again by every guard,
 * quiet hours, daily limit and budget, and gets its attempt. Nothing may leave before that transaction has committed.
 */
export function claimFrom(tx: Tx, request: ClaimRequest): ClaimAnswer {
  const { db } = tx
  const { run, most, now } = request
  const limit = Math.min(MOST_LOOKED_AT, most * 2 + 8)
  const due = dueSends(db, run.run_id, { now, limit })
  const judge = createJudge(tx, request)
  const claimed: Claimed[] = []
  let closed = false
  let pause: PauseWord | null = null
  for (const send of due) {
    if (claimed.length >= most || pause !== null) break
    const verdict = judge(send)
    if ('go' in verdict) claimed.push(take(tx, request, send))
    else if ('skip' in verdict) {
      moveSend(tx, { send, to: 'skipped', at: now, patch: { reason: verdict.skip } })
      closed = true
    } else pause = holdOrPause(tx, request, { send, verdict })
  }
  if (pause !== null) {
    pauseRun(tx, run, pause)
    return { claimed, more: false }
  }
  if (closed && claimed.length === 0) finishIfDone(tx, run.run_id)
  return { claimed, more: due.length === limit && claimed.length < most }
}

type Held = { readonly send: SendRecord; readonly verdict: Verdict }

/** Lets a send wait, or answers why its run has to stand still. */
function holdOrPause({ db }: Tx, { run, now }: ClaimRequest, { send, verdict }: Held): PauseWord | null {
  if ('holdUntil' in verdict) holdSend(db, send, verdict.holdUntil)
  if (!('pause' in verdict)) return null
  if (run.owner === 'broadcast') return verdict.pause
  // Such a run never stands still: this one waits, and what comes behind it may go.
  holdSend(db, send, now + LOOK_AGAIN_MS)
  return null
}

function take(tx: Tx, request: ClaimRequest, send: SendRecord): Claimed {
  const { context, db } = tx
  const attemptId = newId('att', context.deps.random, request.now)
  const opaque = context.opaque.make(attemptId)
  insertAttempt(db, {
    attemptId,
    sendSeq: send.seq,
    n: send.attempts + 1,
    opaque,
    bodySha256: send.body_sha256,
    epoch: request.epoch,
    now: request.now,
  })
  markSending(tx, send, request.now)
  const person = personOf(send)
  request.busy.add(person)
  // The record stands for the row as it is now, so that the outcome finds it.
  const taken: SendRecord = { ...send, state: 'sending', attempts: send.attempts + 1 }
  return {
    attemptId,
    send: taken,
    run: request.run,
    person,
    countsForLimit: countsForLimit(request.run, send),
    body: addOpaque(send.body, opaque),
  }
}

/** One question to a send: a verdict, or null when it has nothing against it. */
type Question = (send: SendRecord) => Verdict | null

/** Makes the check for one group: it remembers what was taken of money and daily places, also by other groups of this turn. */
function createJudge(tx: Tx, request: ClaimRequest): (send: SendRecord) => Verdict {
  const { run } = request
  const hasMoney = createMoneyCheck(tx, request)
  const place = createPlaceCheck(tx.context, request)
  const questions: readonly Question[] = [
    (send) => askSpacing(request, send),
    (send) => askGuards(tx, request, send),
    (send) => holdIf(askHeldBack(tx, request, send)),
    (send) => holdIf(askQuiet(tx.context, request, send)),
    (send) => (countsForLimit(run, send) ? holdIf(place(personOf(send))) : null),
    (send) => (hasMoney(send.price_micros ?? 0) ? null : { pause: 'budget' satisfies PauseWord }),
  ]
  return (send) => {
    for (const question of questions) {
      const verdict = question(send)
      if (verdict !== null) return verdict
    }
    return { go: true }
  }
}

const holdIf = (until: number | null): Verdict | null => (until === null ? null : { holdUntil: until })

function askSpacing(request: ClaimRequest, send: SendRecord): Verdict | null {
  const person = personOf(send)
  if (request.busy.has(person)) return { later: true }
  const until = request.spacing.get(person)
  return holdIf(until === undefined || until <= request.now ? null : until)
}

function askGuards(tx: Tx, request: ClaimRequest, send: SendRecord): Verdict | null {
  const guards = tx.context.guards.get(request.run.purpose) ?? []
  const row = toSendRow(send, request.run)
  for (const guard of guards) {
    const verdict = guard(tx.db, row, request.now)
    if (!('go' in verdict)) return verdict
  }
  return null
}

/** An offer that Meta held back from a person (131049) is no reason to try the next one within a day. */
function askHeldBack(tx: Tx, request: ClaimRequest, send: SendRecord): number | null {
  if (request.run.purpose !== 'offer' || send.customer_seq === null) return null
  const at = tx.context.heldBack.at(send.customer_seq)
  return at === null || at + DAY_MS <= request.now ? null : at + DAY_MS
}

function askQuiet(context: LedgerContext, request: ClaimRequest, send: SendRecord): number | null {
  const { quiet_from: fromHour, quiet_to: toHour } = request.run
  if (fromHour === null || toHour === null) return null
  return context.quiet.until({ toPhone: send.to_phone, toUserId: send.to_user_id }, { fromHour, toHour }, request.now)
}

/** Answers whether the run's budget still covers a price, and takes it. */
function createMoneyCheck({ context, db }: Tx, { run, taken }: ClaimRequest): (price: number) => boolean {
  const { run_id: runId, budget_micros: budget } = run
  if (budget === null) return () => true
  let spent = taken.micros.get(runId) ?? context.spent.get(runId) ?? committedMicros(db, runId)
  db.afterCommit(() => context.spent.set(runId, spent))
  return (price) => {
    if (spent + price > budget) return false
    spent += price
    taken.micros.set(runId, spent)
    return true
  }
}

/** Answers when a person's turn comes under the daily limit; null when it is now, which takes the place. */
function createPlaceCheck(context: LedgerContext, { taken }: ClaimRequest): (person: string) => number | null {
  const now = context.time.now()
  const room = context.people.room(now)
  if (room === Number.POSITIVE_INFINITY) return () => null
  return (person) => {
    if (context.people.has(person, now) || taken.people.has(person)) return null
    if (taken.people.size >= room) return context.people.nextTurn(now)
    taken.people.add(person)
    return null
  }
}

function toSendRow(send: SendRecord, run: RunRecord): SendRow {
  return {
    seq: send.seq,
    runId: send.run_id,
    purpose: run.purpose,
    sendId: send.send_id,
    rkey: send.rkey,
    customerSeq: send.customer_seq,
    toPhone: send.to_phone,
    toUserId: send.to_user_id,
    body: send.body,
    template:
      send.template_name === null
        ? null
        : { name: send.template_name, language: send.template_language ?? '', category: send.category ?? '' },
    market: send.market,
    priceMicros: send.price_micros,
  }
}
