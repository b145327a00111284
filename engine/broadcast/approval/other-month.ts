import { fail, type Result } from '#contract/kernel/result.ts'
import type { BroadcastDeps } from '../deps.ts'
import { contentOf, type BroadcastRow } from '../queries.ts'
import { monthOf, spentIn } from './month.ts'
import { shopRules } from './shop-rules.ts'

/**
 * Whether a sealed broadcast that has not begun may begin in another month than the one whose budget it was approved under;
 * in that one it is counted already.
 * @param at when it would begin, ms
 * @returns null when it may, else month-budget-spent (params: totalMicros, spentMicros, budgetMicros, currency)
 */
export function otherMonthRefusal({ vault, ledger, clock }: BroadcastDeps, row: BroadcastRow, at: number): Result<never> | null {
  const db = vault.store.read
  const { monthlyBudgetMicros: budgetMicros } = shopRules(db)
  const now = clock.now()
  const { time } = contentOf(row)
  const counted = Math.max(row.plannedAt ?? (time.kind === 'at' ? time.at : now), now)
  const month = monthOf(vault.shop.timeZone, at)
  if (budgetMicros === null || row.currency === null || monthOf(vault.shop.timeZone, counted).from === month.from) return null
  const totalMicros = ledger.run(db, row.broadcastId)?.costAtMostMicros ?? 0
  const spentMicros = spentIn(db, month, { currency: row.currency, now })
  const params = { totalMicros, spentMicros, budgetMicros, currency: row.currency }
  return spentMicros + totalMicros > budgetMicros ? fail('month-budget-spent', params) : null
}
