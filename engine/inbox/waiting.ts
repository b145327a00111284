import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'

/** Whether staff wrote on the shop's own phone after this message, which came here late. */
export const isAnsweredOnPhone = (db: ReadHandle, customerSeq: number, at: number): boolean =>
  db.get(sql`
    select 1 from message where customer_seq = ${customerSeq} and at >= ${at} and direction = 'out' and origin = 'phone' limit 1`) !==
  undefined

type Said = { readonly seq: number; readonly at: number; readonly by: 'customer' | 'phone' | 'shop' | null }

/** Messages that are looked through for the last answer; who wrote more in between has waited long enough either way. */
const LOOK_BACK = 300

/** What ended without reaching anybody answers nothing. */
const lost = sql`('failed', 'rejected', 'skipped')`

/**
 * Finds out again since when the customer waits: after an answer was taken back or did not leave, and when an answer of
 * the phone comes that is older than the last question. Our own answer answers everything that was here when it was
 * written; one of the phone everything up to its stamp.
 */
export function recountWaiting(db: WriteHandle, customerSeq: number): void {
  const said = db.all<Said>(sql`
    select m.seq, m.at, case
      when m.direction = 'in' then iif(m.turn = 'asks' and m.origin is null, 'customer', null)
      when m.noted_by is not null or m.broadcast_id is not null then null
      when m.origin = 'phone' then 'phone'
      when m.sent_by is null or m.local_state in ('taken-back', 'refused') or s.state in ${lost} then null
      else 'shop' end as "by"
    from message m left join send s on s.send_id = m.send_id
    where m.customer_seq = ${customerSeq} order by m.at desc, m.seq desc limit ${LOOK_BACK}`)
  const last = (by: Said['by'], of: 'seq' | 'at') => Math.max(0, ...said.filter((one) => one.by === by).map((one) => one[of]))
  const [ownSeq, phoneAt] = [last('shop', 'seq'), last('phone', 'at')]
  const open = said.filter((one) => one.by === 'customer' && one.seq > ownSeq && one.at > phoneAt)
  const since = open.length === 0 ? null : Math.min(...open.map((one) => one.at))
  db.run(sql`
    update conversation set waiting_since = ${since}
    where customer_seq = ${customerSeq} and closed = 0 and waiting_since is not ${since}`)
}
