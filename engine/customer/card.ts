import type { ConsentEntry, CustomerCard } from '#contract/ipc/customer.ts'
import type { z } from 'zod'
import { sql, type ReadHandle } from '../store/index.ts'
import { customerRow } from './queries.ts'

type Card = z.infer<typeof CustomerCard>
type Extra = Pick<Card, 'userId' | 'note' | 'messageCount' | 'broadcastCount' | 'lastExportAt'>

/**
 * One customer with history and counts. The counts are read from the tables of inbox, ledger and broadcast: a card is one
 * page for the reader, and rows there name the customer by reference.
 */
export function customerCard(db: ReadHandle, customerSeq: number): Card | undefined {
  const row = customerRow(db, customerSeq)
  const extra = db.get<Extra>(sql`
    select user_id as userId, note,
      (select count(*) from message where customer_seq = c.seq) as messageCount,
      (select count(*) from send s join run r on r.run_id = s.run_id where s.customer_seq = c.seq and r.owner = 'broadcast'
        and s.accepted_at is not null) as broadcastCount,
      (select max(at) from export_record where customer_seq = c.seq) as lastExportAt
    from customer c where seq = ${customerSeq}`)
  if (row === undefined || extra === undefined) return undefined
  return { ...row, ...extra, consent: consentOf(db, customerSeq), coupons: couponsOf(db, customerSeq) }
}

function consentOf(db: ReadHandle, customerSeq: number): z.infer<typeof ConsentEntry>[] {
  return db.all(sql`
    select at, recorded_at as recordedAt, purpose, decision, source, detail, wording, recorded_by as recordedBy
    from consent_event where customer_seq = ${customerSeq} order by at desc, seq desc`)
}

function couponsOf(db: ReadHandle, customerSeq: number): Card['coupons'] {
  return db.all(sql`
    select k.code, b.name as broadcastName, k.state, k.expires_at as expiresAt
    from coupon_code k join broadcast b on b.broadcast_id = k.broadcast_id
    where k.customer_seq = ${customerSeq} order by k.created_at desc, k.code`)
}
