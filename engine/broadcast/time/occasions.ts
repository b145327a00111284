import { assert } from '#contract/kernel/assert.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { BroadcastId } from '#contract/kernel/values.ts'
import type { CallContext, Handlers } from '../../kernel/index.ts'
import type { WriteHandle } from '../../store/index.ts'
import { countAudience } from '../audience/audience.ts'
import type { BroadcastDeps } from '../deps.ts'
import { discardDraft, saveDraft, stateOf } from '../draft.ts'
import type { Content } from '../message/rules.ts'
import { findBroadcast } from '../queries.ts'
import { forbidding } from '../run/forbidding.ts'
import { beginRun, markMissed } from './plan.ts'
import { joinSeries, keepPlan, leaveSeries } from './queries.ts'
import { hasWayOut } from './time.ts'

type Review = CallOutput<'broadcast.review'>
type Approved = CallOutput<'broadcast.approve'>
export type OccasionState = CallOutput<'broadcast.get'>['state']

/**
 * The broadcast room's own use cases for a room that makes broadcasts by itself. What takes a handle joins the caller's
 * transaction, so that a step and its note are written together or not at all.
 */
export type Occasions = {
  /** Saves a draft that belongs to a series. */
  draft(
    db: WriteHandle,
    draft: { readonly content: Content; readonly seriesId: string; readonly writtenBy: string },
  ): Result<{ broadcastId: string }>
  discard(db: WriteHandle, broadcastId: string): void
  /** How many people of an audience would get an offer now. */
  countPeople(audience: Content['audience']): Promise<Result<number>>
  state(broadcastId: string): OccasionState | undefined
  review(broadcastId: string, person: string): Promise<Result<Review>>
  /** Seals exactly what was reviewed, in the name of a person. */
  approve(approval: { readonly broadcastId: string; readonly reviewHash: string; readonly person: string }): Promise<Result<Approved>>
  start(db: WriteHandle, broadcastId: string): Result<unknown>
  /** Leaves it as one whose time passed, so that it asks. */
  miss(db: WriteHandle, broadcastId: string, plannedAt: number): void
  /** Ends one that is sealed and not begun. */
  stop(db: WriteHandle, broadcastId: string): void
  /** Whether messages may get out now, and of this broadcast. */
  mayLeave(broadcastId: string): boolean
  leaveSeries(db: WriteHandle, seriesId: string): void
}

/** Makes them over the room's calls, so that approvals keep their order. */
export function createOccasions(deps: BroadcastDeps, handlers: Handlers): Occasions {
  const { vault, ledger } = deps
  const rowOf = (broadcastId: string) => findBroadcast(vault.store.read, broadcastId)
  return {
    draft(db, { content, seriesId, writtenBy }) {
      const saved = saveDraft(deps, { content }, writtenBy)
      if (saved.ok) joinSeries(db, saved.value.broadcastId, seriesId)
      return saved
    },
    discard: (_, broadcastId) => void discardDraft(deps, { broadcastId: broadcastId as BroadcastId }),
    async countPeople(audience) {
      const counted = await countAudience(deps, { audience })
      return counted.ok ? ok(counted.value.goes) : counted
    },
    state(broadcastId) {
      const row = rowOf(broadcastId)
      return row === undefined ? undefined : stateOf(row, row.approved === 0 ? undefined : ledger.run(vault.store.read, broadcastId))
    },
    async review(broadcastId, person) {
      const review = handlers['broadcast.review']
      assert(review !== undefined, 'the room binds its own calls')
      return review({ broadcastId: broadcastId as BroadcastId }, inTheNameOf(person))
    },
    async approve({ broadcastId, reviewHash, person }) {
      const approve = handlers['broadcast.approve']
      assert(approve !== undefined, 'the room binds its own calls')
      return approve({ broadcastId: broadcastId as BroadcastId, reviewHash, acceptUnknownPrices: false }, inTheNameOf(person))
    },
    start(_, broadcastId) {
      const row = rowOf(broadcastId)
      assert(row !== undefined, 'what was sealed is never deleted')
      return beginRun(deps, row, 'plan')
    },
    miss(db, broadcastId, plannedAt) {
      keepPlan(db, broadcastId, { state: 'planned', plannedAt, latestAt: null })
      markMissed(deps, { broadcastId, plannedAt })
    },
    stop: (_, broadcastId) => void ledger.stop(broadcastId),
    mayLeave(broadcastId) {
      const row = rowOf(broadcastId)
      return hasWayOut(deps) && row !== undefined && forbidding(deps, row) === null
    },
    leaveSeries: (db, seriesId) => void leaveSeries(db, seriesId),
  }
}

/** Whoever approved the series, which only managers may, approves each time of it. */
const inTheNameOf = (person: string): CallContext => ({ role: 'manager', person, signal: new AbortController().signal })
