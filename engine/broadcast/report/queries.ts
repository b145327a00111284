import { joinSql, sql, type ReadHandle, type Sql } from '../../store/index.ts'
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

/** Where the sends of a broadcast stand in the table; they were written in one go. */
export const spanOf = (db: ReadHandle, broadcastId: string): Span =>
  db.get(sql`select coalesce(min(seq), 0) as first, coalesce(max(seq), 0) as last from send where run_id = ${broadcastId}`) ?? {
    first: 0,
    last: 0,
  }

/** One page of those who were sealed, read in the order of the table: sorting would read every message first. */
export function sendPage(
  db: ReadHandle,
  filter: RecipientFilter,
  page: { readonly after: number; readonly limit: number; readonly span?: Span },
): RecipientRow[] {
  const { first, last } = page.span ?? spanOf(db, filter.broadcastId)
  const conditions = [
    // The plus keeps SQLite from taking the index on runs, which knows no order by seq over all states.
    filter.state === undefined ? sql`+s.run_id = ${filter.broadcastId}` : sql`s.run_id = ${filter.broadcastId}`,
    sql`s.seq > ${Math.max(page.after, first - 1)}`,
    sql`s.seq <= ${last}`,
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
  const isNarrowed = state !== undefined || reason !== undefined || search !== ''
  // Those who did something are counted without looking at their messages.
  if (step !== undefined && isDeed(step) && !isNarrowed) return countDid(db, broadcastId, step)
  const count = (from: Sql) => db.get<{ count: number }>(sql`select count(*) as count ${from}`)?.count ?? 0
  const sends = sql`from send s where ${joinSql([sql`s.run_id = ${filter.broadcastId}`, ...sendConditions(filter)], ' and ')}`
  return count(sends) + count(leftOutFrom(filter))
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

/** Looks people and codes up first: their rows are small, those of messages hold the whole text. */
function foundSends({ broadcastId, search }: RecipientFilter): Sql {
  const byPerson = sql`
    select x.seq from customer c cross join send x on x.customer_seq = c.seq where x.run_id = ${broadcastId} and ${personLike(search)}`
  const byCode = sql`
    select x.seq from coupon_code y cross join send x on x.send_id = y.send_id
    where y.broadcast_id = ${broadcastId} and instr(y.code, upper(${search})) > 0`
  // Only what looks like a code of Meta or a reason is worth reading all messages for.
  if (!/^(\d{1,7}|[a-z]+(-[a-z]+)+)$/.test(search)) return sql`${byPerson} union ${byCode}`
  const byWord = sql`
    select x.seq from send x where x.run_id = ${broadcastId} and x.state in ('planned', 'skipped', 'failed', 'rejected')
      and (x.meta_code = cast(${search} as integer) or x.reason = ${search})`
  return sql`${byPerson} union ${byCode} union ${byWord}`
}

function leftOutConditions({ state, reason, step, search }: RecipientFilter): Sql[] {
  const conditions: Sql[] = []
  // Steps are about those who should get it.
  if (step !== undefined || (state !== undefined && state !== 'skipped')) conditions.push(sql`1 = 0`)
  if (reason !== undefined) conditions.push(sql`l.reason = ${reason}`)
  if (search !== '') conditions.push(sql`(${personLike(search)} or l.reason = ${search})`)
  return conditions
}

const personLike = (search: string): Sql => sql`(
  instr(lower(c.name), lower(${search})) > 0 or instr(lower(c.address_as), lower(${search})) > 0
  or instr(lower(c.username), lower(${search})) > 0 or instr(c.phone, ${digitsOf(search)}) > 0)`

/** The digits of a number as people write it, without the zero in front that a country code replaces; else something that is in no number. */
function digitsOf(search: string): string {
  const isNumber = /^[\d\s()+.-]{3,}$/.test(search)
  const digits = search.replace(/\D/g, '').replace(/^0+/, '')
  return isNumber && digits !== '' ? digits : 'none'
}
