import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { BroadcastDeps } from '../deps.ts'
import { findBroadcast, markAsked } from '../queries.ts'
import { monthOf, spentIn } from './month.ts'
import { saveShopRules, shopRules } from './shop-rules.ts'

/** Asks somebody who may approve; a draft that changes later is a draft again. Asking twice moves time and name. */
export function askApproval(
  deps: BroadcastDeps,
  { broadcastId }: ParsedInput<'broadcast.askApproval'>,
  askedBy: string,
): Result<CallOutput<'broadcast.askApproval'>> {
  const askedAt = deps.clock.now() as TimestampMs
  return deps.vault.store.write((db) => {
    const row = findBroadcast(db, broadcastId)
    if (row === undefined) return fail('broadcast-missing')
    if (row.approved !== 0) return fail('broadcast-draft-only')
    markAsked(db, { broadcastId, at: askedAt, by: askedBy })
    db.afterCommit(() => deps.announcer.announce('broadcast.changed', { broadcastId }))
    return ok({ broadcastId, askedAt, askedBy })
  })
}

/** What the shop decided, and what this month has cost or will cost so far. */
export function readRules({ vault, clock, price }: BroadcastDeps): Result<CallOutput<'broadcast.rules'>> {
  const { read } = vault.store
  const now = clock.now()
  const { currency } = price
  const spentThisMonthMicros = spentIn(read, monthOf(vault.shop.timeZone, now), { currency, now })
  return ok({ rules: shopRules(read), spentThisMonthMicros, currency })
}

/** Changes what the shop decided; broadcasts that are approved already keep what they were approved under. */
export function setRules(
  { vault, clock }: BroadcastDeps,
  rules: ParsedInput<'broadcast.setRules'>,
): Result<CallOutput<'broadcast.setRules'>> {
  vault.store.write((db) => saveShopRules(db, rules, clock.now()))
  return ok({ rules })
}
