import { SkipReason } from '#contract/ipc/broadcast-review.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { BroadcastDeps } from '../deps.ts'
import { countSentCodes } from '../coupon/queries.ts'
import { contentOf, findBroadcast, type BroadcastRow } from '../queries.ts'
import { summaryOf, type Summary } from '../run/progress.ts'
import { countReplies } from '../run/queries.ts'
import { countFailures, countLeftOutReasons, countOptedOut, countSkippedSends, deliveredGroups } from './queries.ts'
import { actualCost, mergeSkips, type Report } from './rules.ts'

/** The report of an approved broadcast, counted from its rows: people, never events. A read message was delivered. */
export function reportBroadcast(deps: BroadcastDeps, broadcastId: string): Result<Report> {
  const db = deps.vault.store.read
  const row = findBroadcast(db, broadcastId)
  if (row === undefined) return fail('broadcast-missing')
  if (row.approved === 0) return fail('broadcast-state-refused', { state: 'draft' })
  const summary = summaryOf(deps, db, row)
  const { counts } = summary
  const cost = costOf(deps, row)
  return ok({
    summary,
    funnel: {
      shouldGet: counts.matched - leftOutOf(deps, broadcastId),
      delivered: counts.delivered + counts.read,
      read: counts.read,
      replied: countReplies(db, broadcastId),
    },
    failures: countFailures(db, broadcastId).map(({ metaCode, reason, count }) => ({ metaCode, reason: reason ?? '', count })),
    skipped: mergeSkips(SkipReason.options, countLeftOutReasons(db, broadcastId), countSkippedSends(db, broadcastId)),
    costByMarket: cost.rows,
    costMicros: cost.totalMicros,
    estimateMicros: row.estimateMicros ?? 0,
    currency: summary.currency,
    optedOut: countOptedOut(db, broadcastId),
    couponsSent: couponsSent(deps, row, counts),
    sealHash: row.sealHash,
  })
}

const leftOutOf = ({ vault }: BroadcastDeps, broadcastId: string): number =>
  countLeftOutReasons(vault.store.read, broadcastId).reduce((sum, { count }) => sum + count, 0)

function costOf({ vault, price }: BroadcastDeps, row: BroadcastRow) {
  const db = vault.store.read
  return actualCost(deliveredGroups(db, row.broadcastId), (market, category) => {
    const rule = price.rule(db, market, category, row.approvedAt ?? row.createdAt)
    return rule?.currency === row.currency ? rule : undefined
  })
}

/** With one code for all, everybody whose message Meta took has it. */
function couponsSent({ vault }: BroadcastDeps, row: BroadcastRow, counts: Summary['counts']): number {
  const { coupon } = contentOf(row)
  if (coupon === null) return 0
  if (coupon.kind === 'one-each') return countSentCodes(vault.store.read, row.broadcastId)
  return counts.accepted + counts.sent + counts.delivered + counts.read
}
