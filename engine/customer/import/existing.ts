import { sql, type ReadHandle, type Sql } from '../../store/index.ts'
import type { Facts } from './rules.ts'

/** A customer who is there already, with the facts that an import may change. */
export type Existing = Facts & { readonly customerSeq: number; readonly customerId: string }

type Stored = Omit<Existing, 'tags' | 'own'> & { readonly tags: string; readonly own: string }

const dayText = sql`iif(year is null, '-', format('%04d', year)) || format('-%02d-%02d', month, day)`

const columns = sql`
  seq as customerSeq, customer_id as customerId, name, address_as as addressAs, language, note,
  coalesce((select ${dayText} from customer_date where customer_seq = seq and date = 'birthday'), '') as birthday,
  coalesce((select ${dayText} from customer_date where customer_seq = seq and date = 'service-due'), '') as serviceDue,
  (select json_group_object(f.field_id, v.value) from customer_field_value v join customer_field f on f.seq = v.field_seq
    where v.customer_seq = customer.seq) as own,
  (select json_group_array(tag) from (select tag from customer_tag where customer_seq = seq order by tag)) as tags`

/** Finds by the key that all spellings of a number share, also where that number came to somebody by a merge. */
export const findExisting = (db: ReadHandle, key: string): Existing | undefined =>
  read(db, sql`select ${columns} from customer where same_person_key = ${key}`) ??
  read(
    db,
    sql`
    select ${columns} from customer where seq = (
      select m.customer_seq from customer_merge_key k join customer_merge m on m.seq = k.merge_seq where k.key = ${key} order by m.seq desc limit 1)`,
  )

/** Finds by the number inside the database. */
export const existingBySeq = (db: ReadHandle, customerSeq: number): Existing | undefined =>
  read(db, sql`select ${columns} from customer where seq = ${customerSeq}`)

function read(db: ReadHandle, query: Sql): Existing | undefined {
  const stored = db.get<Stored>(query)
  return stored === undefined
    ? undefined
    : { ...stored, tags: JSON.parse(stored.tags) as string[], own: JSON.parse(stored.own) as Facts['own'] }
}
