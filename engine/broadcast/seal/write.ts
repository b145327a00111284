import { assert } from '#contract/kernel/assert.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Giving, PickedCode } from '../../coupon/index.ts'
import type { WriteHandle } from '../../store/index.ts'
import type { BroadcastDeps } from '../deps.ts'
import { findBroadcast, insertLeftOut, markApproved } from '../queries.ts'
import type { Reviewed } from '../review/review.ts'
import { isAtLeastOne, type Frozen } from './prepare.ts'
import type { Step } from './slices.ts'

/** What an approval answers. */
export type Approved = CallOutput<'broadcast.approve'>

/** What is about to be sealed. */
export type Ready = {
  readonly broadcastId: string
  /** The draft as it stood when it was reviewed. */
  readonly draft: string
  readonly reviewed: Reviewed
  readonly frozen: Frozen
  readonly codes: readonly PickedCode[]
  readonly by: string
}

/** Writes in two strides: first everything that takes long, then the word that it is approved. */
export type Sealing = {
  /** Run, messages, codes and those left out, in small parts; a failure ends it. */
  parts(): Iterable<Step<Result<never>>>
  /** The last part, small itself: from its commit on the broadcast is approved. */
  approve(db: WriteHandle): Result<Approved>
}

const PEOPLE_AT_ONCE = 25

export function createSealing(deps: BroadcastDeps, ready: Ready): Sealing {
  const { broadcastId, reviewed, frozen, codes } = ready
  const { content } = reviewed.message
  const { sends } = frozen
  // Where everybody gets the same word there is nothing long to write.
  const plan = codes.length === 0 ? null : content.coupon
  let giving: Giving | null = null

  const begin: Step<Result<never>> = (db) => {
    if (!isSameDraft(db, ready)) return changed()
    deps.ledger.sealing.begin(db, runOf(ready))
    if (plan === null) return null
    const begun = deps.coupon.beginGiving(db, { broadcastId, name: content.name, plan })
    if (!begun.ok) return begun
    giving = begun.value
    return null
  }
  const add = (db: WriteHandle, start: number): Result<never> | null => {
    const some = sends.slice(start, start + PEOPLE_AT_ONCE)
    deps.ledger.sealing.add(db, broadcastId, some)
    if (giving === null) return null
    const given = deps.coupon.give(db, giving, { codes: codes.slice(start, start + PEOPLE_AT_ONCE), sends: some })
    return given.ok ? null : given
  }
  const leaveOut = (db: WriteHandle, start: number): null => {
    for (const person of reviewed.plan.leftOut.slice(start, start + PEOPLE_AT_ONCE)) insertLeftOut(db, broadcastId, person)
    return null
  }
  return {
    *parts() {
      yield begin
      for (let start = 0; start < sends.length; start += PEOPLE_AT_ONCE) yield (db) => add(db, start)
      for (let start = 0; start < reviewed.plan.leftOut.length; start += PEOPLE_AT_ONCE) yield (db) => leaveOut(db, start)
    },
    approve(db) {
      if (!isSameDraft(db, ready)) return changed()
      const given = giving === null ? takeCommon(deps, db, ready) : deps.coupon.finishGiving(db, giving)
      return given.ok ? ok(finish(deps, db, ready)) : given
    },
  }
}

/** Somebody wrote something that decides over what would be sent. */
export const changed = (): Result<never> => fail('broadcast-review-changed', undefined, 'now')

function isSameDraft(db: WriteHandle, { broadcastId, draft }: Ready): boolean {
  const row = findBroadcast(db, broadcastId)
  return row !== undefined && row.approved === 0 && row.content === draft
}

function runOf({ broadcastId, reviewed, frozen }: Ready) {
  const { content } = reviewed.message
  return {
    runId: broadcastId,
    owner: 'broadcast',
    purpose: 'offer',
    priority: 0,
    pacePerSecond: content.spreadHours === null ? content.pacePerSecond : frozen.sends.length / (content.spreadHours * 3_600),
    quietHours: content.quietHours,
    budgetMicros: content.budgetMicros,
    latestAt: content.time.kind === 'at' ? content.time.latestAt : null,
    retryHeldBack: content.retryHeldBack,
  } as const
}

function takeCommon({ coupon }: BroadcastDeps, db: WriteHandle, { broadcastId, reviewed, frozen }: Ready): Result<void> {
  const { name, coupon: plan } = reviewed.message.content
  return plan === null ? ok(undefined) : coupon.take(db, { broadcastId, name, plan, codes: [], sends: frozen.sends })
}

function finish(deps: BroadcastDeps, db: WriteHandle, { broadcastId, reviewed, frozen, by }: Ready): Approved {
  const { plan, review } = reviewed
  const { sends, sealHash, templates } = frozen
  assert(isAtLeastOne(templates), 'a broadcast to nobody is stopped by its review')
  const marked = markApproved(db, {
    broadcastId,
    sealHash,
    templates,
    estimateMicros: review.cost.totalMicros,
    currency: review.cost.currency,
    at: deps.clock.now(),
    by,
  })
  assert(marked.changes === 1, 'approvals run one after the other, and a draft only changes with its content')
  deps.ledger.sealing.finish(db, { runId: broadcastId, sealHash, people: sends.length })
  db.afterCommit(() => deps.announcer.announce('broadcast.changed', { broadcastId: broadcastId as Approved['broadcastId'] }))
  return { broadcastId: broadcastId as Approved['broadcastId'], sealHash, recipients: sends.length, skipped: plan.leftOut.length }
}
