import type { GuardVerdict, SendRow } from '../../ledger/index.ts'
import type { ReadHandle } from '../../store/index.ts'
import type { SkipReason } from '../audience/rules.ts'
import type { BroadcastDeps } from '../deps.ts'
import { messageCoupon } from '../message/coupon.ts'
import { contentOf, findBroadcast } from '../queries.ts'
import { customerNow } from './queries.ts'

/**
 * Registers what is checked again at the moment of each offer, inside the transaction that claims it: the person still
 * agrees, is neither blocked nor erased, the template may still go at the category that was priced, the coupon still runs.
 * @source SECURITY 2.0 step 1, M-09, M-14
 */
export function registerGuards(deps: Pick<BroadcastDeps, 'ledger' | 'template'>): void {
  const couponEnds = createCouponEnds()
  deps.ledger.guard('offer', (db, send, now): GuardVerdict => {
    const reason = personReason(db, send.customerSeq)
    if (reason !== null) return { skip: reason }
    if (!mayTemplateGo(deps, db, send)) return { pause: 'template-stopped' }
    const endsAt = couponEnds(db, send.runId)
    return endsAt !== null && endsAt <= now ? { skip: 'no-coupon-left' satisfies SkipReason } : { go: true }
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

/** When the coupon of a run ends; read once, because an approved broadcast never changes. */
function createCouponEnds(): (db: ReadHandle, runId: string) => number | null {
  const known = new Map<string, number | null>()
  return (db, runId) => {
    if (!known.has(runId)) {
      const row = findBroadcast(db, runId)
      known.set(runId, row === undefined ? null : (messageCoupon(contentOf(row).coupon)?.endsAt ?? null))
    }
    return known.get(runId) ?? null
  }
}
