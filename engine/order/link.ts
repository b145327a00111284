import { sql, type ReadHandle } from '../store/index.ts'

/** For so long after a broadcast reached somebody, what they buy is counted for it. */
const COUNTED_MS = 7 * 86_400_000

/**
 * The latest broadcast whose message reached the customer within seven days before a moment; null when there is none.
 * Reached is what Meta took and did not report as failed. A broadcast's run in the ledger has the broadcast's id.
 */
export function broadcastBefore(db: ReadHandle, customerSeq: number, at: number): string | null {
  return (
    db.get<{ broadcastId: string }>(sql`
      select s.run_id as broadcastId from send s join run r on r.run_id = s.run_id join broadcast b on b.broadcast_id = s.run_id
      where s.customer_seq = ${customerSeq} and s.accepted_at between ${at - COUNTED_MS} and ${at} and r.owner = 'broadcast'
        and s.state in ('accepted', 'sent', 'delivered', 'read')
      order by s.accepted_at desc, s.seq desc limit 1`)?.broadcastId ?? null
  )
}
