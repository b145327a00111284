import { MOST_FOUND } from '#contract/limits/lists.ts'
import { joinSql, sql, type ReadHandle, type Sql } from '../store/index.ts'
import { searchQuery } from './search-words.ts'

/** What narrows a list of customers. */
export type CustomerFilter = {
  readonly search: string
  readonly tag: string | undefined
  readonly offers: string | undefined
  readonly importId: string | undefined
  /** Only people whose data must not be used. */
  readonly isRestricted: boolean
  /** The condition of a group over the alias `c`. */
  readonly group: Sql | null
}

/** Where a page begins: activity of the last row before it, and its place among rows of the same time. */
export type Position = { readonly recency: number; readonly seq: number }

const OFFERS = ['yes', 'no', 'stopped', 'unknown'] as const
const recency = sql`coalesce(c.last_message_at, c.created_at)`
const inOrder = (most: number): Sql => sql`order by 2 desc, 1 desc limit ${most}`
const before = (after: Position | null, recent: Sql, seq: Sql): Sql =>
  after === null ? sql`true` : sql`(${recent}, ${seq}) < (${after.recency}, ${after.seq})`

type Page = { readonly after: Position | null; readonly most: number }

/**
 * Places in the order of the list: whoever was heard of last comes first. Tags and imports have an index in that order for
 * each state of offers, so that a page of a million is read as quickly as one of ten thousand.
 */
export function placesOf(filter: CustomerFilter, page: Page): Sql {
  const { tag, importId, offers } = filter
  const { after, most } = page
  if (searchQuery(filter.search) !== null)
    return sql`select c.seq, ${recency} as recency from (${foundBy(filter)}) f cross join customer c on c.seq = f.seq
      where ${before(after, recency, sql`c.seq`)} ${inOrder(most)}`
  const isByState = filter.group === null && !filter.isRestricted && (tag === undefined) !== (importId === undefined)
  if (!isByState) return walked(filter, page)
  const parts = (offers === undefined ? OFFERS : [offers]).map((state) =>
    tag === undefined ? importedIn(String(importId), state, page) : taggedIn(tag, state, page),
  )
  return sql`${joinSql(parts, ' union all ')} ${inOrder(most)}`
}

const taggedIn = (tag: string, state: string, { after, most }: Page): Sql => sql`
  select * from (select customer_seq as seq, recency from customer_tag where tag = ${tag} and offers = ${state}
    and ${before(after, sql`recency`, sql`customer_seq`)} order by recency desc, customer_seq desc limit ${most})`

const importedIn = (importId: string, state: string, page: Page): Sql => sql`
  select * from (${walkedWhere(sql`c.import_id = ${importId} and c.offers = ${state}`, page)})`

const walkedWhere = (where: Sql, { after, most }: Page, from: Sql = sql`customer c`): Sql => sql`
  select c.seq, ${recency} as recency from ${from}
  where ${where} and ${before(after, recency, sql`c.seq`)} order by ${recency} desc, c.seq desc limit ${most}`

/** Few are restricted: their own index finds them, and nobody else is looked at. */
const from = ({ isRestricted }: CustomerFilter): Sql => (isRestricted ? sql`customer c indexed by customer_restricted` : sql`customer c`)

const walked = (filter: CustomerFilter, page: Page): Sql => walkedWhere(narrowed(filter), page, from(filter))

/** Places of everybody whom the filter leaves; of a search those who were added last, and no more than are shown. */
export function foundBy(filter: CustomerFilter): Sql {
  const query = searchQuery(filter.search)
  if (query === null) return sql`select c.seq from ${from(filter)} where ${narrowed(filter)}`
  const others = conditionsOf({ ...filter, search: '' })
  const alone = sql`select s.rowid as seq from customer_search s where s.customer_search match ${query}`
  const together = sql`
    select s.rowid as seq from customer_search s cross join customer c on c.seq = s.rowid
    where ${joinSql(others, ' and ')} and s.customer_search match ${query}`
  return sql`${others.length === 0 ? alone : together} order by s.rowid desc limit ${MOST_FOUND + 1}`
}

/** Counts that are kept with each change; null where the filter asks for more than they know. */
export function keptCount(db: ReadHandle, filter: CustomerFilter): number | null {
  const { tag, importId, offers } = filter
  if (asksMore(filter)) return null
  const state = offers === undefined ? sql`true` : sql`offers = ${offers}`
  const row =
    tag === undefined
      ? sql`from customer_count where ${importId === undefined ? sql`true` : sql`import_id = ${importId}`} and ${state}`
      : sql`from customer_tag_count where tag = ${tag} and ${state}`
  return db.get<{ total: number }>(sql`select coalesce(sum(rows), 0) as total ${row}`)?.total ?? 0
}

const asksMore = ({ tag, importId, group, search, isRestricted }: CustomerFilter): boolean =>
  group !== null || isRestricted || searchQuery(search) !== null || (tag !== undefined && importId !== undefined)

/** The filter as a condition on `customer c`. */
export function narrowed(filter: CustomerFilter): Sql {
  const conditions = conditionsOf(filter)
  return conditions.length === 0 ? sql`true` : joinSql(conditions, ' and ')
}

function conditionsOf(filter: CustomerFilter): Sql[] {
  const conditions: Sql[] = []
  const query = searchQuery(filter.search)
  if (query !== null) conditions.push(sql`c.seq in (select rowid from customer_search where customer_search match ${query})`)
  if (filter.tag !== undefined) conditions.push(sql`exists (select 1 from customer_tag where customer_seq = c.seq and tag = ${filter.tag})`)
  if (filter.offers !== undefined) conditions.push(sql`c.offers = ${filter.offers}`)
  if (filter.importId !== undefined) conditions.push(sql`c.import_id = ${filter.importId}`)
  if (filter.isRestricted) conditions.push(sql`c.restricted_at is not null`)
  if (filter.group !== null) conditions.push(filter.group)
  return conditions
}
