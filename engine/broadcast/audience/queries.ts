import { inList, joinSql, sql, type ReadHandle, type Sql } from '../../store/index.ts'
import type { ParsedInput } from '#contract/ipc/index.ts'
import type { Person } from './rules.ts'

export type Audience = ParsedInput<'broadcast.audience'>['audience']

/** People per statement: large enough to be quick, small enough to let others in between. */
export const PAGE_PEOPLE = 2_000

export const personColumns = sql`
  c.seq, c.customer_id as customerId, c.name, c.address_as as addressAs, c.phone, c.user_id as userId, c.same_person_key as samePersonKey,
  c.language, c.offers, c.blocked, c.unusable_at as unusableAt, c.last_inbound_at as lastInboundAt, c.last_offer_at as lastOfferAt`

/** Which customers an audience asks, as a condition on `customer c`. */
export function matches({ include, excludeTags }: Audience): Sql {
  const tagged = (tags: readonly string[]) =>
    sql`exists (select 1 from customer_tag t where t.customer_seq = c.seq and t.tag in ${inList(tags)})`
  const conditions = [included(include, tagged)]
  if (excludeTags.length > 0) conditions.push(sql`not ${tagged(excludeTags)}`)
  return joinSql(conditions, ' and ')
}

function included(include: Audience['include'], tagged: (tags: readonly string[]) => Sql): Sql {
  switch (include.kind) {
    case 'everyone':
      return sql`1 = 1`
    case 'tags':
      return tagged(include.tags)
    case 'import':
      return sql`(c.import_id = ${include.importId} or c.seq in (select customer_seq from import_row where import_id = ${include.importId}))`
    case 'customers':
      return sql`c.customer_id in ${inList(include.customerIds)}`
  }
}

/**
 * The people of an audience in the order of their numbers inside the database, page by page; each page is read when it
 * is asked for. Hand-picked people are looked up once, because their list is long to read for each page.
 */
export function* peoplePages(db: ReadHandle, audience: Audience, after = 0): Generator<Person[]> {
  if (audience.include.kind === 'customers') {
    const seqs = db.all<{ seq: number }>(sql`select c.seq from customer c where ${matches(audience)} and c.seq > ${after} order by c.seq`)
    for (let start = 0; start < seqs.length; start += PAGE_PEOPLE) {
      const page = seqs.slice(start, start + PAGE_PEOPLE).map((row) => row.seq)
      yield db.all<Person>(sql`select ${personColumns} from customer c where c.seq in ${inList(page)} order by c.seq`)
    }
    return
  }
  const condition = matches(audience)
  for (let last = after; ;) {
    const page = db.all<Person>(
      sql`select ${personColumns} from customer c where c.seq > ${last} and ${condition} order by c.seq limit ${PAGE_PEOPLE}`,
    )
    yield page
    if (page.length < PAGE_PEOPLE) return
    last = page.at(-1)?.seq ?? last
  }
}

/** One person, whether in an audience or not. */
export const personById = (db: ReadHandle, customerId: string): Person | undefined =>
  db.get<Person>(sql`select ${personColumns} from customer c where c.customer_id = ${customerId}`)
