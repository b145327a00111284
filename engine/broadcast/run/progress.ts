import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { RunFacts } from '../../ledger/index.ts'
import type { ReadHandle } from '../../store/index.ts'
import type { BroadcastDeps } from '../deps.ts'
import { stateOf } from '../draft.ts'
import { allBroadcasts, countLeftOut, findBroadcast, type BroadcastRow } from '../queries.ts'
import { countReplies } from './queries.ts'

export type Progress = CallOutput<'broadcast.status'>
export type Summary = CallOutput<'broadcast.list'>['broadcasts'][number]

/** All broadcasts, newest first. */
export function listBroadcasts(deps: BroadcastDeps): Result<CallOutput<'broadcast.list'>> {
  const db = deps.vault.store.read
  return ok({ broadcasts: allBroadcasts(db).map((row) => summaryOf(deps, db, row)) })
}

/** Where a broadcast stands, counted from the rows of its people. */
export function summaryOf(deps: BroadcastDeps, db: ReadHandle, row: BroadcastRow): Summary {
  const run = row.approved === 0 ? undefined : deps.ledger.run(db, row.broadcastId)
  return {
    broadcastId: row.broadcastId as Summary['broadcastId'],
    name: row.name,
    counts: countsOf(deps, db, row),
    createdAt: row.createdAt as TimestampMs,
    approvedAt: row.approvedAt as TimestampMs | null,
    currency: row.currency ?? deps.price.currency,
    ...runFacts(row, run),
    plannedAt: row.plannedAt as TimestampMs | null,
    latestAt: row.latestAt as TimestampMs | null,
    seriesId: row.seriesId as Summary['seriesId'],
  }
}

const NO_RUN = { pauseReason: null, startedAt: null, finishedAt: null, costSoFarMicros: 0, costAtMostMicros: 0 } as const

function runFacts(row: BroadcastRow, run: RunFacts | undefined) {
  const { pauseReason, startedAt, finishedAt, costSoFarMicros, costAtMostMicros } = run ?? NO_RUN
  const times = { startedAt: startedAt as TimestampMs | null, finishedAt: finishedAt as TimestampMs | null }
  return { state: stateOf(row, run), pauseReason, ...times, costSoFarMicros, costAtMostMicros }
}

const NOBODY = {
  matched: 0,
  planned: 0,
  skipped: 0,
  sending: 0,
  inDoubt: 0,
  accepted: 0,
  sent: 0,
  delivered: 0,
  read: 0,
  failed: 0,
  rejected: 0,
  unconfirmed: 0,
}

/** The ledger counts those who were sealed; those left out at approval are skipped people too. */
function countsOf({ ledger }: BroadcastDeps, db: ReadHandle, row: BroadcastRow): Summary['counts'] {
  if (row.approved === 0) return NOBODY
  const counts = ledger.counts(db, row.broadcastId)
  const leftOut = countLeftOut(db, row.broadcastId)
  return { ...counts, matched: counts.matched + leftOut, skipped: counts.skipped + leftOut }
}

/** Where a broadcast stands, with speed, expected end and replies. */
export function progressOf(deps: BroadcastDeps, broadcastId: string, replies?: number): Result<Progress> {
  const db = deps.vault.store.read
  const row = findBroadcast(db, broadcastId)
  if (row === undefined) return fail('broadcast-missing')
  const speed = row.approved === 0 ? { perSecond: 0, endsAt: null, nextTryAt: null } : deps.ledger.speed(broadcastId)
  return ok({
    ...summaryOf(deps, db, row),
    perSecond: speed.perSecond,
    endsAt: speed.endsAt as TimestampMs | null,
    nextTryAt: speed.nextTryAt as TimestampMs | null,
    replies: replies ?? countReplies(db, broadcastId),
  })
}
