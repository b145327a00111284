import type { RetentionSource } from '../privacy/index.ts'
import { inList, sql, type Sql } from '../store/index.ts'

// A file that proves a consent is kept as long as the consent.
const isOld = (before: number): Sql => sql`f.since < ${before} and f.stored_name is not null and f.is_evidence = 0`

/** Bytes of old files; the chat says that there was one. `onRemoved` runs after the commit and clears the folder. */
export const filesByAge = (onRemoved: () => void): RetentionSource => ({
  kind: 'files',
  count: (db, before) =>
    db.get(sql`
      select coalesce(sum(c.held_why is null), 0) as count, coalesce(sum(c.held_why is not null), 0) as held
      from media_file f join customer c on c.seq = f.customer_seq where ${isOld(before)}`) ?? { count: 0, held: 0 },
  remove(db, before, limit) {
    const seqs = db
      .all<{ seq: number }>(sql`
        select f.seq from media_file f
        where ${isOld(before)} and f.customer_seq not in (select seq from customer where held_why is not null) order by f.seq limit ${limit}`)
      .map(({ seq }) => seq)
    db.run(sql`
      insert or ignore into media_leftover (stored_name)
        select stored_name from media_file f where seq in ${inList(seqs)}
          and not exists (select 1 from media_file o where o.stored_name = f.stored_name and o.seq not in ${inList(seqs)})
          and not exists (select 1 from shop_file s where s.stored_name = f.stored_name)`)
    db.run(sql`
      update media_file set stored_name = null, file_key = null, state = 'expired', reason = null, meta_id = null, next_try_at = null, is_wanted = 0
      where seq in ${inList(seqs)}`)
    if (seqs.length > 0) db.afterCommit(onRemoved)
    return seqs.length
  },
})
