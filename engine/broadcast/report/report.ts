import { SkipReason } from '#contract/ipc/broadcast-review.ts'
import { ReplyIntent } from '#contract/ipc/broadcast-report.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { breathe } from '../../kernel/index.ts'
import type { BroadcastDeps } from '../deps.ts'
import { contentOf, findBroadcast, type BroadcastRow } from '../queries.ts'
import { summaryOf, type Summary } from '../run/progress.ts'
import { countDid, effectOf } from './people.ts'
import { countFailures, countLeftOutReasons, countSkippedSends } from './queries.ts'
import { sortAnswers } from './replies.ts'
import { actualCost, mergeSkips, type DeliveredGroup, type Report } from './rules.ts'
import { couponCodes, countIssuedCodes, couponUse, deliveredGroups, salesOf } from './sums.ts'
import { tellDifference } from './uplift.ts'

/**
 * The report of an approved broadcast, counted from its rows: people, never events. A read message was delivered. Sales
 * and discounts are sums in the shop's own currency.
 * Errors: broadcast-missing, broadcast-state-refused.
 */
export async function reportBroadcast(deps: BroadcastDeps, broadcastId: string): Promise<Result<Report>> {
  const { vault } = deps
  const db = vault.store.read
  const row = findBroadcast(db, broadcastId)
  if (row === undefined) return fail('broadcast-missing')
  if (row.approved === 0) return fail('broadcast-state-refused', { state: 'draft' })
  // Gathered in pieces, because each may take tens of milliseconds at a hundred thousand people.
  const answers = await sortAnswers(deps, broadcastId)
  const optedOut = countDid(db, broadcastId, 'optedOut')
  await breathe()
  const summary = summaryOf(deps, db, row)
  const { counts } = summary
  const leftOut = countLeftOutReasons(db, broadcastId)
  await breathe()
  const failures = countFailures(db, broadcastId)
  const money = moneyOf(deps, row)
  await breathe()
  const { uses, discountMicros } = couponUse(db, broadcastId, vault.shop.currency)
  return ok({
    summary,
    funnel: {
      shouldGet: counts.matched - leftOut.reduce((sum, { count }) => sum + count, 0),
      delivered: counts.delivered + counts.read,
      read: counts.read,
      replied: answers.length,
      usedCoupon: countDid(db, broadcastId, 'usedCoupon'),
      ordered: countDid(db, broadcastId, 'ordered'),
    },
    failures: failures.map(({ metaCode, reason, count }) => ({ metaCode, reason: reason ?? '', count })),
    skipped: mergeSkips(SkipReason.options, leftOut, countSkippedSends(db, broadcastId)),
    ...money,
    currency: summary.currency,
    optedOut,
    couponsSent: couponsSent(deps, row, counts),
    couponsUsed: uses,
    discountMicros,
    ...salesOf(db, broadcastId, vault.shop.currency),
    salesCurrency: vault.shop.currency,
    intents: ReplyIntent.options.map((intent) => ({ intent, people: answers.filter((answer) => answer.intent === intent).length })),
    uplift: upliftOf(deps, summary, leftOut),
    sealHash: row.sealHash,
  })
}

/** What the delivered messages of a broadcast cost, by what Meta reported of them. */
export function costOf({ vault, price }: Pick<BroadcastDeps, 'vault' | 'price'>, row: BroadcastRow, groups: readonly DeliveredGroup[]) {
  const db = vault.store.read
  return actualCost(groups, (market, category) => {
    const rule = price.rule(db, market, category, row.approvedAt ?? row.createdAt)
    return rule?.currency === row.currency ? rule : undefined
  })
}

function moneyOf(deps: BroadcastDeps, row: BroadcastRow): Pick<Report, 'costByMarket' | 'costMicros' | 'estimateMicros' | 'pricedByMeta'> {
  const groups = deliveredGroups(deps.vault.store.read, row.broadcastId)
  const cost = costOf(deps, row, groups)
  return {
    costByMarket: cost.rows,
    costMicros: cost.totalMicros,
    estimateMicros: row.estimateMicros ?? 0,
    pricedByMeta: groups.reduce((sum, group) => sum + (group.pricedCategory === null ? 0 : group.people), 0),
  }
}

/** With one code for all, everybody whose message Meta took has it. */
function couponsSent({ vault }: BroadcastDeps, row: BroadcastRow, counts: Summary['counts']): number {
  const { coupon } = contentOf(row)
  if (coupon === null) return 0
  const isShared = coupon.kind === 'one-for-all' || couponCodes(vault.store.read, row.broadcastId) === 'shared'
  return isShared ? counts.accepted + counts.sent + counts.delivered + counts.read : countIssuedCodes(vault.store.read, row.broadcastId)
}

/** Null where nobody was kept back, or nothing was sent yet. */
function upliftOf(
  { vault }: BroadcastDeps,
  { broadcastId, counts, startedAt }: Summary,
  leftOut: readonly { readonly reason: string | null }[],
): Report['uplift'] {
  if (startedAt === null || !leftOut.some(({ reason }) => reason === 'holdout')) return null
  const effect = effectOf(vault.store.read, broadcastId, { got: counts.delivered + counts.read, startedAt })
  return { ...effect, difference: tellDifference(effect.got, effect.keptBack) }
}
