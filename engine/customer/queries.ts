import type { CustomerRow } from '#contract/ipc/customer.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { REPLY_WINDOW_MS } from './rules.ts'
import { foundBy, keptCount, placesOf, type CustomerFilter, type Position } from './list-places.ts'
import { searchWords } from './search-words.ts'

export type { CustomerFilter, Position } from './list-places.ts'

type Row = z.infer<typeof CustomerRow>

/** The customer's row as it is stored, tags as a JSON list. */
type Stored = Omit<Row, 'tags' | 'fields' | 'windowClosesAt'> & {
  readonly seq: number
  readonly tags: string
  readonly fields: string
  readonly lastInboundAt: number | null
  readonly recency: number
}

const columns = sql`
  c.seq, c.customer_id as customerId, c.name, c.address_as as addressAs, c.phone, c.username, c.country, c.language,
  (select json_group_array(tag) from (select tag from customer_tag where customer_seq = c.seq order by tag)) as tags,
  (select json_group_array(json_object('fieldId', f.field_id, 'value', f.value)) from (
    select d.field_id, v.value from customer_field_value v join customer_field d on d.seq = v.field_seq
    where v.customer_seq = c.seq order by d.place, d.seq) f) as fields,
  c.restricted_at as restrictedAt, c.offers, c.offers_source as offersSource, c.offers_at as offersAt, c.last_inbound_at as lastInboundAt,
  c.last_message_at as lastMessageAt, c.created_at as createdAt, coalesce(c.last_message_at, c.created_at) as recency`

/** One page of customers, latest activity first, with where the next one begins. */
export function listCustomers(
  db: ReadHandle,
  filter: CustomerFilter,
  page: { readonly after: Position | null; readonly limit: number },
): { rows: Row[]; next: Position | null } {
  const stored = db.all<Stored>(sql`
    select ${columns} from (${placesOf(filter, { after: page.after, most: page.limit + 1 })}) p cross join customer c on c.seq = p.seq
    order by p.recency desc, p.seq desc`)
  const shown = stored.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(toRow),
    next: stored.length > page.limit && last !== undefined ? { recency: last.recency, seq: last.seq } : null,
  }
}

/** How many customers the filter leaves; of a search no more than `MOST_FOUND` and one are counted. */
export function countCustomers(db: ReadHandle, filter: CustomerFilter): number {
  return keptCount(db, filter) ?? db.get<{ total: number }>(sql`select count(*) as total from (${foundBy(filter)})`)?.total ?? 0
}

/** One customer's row. */
export function customerRow(db: ReadHandle, customerSeq: number): Row | undefined {
  const stored = db.get<Stored>(sql`select ${columns} from customer c where c.seq = ${customerSeq}`)
  return stored === undefined ? undefined : toRow(stored)
}

/** All tags with how many customers have each, most used first. */
export function listTags(db: ReadHandle): { tag: string; count: number }[] {
  return db.all(sql`select tag, sum(rows) as count from customer_tag_count group by tag having sum(rows) > 0 order by sum(rows) desc, tag`)
}

/** Puts these tags in place of the ones before. */
export function replaceTags(db: WriteHandle, customerSeq: number, tags: readonly string[]): void {
  db.run(sql`delete from customer_tag where customer_seq = ${customerSeq}`)
  for (const tag of tags) db.run(sql`insert into customer_tag (customer_seq, tag) values (${customerSeq}, ${tag}) on conflict do nothing`)
}

/** Writes the search terms of one customer anew; call after any change of name, number, @name, tags or note. */
export function reindex(db: WriteHandle, customerSeq: number): void {
  const customer = db.get<{
    name: string
    addressAs: string
    note: string
    username: string | null
    phone: string | null
    tags: string
    fields: string
  }>(sql`
    select name, address_as as addressAs, note, username, phone,
      (select json_group_array(tag) from customer_tag where customer_seq = seq) as tags,
      (select json_group_array(value) from customer_field_value where customer_seq = seq) as fields
    from customer where seq = ${customerSeq}`)
  if (customer === undefined) return
  const words = searchWords({
    ...customer,
    tags: JSON.parse(customer.tags) as string[],
    fields: JSON.parse(customer.fields) as string[],
  })
  db.run(
    sql`insert into customer_words (seq, words) values (${customerSeq}, ${words}) on conflict (seq) do update set words = excluded.words`,
  )
}

function toRow(stored: Stored): Row {
  const { seq: _seq, recency: _recency, lastInboundAt, tags, fields, ...row } = stored
  const windowClosesAt = lastInboundAt === null ? null : ((lastInboundAt + REPLY_WINDOW_MS) as Row['windowClosesAt'])
  return { ...row, tags: JSON.parse(tags) as string[], fields: JSON.parse(fields) as Row['fields'], windowClosesAt }
}
