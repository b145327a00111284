import { roundToTotal } from '../cost-rows.ts'
import type { Review } from './use-review.ts'

/**
 * What the month has cost with this broadcast, in whole hundredths, so that the sum on screen adds up and its own part
 * is the total that stands beside the cost.
 * @returns null where the shop has no budget for the month
 */
export function monthOf({ budget, cost }: Pick<Review, 'budget' | 'cost'>): {
  readonly spentMicros: number
  readonly costMicros: number
  readonly totalMicros: number
  readonly budgetMicros: number
} | null {
  if (budget === null || budget.ofMonthMicros === null) return null
  const { total: costMicros } = roundToTotal(cost.rows.map((row) => row.totalMicros))
  const { total: spentMicros } = roundToTotal([budget.spentThisMonthMicros])
  return { spentMicros, costMicros, totalMicros: spentMicros + costMicros, budgetMicros: budget.ofMonthMicros }
}
