import { joinSql, sql, type ReadHandle, type Sql } from '../../store/index.ts'
import { codesFrom } from '../../coupon/index.ts'
import { searchQuery } from '../../customer/index.ts'
import { countDid, isDeed, stepCondition, type Step } from './people.ts'

export type ReasonCount = { readonly reason: string | null; readonly metaCode: number | null; readonly count: number }

/** Refused and failed messages by Meta's code. */
export const countFailures = (db: ReadHandle, broadcastId: string): ReasonCount[] =>
  db.all(sql`
    select reason, meta_code as metaCode, count(*) as count from send
    where run_id = ${broadcastId} and state in ('failed', 'rejected') group by reason, meta_code order by count(*) desc, meta_code`)

/** People skipped during the run, by reason. */
export const countSkippedSends = (db: ReadHandle, broadcastId: string): ReasonCount[] =>
  db.all(
    sql`select reason, null as metaCode, count(*) as count from send where run_id = ${broadcastId} and state = 'skipped' group by reason`,
  )

/** People left out at approval, by reason. */
export const countLeftOutReasons = (db: ReadHandle, broadcastId: string): ReasonCount[] =>
  db.all(
    sql`select reason, null as metaCode, count(*) as count from broadcast_left_out where broadcast_id = ${broadcastId} group by reason`,
  )

/** What narrows the list of people of a broadcast. */
export type RecipientFilter = {
  readonly broadcastId: string
  readonly state: string | undefined
  readonly reason: string | undefined
  /** The people behind one number of the report. */
  readonly step?: Step | undefined
  readonly search: string
}

/** A place in the list: those sealed come first, then those left out at approval. */
export type RecipientPlace = { readonly part: 'send' | 'left-out'; readonly seq: number }

export type RecipientRow = {
  readonly seq: number
  readonly customerSeq: number | null
  readonly sendId: string | null
  readonly customerId: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly state: string
  readonly reason: string | null
  readonly metaCode: number | null
  readonly couponCode: string | null
  readonly attempts: number
  readonly updatedAt: number
  readonly nextTryAt: number | null
}

const leftOutFrom = (filter: RecipientFilter): Sql => sql`
  from broadcast_left_out l join broadcast b on b.broadcast_id = l.broadcast_id left join customer c on c.seq = l.customer_seq
  where ${joinSql([sql`l.broadcast_id = ${filter.broadcastId}`, ...leftOutConditions(filter)], ' and ')}`

/** Where the messages of a broadcast stand in the table. */
export type Span = { readonly first: number; readonly last: number }

/** Where the sends of a broadcast stand in the table; they were written in one go. Looked up at both ends of each state's index. */
export const spanOf = (db: ReadHandle, broadcastId: string): Span =>
  db.get(sql`
    select coalesce(min(first), 0) as first, coalesce(max(last), 0) as last from (
      select (select min(seq) from send where run_id = n.run_id and state = n.state) as first,
        (select max(seq) from send where run_id = n.run_id and state = n.state) as last
      from send_count n where n.run_id = ${broadcastId})`) ?? { first: 0, last: 0 }

/** One page of those who were sealed, read in the order of the table: sorting would read every message first. */
export function sendPage(
  db: ReadHandle,
  filter: RecipientFilter,
  page: { readonly after: number; readonly limit: number; readonly span?: Span },
): RecipientRow[] {
  const { first, last } = page.span ?? spanOf(db, filter.broadcastId)
  const isSearch = filter.search !== ''
  const after = Math.max(page.after, first - 1)
  const conditions = [
    // The plus keeps SQLite from taking the index on runs, which knows no order by seq over all states.
    filter.state === undefined || isSearch ? sql`+s.run_id = ${filter.broadcastId}` : sql`s.run_id = ${filter.broadcastId}`,
    // What was found are few places: the plus keeps SQLite from walking through all between the first and the last.
    isSearch ? sql`+s.seq > ${after}` : sql`s.seq > ${after}`,
    isSearch ? sql`true` : sql`s.seq <= ${last}`,
    ...sendConditions(filter),
  ]
  return db.all(sql`
    select s.seq, c.seq as customerSeq, s.send_id as sendId, c.customer_id as customerId, c.name, coalesce(s.to_phone, c.phone) as phone, s.state, s.reason, s.meta_code as metaCode,
      k.code as couponCode, s.attempts, s.changed_at as updatedAt, case when s.state = 'planned' then s.not_before end as nextTryAt
    from send s left join customer c on c.seq = s.customer_seq left join coupon_code k on k.send_id = s.send_id
    where ${joinSql(conditions, ' and ')} order by s.seq limit ${page.limit}`)
}

/** One page of those who were left out at approval. */
export const leftOutPage = (
  db: ReadHandle,
  filter: RecipientFilter,
  page: { readonly after: number; readonly limit: number },
): RecipientRow[] =>
  db.all(sql`
    select l.seq, c.seq as customerSeq, null as sendId, c.customer_id as customerId, c.name, c.phone, 'skipped' as state, l.reason, null as metaCode,
      null as couponCode, 0 as attempts, coalesce(b.approved_at, b.saved_at) as updatedAt, null as nextTryAt
    ${leftOutFrom(filter)} and l.seq > ${page.after} order by l.seq limit ${page.limit}`)

/** How many people the filter leaves. */
export function countRecipients(db: ReadHandle, filter: RecipientFilter): number {
  const { broadcastId, state, reason, step, search } = filter
  if (reason !== undefined || search !== '') return countFound(db, filter)
  if (step === undefined || !isDeed(step)) return keptCount(db, filter)
  // Those who did something are counted without looking at their messages.
  return state === undefined ? countDid(db, broadcastId, step) : countFound(db, filter)
}

function countFound(db: ReadHandle, filter: RecipientFilter): number {
  const { broadcastId, search } = filter
  const count = (from: Sql) => db.get<{ count: number }>(sql`select count(*) as count ${from}`)?.count ?? 0
  const ofRun = search === '' ? sql`s.run_id = ${broadcastId}` : sql`+s.run_id = ${broadcastId}`
  return count(sql`from send s where ${joinSql([ofRun, ...sendConditions(filter)], ' and ')}`) + count(leftOutFrom(filter))
}

/** From counts that are kept with each change of a state. */
function keptCount(db: ReadHandle, { broadcastId, state, step }: RecipientFilter): number {
  const conditions = [sql`s.run_id = ${broadcastId}`]
  if (step !== undefined) conditions.push(stepCondition(broadcastId, step))
  if (state !== undefined) conditions.push(sql`s.state = ${state}`)
  const sum = (from: Sql) => db.get<{ count: number }>(sql`select coalesce(sum(rows), 0) as count ${from}`)?.count ?? 0
  const sends = sum(sql`from send_count s where ${joinSql(conditions, ' and ')}`)
  const hasLeftOut = step === undefined && (state === undefined || state === 'skipped')
  return sends + (hasLeftOut ? sum(sql`from broadcast_left_out_count where broadcast_id = ${broadcastId}`) : 0)
}

function sendConditions(filter: RecipientFilter): Sql[] {
  const { broadcastId, state, reason, step, search } = filter
  const conditions: Sql[] = []
  if (step !== undefined) conditions.push(stepCondition(broadcastId, step))
  if (state !== undefined) conditions.push(sql`s.state = ${state}`)
  if (reason !== undefined) conditions.push(sql`(s.reason = ${reason} or cast(s.meta_code as text) = ${reason})`)
  if (search !== '') conditions.push(sql`s.seq in (${foundSends(filter)})`)
  return conditions
}

function foundLeftOut(broadcastId: string, search: string): Sql {
  const query = searchQuery(search)
  if (query === null) return sql`select 0 where 0`
  return sql`
    select y.seq from customer_search f cross join broadcast_left_out y on y.customer_seq = f.rowid
    where f.customer_search match ${query} and +y.broadcast_id = ${broadcastId} limit ${MOST_FOUND + 1}`
}

/** People and codes that a search looks at, each: who types more finds fewer. */
export const MOST_FOUND = 500

/** Looks people and codes up first: their rows are small, those of messages hold the whole text. */
function foundSends({ broadcastId, search }: RecipientFilter): Sql {
  const query = searchQuery(search)
  const byPerson =
    query === null
      ? sql`select 0 where 0`
      : sql`
    select * from (select x.seq from customer_search f cross join send x on x.customer_seq = f.rowid
      where f.customer_search match ${query} and +x.run_id = ${broadcastId} limit ${MOST_FOUND + 1})`
  const byCode = sql`
    select x.seq from coupon_code y cross join send x on x.send_id = y.send_id
    where y.seq in (${codesFrom(sql`(select coalesce(max(c.prefix), '') from coupon_broadcast b join coupon c on c.seq = b.coupon_seq where b.broadcast_id = ${broadcastId})`, search)})
      and +y.broadcast_id = ${broadcastId}`
  if (!/^(\d{1,7}|[a-z]+(-[a-z]+)+)$/.test(search)) return sql`${byPerson} union ${byCode}`
  const word = /^\d/.test(search)
    ? sql`x.meta_code = cast(${search} as integer) and x.meta_code is not null`
    : sql`x.reason = ${search} and x.reason is not null`
  const byWord = sql`
    select * from (select x.seq from send x
      where x.run_id = ${broadcastId} and ${word} and x.state in ('planned', 'skipped', 'failed', 'rejected') limit ${MOST_FOUND + 1})`
  return sql`${byPerson} union ${byCode} union ${byWord}`
}

function leftOutConditions({ broadcastId, state, reason, step, search }: RecipientFilter): Sql[] {
  const conditions: Sql[] = []
  // Steps are about those who should get it.
  if (step !== undefined || (state !== undefined && state !== 'skipped')) conditions.push(sql`1 = 0`)
  if (reason !== undefined) conditions.push(sql`l.reason = ${reason}`)
  if (search !== '') conditions.push(sql`(l.seq in (${foundLeftOut(broadcastId, search)}) or l.reason = ${search})`)
  return conditions
}
