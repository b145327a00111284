import type { GuardVerdict } from '../../ledger/index.ts'
import type { SkipReason } from '../audience/rules.ts'
import { lastInboundOf, mayTalkFreely } from '../cheapest.ts'
import type { BroadcastDeps } from '../deps.ts'

/**
 * Registers the check that an ordinary message still finds an open reply window at the moment it is taken; Meta would
 * refuse it otherwise. Templates need none.
 */
export function registerWindowGuard({ ledger }: Pick<BroadcastDeps, 'ledger'>): void {
  ledger.guard('offer', (db, send, now): GuardVerdict => {
    if (send.template !== null || send.customerSeq === null) return { go: true }
    return mayTalkFreely(lastInboundOf(db, send.customerSeq), now) ? { go: true } : { skip: 'window-closed' satisfies SkipReason }
  })
}
