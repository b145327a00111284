import type { RetentionSource } from '../privacy/index.ts'
import { inList, sql, type Sql } from '../store/index.ts'
import { refreshConversation } from './write-message.ts'

// What still has to leave is no old message, whatever its stamp says.
const isOld = (before: number): Sql => sql`m.at < ${before} and m.local_state is not 'held'`

/** Messages by age. A conversation stays, with the last line that is left of it. */
export const messagesByAge: RetentionSource = {
  kind: 'messages',
  count: (db, before) =>
    db.get(sql`
      select coalesce(sum(c.held_why is null), 0) as count, coalesce(sum(c.held_why is not null), 0) as held
      from message m join customer c on c.seq = m.customer_seq where ${isOld(before)}`) ?? { count: 0, held: 0 },
  remove(db, before, limit) {
    const rows = db.all<{ seq: number; customerSeq: number }>(sql`
      select m.seq, m.customer_seq as customerSeq from message m
      where ${isOld(before)} and m.customer_seq not in (select seq from customer where held_why is not null) order by m.seq limit ${limit}`)
    const seqs = rows.map(({ seq }) => seq)
    db.run(sql`delete from message_words where seq in ${inList(seqs)}`)
    db.run(sql`delete from message where seq in ${inList(seqs)}`)
    for (const customerSeq of new Set(rows.map((row) => row.customerSeq))) refreshConversation(db, customerSeq)
    return rows.length
  },
}
