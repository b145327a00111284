import { sql, type ReadHandle } from '../../store/index.ts'
import type { BroadcastDeps } from '../deps.ts'
import type { PlanRequest } from '../judge.ts'
import { compileMessage } from '../message/compile.ts'
import { makePlan, makePlanNow } from '../plan.ts'
import { contentOf, findBroadcast } from '../queries.ts'
import type { Reviewed } from '../review/review.ts'

/** So few customers are looked through within one transaction. */
const FEW_CUSTOMERS = 2_000

/** Whether the vault is small enough to look everybody up at one go. */
export const isQuickToProve = (db: ReadHandle): boolean =>
  (db.get<{ most: number | null }>(sql`select max(seq) as most from customer`)?.most ?? 0) <= FEW_CUSTOMERS

/** Whether the same review of this very moment comes to the same end, the draft itself included. */
export function isStillTrue(deps: BroadcastDeps, db: ReadHandle, reviewed: Reviewed): boolean {
  const request = requestAgain(deps, db, reviewed)
  return request !== null && makePlanNow(deps, db, request).digest === reviewed.plan.digest
}

/** The same with others let in between; what they write about somebody who was looked up already is not seen. */
export async function isStillTrueInTurns(deps: BroadcastDeps, db: ReadHandle, reviewed: Reviewed): Promise<boolean> {
  const request = requestAgain(deps, db, reviewed)
  return request !== null && (await makePlan(deps, db, request)).digest === reviewed.plan.digest
}

/** Null where the draft or its coupon is not what it was. */
function requestAgain(deps: BroadcastDeps, db: ReadHandle, { review, plan, message }: Reviewed): PlanRequest | null {
  const { broadcastId } = review
  const row = findBroadcast(db, broadcastId)
  if (row === undefined || row.approved !== 0 || !isSameCoupon(deps, db, message)) return null
  // Codes that this broadcast has taken meanwhile must not look like another pool.
  const coupon = { ...deps.coupon, planned: () => message.coupon }
  const again = compileMessage({ ...deps, coupon }, db, { content: contentOf(row), broadcastId })
  return { audience: again.content.audience, message: again, at: plan.at, broadcastId }
}

function isSameCoupon({ coupon }: BroadcastDeps, db: ReadHandle, { content, coupon: before }: Reviewed['message']): boolean {
  const now = coupon.planned(db, content.coupon)
  if (now === null || before === null) return now === before
  return now.kind === before.kind && now.common === before.common && now.endsAt === before.endsAt && now.isStopped === before.isStopped
}
