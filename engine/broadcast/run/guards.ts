import type { GuardVerdict, SendRow } from '../../ledger/index.ts'
import type { ReadHandle } from '../../store/index.ts'
import type { SkipReason } from '../audience/rules.ts'
import type { BroadcastDeps } from '../deps.ts'
import { customerNow } from './queries.ts'

/**
 * Registers what is checked again at the moment of each offer, inside the transaction that claims it: the person still
 * agrees, is neither blocked nor erased, the template may still go at the category that was priced, the coupon still runs and
 * the code in the message is still the person's.
 * @source SECURITY 2.0 step 1, M-09, M-14
 */
export function registerGuards(deps: Pick<BroadcastDeps, 'ledger' | 'template' | 'coupon'>): void {
  deps.ledger.guard('offer', (db, send, now): GuardVerdict => {
    const reason = personReason(db, send.customerSeq)
    if (reason !== null) return { skip: reason }
    if (!mayTemplateGo(deps, db, send)) return { pause: 'template-stopped' }
    const { runId: broadcastId, sendId } = send
    return deps.coupon.mayGo(db, { broadcastId, sendId, now }) ? { go: true } : { skip: 'no-coupon-left' satisfies SkipReason }
  })
}

function personReason(db: ReadHandle, customerSeq: number | null): SkipReason | null {
  const customer = customerSeq === null ? undefined : customerNow(db, customerSeq)
  if (customer === undefined) return 'erased'
  if (customer.blocked !== 0) return 'blocked'
  if (customer.offers === 'no') return 'opted-out'
  if (customer.offers === 'stopped') return 'stopped-in-whatsapp'
  if (customer.offers !== 'yes') return 'no-consent'
  return customer.unusableAt === null ? null : 'number-not-usable'
}

/** A template in another category costs another price, which nobody approved. */
function mayTemplateGo({ template }: Pick<BroadcastDeps, 'template'>, db: ReadHandle, send: SendRow): boolean {
  if (send.template === null) return true
  const current = template.state(db, send.template.name, send.template.language)
  return current?.status === 'APPROVED' && current.category === send.template.category
}
