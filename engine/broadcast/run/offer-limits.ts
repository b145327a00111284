import type { GuardVerdict, Ledger, SendRow } from '../../ledger/index.ts'
import { sql, type ReadHandle } from '../../store/index.ts'
import { offerLimits, offersSince } from '../audience/offered.ts'
import { restingMsOf, type SkipReason } from '../audience/rules.ts'
import type { Content } from '../message/rules.ts'
import { contentOf, findBroadcast } from '../queries.ts'

type Limits = Pick<Content['audience'], 'restingHours' | 'mostOffers'>

/**
 * Registers the check that nobody gets two offers closer together, or more of them, than their broadcast allows: what other
 * broadcasts sent since the seal counts as well, because several may be sealed before the first of them leaves.
 */
export function registerOfferLimits({ ledger }: { readonly ledger: Pick<Ledger, 'guard'> }): void {
  const limitsOf = createLimits()
  ledger.guard('offer', (db, send, now): GuardVerdict => {
    const limits = send.customerSeq === null ? null : limitsOf(db, send.runId)
    const reason = limits === null ? null : reasonNow(db, send, { limits, now })
    return reason === null ? { go: true } : { skip: reason }
  })
}

/** What was sealed stays, so each broadcast is read once. */
function createLimits(): (db: ReadHandle, broadcastId: string) => Limits | null {
  const known = new Map<string, Limits | null>()
  return (db, broadcastId) => {
    const found = known.get(broadcastId)
    if (found !== undefined) return found
    const row = findBroadcast(db, broadcastId)
    const limits = row === undefined ? null : contentOf(row).audience
    const kept = limits === null ? null : { restingHours: limits.restingHours, mostOffers: limits.mostOffers }
    known.set(broadcastId, kept)
    return kept
  }
}

type Asked = { readonly limits: Limits; readonly now: number }

function reasonNow(db: ReadHandle, send: SendRow, { limits, now }: Asked): SkipReason | null {
  const restingMs = restingMsOf(limits.restingHours)
  if (restingMs !== null && countOthers(db, send, now - restingMs) > 0) return 'resting-time'
  const isOften = offerLimits(db, limits).some(({ count, days }) => countOthers(db, send, offersSince(days, now)) >= count)
  return isOften ? 'offered-often' : null
}

/** Offers of others to the same person that Meta took after a time, or may have taken; promotions from the chat count too. */
const countOthers = (db: ReadHandle, { customerSeq, runId }: SendRow, since: number): number =>
  db.get<{ count: number }>(sql`
    select count(*) as count from (
      select s.run_id, s.category from send s where s.customer_seq = ${customerSeq} and s.accepted_at > ${since}
      union all
      select s.run_id, s.category from send s
      where s.customer_seq = ${customerSeq} and s.accepted_at is null and s.state in ('sending', 'in_doubt', 'unconfirmed') and s.changed_at > ${since}
    ) o join run r on r.run_id = o.run_id
    where o.run_id <> ${runId} and (r.purpose = 'offer' or (r.owner = 'reply' and o.category = 'MARKETING'))`)?.count ?? 0
