import type { PersonalDataSource } from '../../privacy/index.ts'
import { sql, type ReadHandle } from '../../store/index.ts'

const seqOf = (customerId: string) => sql`(select seq from customer where customer_id = ${customerId})`

const actsOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`
    select a.tag, a.change, a.at from tag_act_person p join tag_act a on a.act_id = p.act_id
    where p.customer_seq = ${seqOf(customerId)} order by a.at`)

/** Changes of tags that can still be taken back. */
export const tagActsOfPerson: PersonalDataSource = {
  kind: 'tags',
  tables: ['tag_act', 'tag_act_person'],
  count: (db, customerId) => actsOf(db, customerId).length,
  collect: (db, customerId) => ({ items: actsOf(db, customerId), files: [] }),
  erase(db, customerId) {
    const erased = db.run(sql`delete from tag_act_person where customer_seq = ${seqOf(customerId)}`).changes
    // A tag that was made for this one person may name them.
    db.run(sql`delete from tag_act where state = 'done' and not exists (select 1 from tag_act_person p where p.act_id = tag_act.act_id)`)
    return erased
  },
}
