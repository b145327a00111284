import type { RetentionSource } from '../privacy/index.ts'
import { inList, sql, type Sql } from '../store/index.ts'

const isOld = (before: number): Sql => sql`o.at < ${before} and o.customer_seq is not null`

/** Whose an old order was. Amounts and articles stay, as after an erasure. */
export const namesByAge: RetentionSource = {
  kind: 'order-names',
  count: (db, before) =>
    db.get(sql`
      select coalesce(sum(c.held_why is null), 0) as count, coalesce(sum(c.held_why is not null), 0) as held
      from customer_order o join customer c on c.seq = o.customer_seq where ${isOld(before)}`) ?? { count: 0, held: 0 },
  remove(db, before, limit) {
    const rows = db.all<{ seq: number }>(sql`
      select o.seq from customer_order o
      where ${isOld(before)} and o.customer_seq not in (select seq from customer where held_why is not null) order by o.seq limit ${limit}`)
    const seqs = rows.map(({ seq }) => seq)
    db.run(sql`delete from order_step where order_id in (select order_id from customer_order where seq in ${inList(seqs)})`)
    db.run(sql`delete from order_work where order_id in (select order_id from customer_order where seq in ${inList(seqs)})`)
    db.run(sql`update customer_order set customer_seq = null, number = '', coupon_code = null, wamid = null where seq in ${inList(seqs)}`)
    return seqs.length
  },
}
