import type { CustomerRow } from '#contract/ipc/customer.ts'
import type { z } from 'zod'
import { joinSql, sql, type ReadHandle, type Sql, type WriteHandle } from '../store/index.ts'
import { REPLY_WINDOW_MS } from './rules.ts'
import { searchQuery, searchWords } from './search-words.ts'

type Row = z.infer<typeof CustomerRow>

/** The customer's row as it is stored, tags as a JSON list. */
type Stored = Omit<Row, 'tags' | 'windowClosesAt'> & {
  readonly seq: number
  readonly tags: string
  readonly lastInboundAt: number | null
  readonly recency: number
}

/** What narrows a list of customers. */
export type CustomerFilter = {
  readonly search: string
  readonly tag: string | undefined
  readonly offers: string | undefined
  readonly importId: string | undefined
  /** The condition of a group over the alias `c`. */
  readonly group: Sql | null
}

/** Where a page begins: activity of the last row before it, and its place among rows of the same time. */
export type Position = { readonly recency: number; readonly seq: number }

const columns = sql`
  c.seq, c.customer_id as customerId, c.name, c.address_as as addressAs, c.phone, c.username, c.country, c.language,
  (select json_group_array(tag) from (select tag from customer_tag where customer_seq = c.seq order by tag)) as tags,
  c.offers, c.offers_source as offersSource, c.offers_at as offersAt, c.last_inbound_at as lastInboundAt,
  c.last_message_at as lastMessageAt, c.created_at as createdAt, coalesce(c.last_message_at, c.created_at) as recency`

/** One page of customers, latest activity first, with where the next one begins. */
export function listCustomers(
  db: ReadHandle,
  filter: CustomerFilter,
  page: { readonly after: Position | null; readonly limit: number },
): { rows: Row[]; next: Position | null } {
  const conditions = conditionsOf(filter)
  if (page.after !== null)
    conditions.push(sql`(coalesce(c.last_message_at, c.created_at), c.seq) < (${page.after.recency}, ${page.after.seq})`)
  const stored = db.all<Stored>(sql`
    select ${columns} from customer c where ${all(conditions)}
    order by coalesce(c.last_message_at, c.created_at) desc, c.seq desc limit ${page.limit + 1}`)
  const shown = stored.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(toRow),
    next: stored.length > page.limit && last !== undefined ? { recency: last.recency, seq: last.seq } : null,
  }
}

/** How many customers the filter leaves. */
export function countCustomers(db: ReadHandle, filter: CustomerFilter): number {
  return db.get<{ total: number }>(sql`select count(*) as total from customer c where ${all(conditionsOf(filter))}`)?.total ?? 0
}

/** One customer's row. */
export function customerRow(db: ReadHandle, customerSeq: number): Row | undefined {
  const stored = db.get<Stored>(sql`select ${columns} from customer c where c.seq = ${customerSeq}`)
  return stored === undefined ? undefined : toRow(stored)
}

/** All tags with how many customers have each, most used first. */
export function listTags(db: ReadHandle): { tag: string; count: number }[] {
  return db.all(sql`select tag, count(*) as count from customer_tag group by tag order by count(*) desc, tag`)
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
  }>(sql`
    select name, address_as as addressAs, note, username, phone,
      (select json_group_array(tag) from customer_tag where customer_seq = seq) as tags
    from customer where seq = ${customerSeq}`)
  if (customer === undefined) return
  const words = searchWords({ ...customer, tags: JSON.parse(customer.tags) as string[] })
  db.run(
    sql`insert into customer_words (seq, words) values (${customerSeq}, ${words}) on conflict (seq) do update set words = excluded.words`,
  )
}

function conditionsOf(filter: CustomerFilter): Sql[] {
  const conditions: Sql[] = []
  const query = searchQuery(filter.search)
  if (query !== null) conditions.push(sql`c.seq in (select rowid from customer_search where customer_search match ${query})`)
  if (filter.tag !== undefined) conditions.push(sql`c.seq in (select customer_seq from customer_tag where tag = ${filter.tag})`)
  if (filter.offers !== undefined) conditions.push(sql`c.offers = ${filter.offers}`)
  if (filter.importId !== undefined) conditions.push(sql`c.import_id = ${filter.importId}`)
  if (filter.group !== null) conditions.push(filter.group)
  return conditions
}

const all = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? sql`true` : joinSql(conditions, ' and '))

function toRow(stored: Stored): Row {
  const { seq: _seq, recency: _recency, lastInboundAt, tags, ...row } = stored
  const windowClosesAt = lastInboundAt === null ? null : ((lastInboundAt + REPLY_WINDOW_MS) as Row['windowClosesAt'])
  return { ...row, tags: JSON.parse(tags) as string[], windowClosesAt }
}
