import type { ParsedInput } from '#contract/ipc/index.ts'
import { groupCondition, isWaiting, momentOf, ruleOf, type Moment } from '../../group/index.ts'
import { inList, joinSql, sql, type ReadHandle, type Sql } from '../../store/index.ts'
import { narrowedTo } from '../time/narrow.ts'
import { createHoldout } from './holdout.ts'
import { offeredOften, offerLimits } from './offered.ts'
import type { Person } from './rules.ts'

export type Audience = ParsedInput<'broadcast.audience'>['audience']

/** When, where and for which broadcast an audience is asked. */
export type Asking = Moment & {
  /** Decides who is kept back; before there is a broadcast, any fixed word. */
  readonly broadcastId: string
}

/** Stands in for the id of a broadcast that is not saved yet. */
export const NO_BROADCAST = 'preview'

/** What an audience is asked with: the shop's days and money, a moment (ms), and a broadcast. */
export const askingOf = (
  shop: { readonly timeZone: string; readonly currency: string },
  { at, broadcastId = NO_BROADCAST }: { readonly at: number; readonly broadcastId?: string | undefined },
): Asking => ({ ...momentOf(shop, at), broadcastId })

/** People per statement: large enough to be quick, small enough to let others in between. */
export const PAGE_PEOPLE = 2_000
/** Numbers that one statement looks through where few of them match. */
const WIDEST_RANGE = 16_000

export const personColumns = sql`
  c.seq, c.customer_id as customerId, c.name, c.address_as as addressAs, c.phone, c.user_id as userId, c.same_person_key as samePersonKey,
  c.language, c.offers, c.blocked, c.restricted_at as restrictedAt, c.unusable_at as unusableAt, c.last_inbound_at as lastInboundAt, c.last_offer_at as lastOfferAt`

/** What an audience asks of a person beside matching: left out by a group, waiting for an answer, offered to often. */
const askedColumns = (db: ReadHandle, audience: Audience, asking: Asking): Sql => sql`
  ${excluded(db, audience, asking)} as isExcluded, ${audience.excludeWaiting ? isWaiting : sql`0`} as isWaiting,
  ${offeredTooOften(db, audience, asking.at)} as isOfferedOften`

/** All columns of a person of an audience. */
export const memberColumns = (db: ReadHandle, audience: Audience, asking: Asking): Sql =>
  sql`${personColumns}, ${askedColumns(db, audience, asking)}`

/** Which customers an audience asks, as a condition on `customer c`. A group that is gone holds for nobody. */
export function matches(db: ReadHandle, { include, excludeTags, seriesTime }: Audience, asking: Asking): Sql {
  const conditions = [included(db, include, asking)]
  if (excludeTags.length > 0) conditions.push(sql`not ${tagged(excludeTags)}`)
  if (seriesTime !== undefined) conditions.push(...narrowedTo(seriesTime))
  return joinSql(conditions, ' and ')
}

const tagged = (tags: readonly string[]): Sql =>
  sql`exists (select 1 from customer_tag t where t.customer_seq = c.seq and t.tag in ${inList(tags)})`

function included(db: ReadHandle, include: Audience['include'], asking: Asking): Sql {
  switch (include.kind) {
    case 'everyone':
      return sql`1`
    case 'tags':
      return tagged(include.tags)
    case 'groups':
      return anyGroup(db, include.groupIds, asking)
    case 'rule':
      return groupCondition(include.rule, asking)
    case 'import':
      return sql`(c.import_id is ${include.importId} or exists (select 1 from import_row r where r.import_id = ${include.importId} and r.customer_seq = c.seq))`
    case 'customers':
      return sql`c.customer_id in ${inList(include.customerIds)}`
  }
}

/** One of some groups holds. */
function anyGroup(db: ReadHandle, groupIds: readonly string[], asking: Asking): Sql {
  const rules = groupIds.map((groupId) => ruleOf(db, groupId)).filter((rule) => rule !== undefined)
  return rules.length === 0
    ? sql`(0)`
    : sql`(${joinSql(
        rules.map((rule) => groupCondition(rule, asking)),
        ' or ',
      )})`
}

function excluded(db: ReadHandle, { excludeGroupIds, excludeRule }: Audience, asking: Asking): Sql {
  const parts = [
    ...(excludeGroupIds.length === 0 ? [] : [anyGroup(db, excludeGroupIds, asking)]),
    ...(excludeRule === null ? [] : [groupCondition(excludeRule, asking)]),
  ]
  return parts.length === 0 ? sql`0` : sql`(${joinSql(parts, ' or ')})`
}

/** Whether any of the limits of offers is reached. */
function offeredTooOften(db: ReadHandle, audience: Audience, at: number): Sql {
  const limits = offerLimits(db, audience).map((limit) => sql`(${offeredOften(limit, at)})`)
  return limits.length === 0 ? sql`0` : sql`(${joinSql(limits, ' or ')})`
}

/** Groups that an audience asks or leaves out and that are gone: the broadcast must not be sent as if they had been empty. */
export const missingGroups = (db: ReadHandle, { include, excludeGroupIds }: Audience): string[] =>
  [...new Set([...(include.kind === 'groups' ? include.groupIds : []), ...excludeGroupIds])].filter(
    (groupId) => ruleOf(db, groupId) === undefined,
  )

/**
 * The people of an audience in the order of their numbers inside the database, page by page; each page is read when it
 * is asked for. Hand-picked people are looked up once, because their list is long to read for each page.
 * @param options.after only people after this number
 */
export function* peoplePages(
  db: ReadHandle,
  audience: Audience,
  { after = 0, ...asking }: Asking & { readonly after?: number },
): Generator<Person[]> {
  const isHeldBack = createHoldout(audience.holdoutPercent, asking.broadcastId)
  const asPeople = (rows: readonly Person[]): Person[] => rows.map((person) => ({ ...person, isHeldBack: isHeldBack(person.seq) }))
  const pages =
    audience.include.kind === 'customers' ? pickedPages(db, audience, { ...asking, after }) : askedPages(db, audience, { ...asking, after })
  for (const page of pages) yield audience.holdoutPercent === 0 ? page : asPeople(page)
}

type After = Asking & { readonly after: number }

function* pickedPages(db: ReadHandle, audience: Audience, { after, ...asking }: After): Generator<Person[]> {
  const condition = matches(db, audience, asking)
  const columns = memberColumns(db, audience, asking)
  const seqs = db.all<{ seq: number }>(sql`select c.seq from customer c where ${condition} and c.seq > ${after} order by c.seq`)
  for (let start = 0; start < seqs.length; start += PAGE_PEOPLE) {
    const page = seqs.slice(start, start + PAGE_PEOPLE).map((row) => row.seq)
    yield db.all<Person>(sql`select ${columns} from customer c where c.seq in ${inList(page)} order by c.seq`)
  }
}

/** Statements look through so many numbers and no more, so that few matches among many customers hold up nobody. */
function* askedPages(db: ReadHandle, audience: Audience, { after, ...asking }: After): Generator<Person[]> {
  const condition = matches(db, audience, asking)
  const columns = memberColumns(db, audience, asking)
  const end = db.get<{ seq: number | null }>(sql`select max(seq) as seq from customer`)?.seq ?? 0
  for (let [last, range] = [after, PAGE_PEOPLE]; last < end;) {
    const upTo = last + range
    const page = db.all<Person>(
      sql`select ${columns} from customer c where c.seq > ${last} and c.seq <= ${upTo} and ${condition} order by c.seq limit ${PAGE_PEOPLE}`,
    )
    yield page
    last = page.length < PAGE_PEOPLE ? upTo : (page.at(-1)?.seq ?? upTo)
    range = page.length < PAGE_PEOPLE / 4 ? Math.min(range * 2, WIDEST_RANGE) : PAGE_PEOPLE
  }
}

/** One person, whether in an audience or not. */
export const personById = (db: ReadHandle, customerId: string): Person | undefined =>
  db.get<Person>(sql`select ${personColumns} from customer c where c.customer_id = ${customerId}`)

/** Some people by their numbers inside the database, in that order. */
export const peopleBySeq = (db: ReadHandle, seqs: readonly number[]): Pick<Person, 'customerId' | 'name' | 'phone'>[] =>
  db.all(sql`select customer_id as customerId, name, phone from customer where seq in ${inList(seqs)} order by seq`)
