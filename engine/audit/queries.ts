import { joinSql, sql, type ReadHandle, type Sql } from '../store/index.ts'
import { columns, headOf, withFacts, type Kept, type Row } from './chain.ts'
import type { Act } from './rules.ts'

export type Wanted = {
  readonly person?: string | undefined
  readonly act?: string | undefined
  readonly subject?: string | undefined
  readonly outcome?: Act['outcome'] | undefined
  readonly since?: number | undefined
  readonly until?: number | undefined
}

/** Where a page goes on. Entries of a time stand in the order of the clock, which may have jumped; all others in the order of writing. */
type Place = { readonly at: number; readonly index: number }
const END: Place = { at: Number.MAX_SAFE_INTEGER, index: Number.MAX_SAFE_INTEGER }

/** So far is counted: a person reads "10,000+" as well as any exact number, and counting a million costs half a second. */
const COUNTED_MOST = 10_000

const isOfTime = ({ since, until }: Wanted): boolean => since !== undefined || until !== undefined

// Only what is wanted is asked for, so that an index serves it.
function conditions({ person, act, subject, outcome, since, until }: Wanted): Sql[] {
  return [
    ...(person === undefined ? [] : [sql`person = ${person}`]),
    ...(act === undefined ? [] : [sql`act = ${act}`]),
    ...(subject === undefined ? [] : [sql`subject = ${subject}`]),
    ...(outcome === undefined ? [] : [sql`outcome = ${outcome}`]),
    ...(since === undefined ? [] : [sql`at >= ${since}`]),
    ...(until === undefined ? [] : [sql`at <= ${until}`]),
  ]
}

/** So many are sorted by time as fast as they are found. */
const FEW = 2_000

/** Whether few entries match by what is no time, so that their own index finds them best. */
function areFew(db: ReadHandle, { person, act, subject }: Wanted): boolean {
  if (subject !== undefined) return true
  const wanted = { person, act }
  return conditions(wanted).length > 0 && countEntries(db, wanted, FEW + 1) <= FEW
}

/** The index of times is named where the planner, which knows no numbers, would sort all entries of a frequent person. */
const source = (db: ReadHandle, wanted: Wanted): Sql =>
  isOfTime(wanted) && !areFew(db, wanted) ? sql`audit_entry indexed by audit_entry_by_time` : sql`audit_entry`

const cursorOf = (wanted: Wanted, { at, index }: Place): string => (isOfTime(wanted) ? `${at}.${index}` : String(index))

function placeOf(wanted: Wanted, cursor: string | undefined): Place {
  const end = { ...END, at: wanted.until ?? END.at }
  const [first = NaN, second = NaN] = (cursor ?? '').split('.').map((part) => (part === '' ? NaN : Number(part)))
  const place = isOfTime(wanted) ? { at: first, index: second } : { at: END.at, index: first }
  return Number.isSafeInteger(place.at) && Number.isSafeInteger(place.index) ? place : end
}

/** A page of entries, newest first. */
export function pageOf(db: ReadHandle, wanted: Wanted, { cursor, limit }: { readonly cursor: string | undefined; readonly limit: number }) {
  const { at, index } = placeOf(wanted, cursor)
  const ofTime = isOfTime(wanted)
  const before = ofTime ? sql`(at, entry_index) < (${at}, ${index})` : sql`entry_index < ${index}`
  // The place in time says where to begin; a second upper bound would hide it from the planner.
  const rest = conditions(ofTime ? { ...wanted, until: undefined } : wanted)
  const order = ofTime ? sql`at desc, entry_index desc` : sql`entry_index desc`
  const found: Kept[] = db
    .all<Row>(
      sql`select ${columns} from ${source(db, wanted)} where ${joinSql([before, ...rest], ' and ')} order by ${order} limit ${limit + 1}`,
    )
    .map(withFacts)
  const entries = found.slice(0, limit)
  const last = entries.at(-1)
  return { entries, nextCursor: found.length > limit && last !== undefined ? cursorOf(wanted, last) : null }
}

/** How many entries match a filter, counted up to a most. */
export function countEntries(db: ReadHandle, wanted: Wanted, most: number = Number.MAX_SAFE_INTEGER): number {
  const counted = db.get<{ count: number }>(
    sql`select count(*) as count from (select 1 from ${source(db, wanted)} where ${joinSql(conditions(wanted), ' and ')} limit ${most})`,
  )
  return counted?.count ?? 0
}

/** How many entries match, as a list shows it. */
export function totalOf(db: ReadHandle, wanted: Wanted): { readonly total: number; readonly isTotalMore: boolean } {
  // Nothing is ever taken out: the last one's place is their number.
  if (conditions(wanted).length === 0) return { total: headOf(db).index, isTotalMore: false }
  const counted = countEntries(db, wanted, COUNTED_MOST + 1)
  return { total: Math.min(counted, COUNTED_MOST), isTotalMore: counted > COUNTED_MOST }
}

/** The people that the log names, by leaps over its index. */
export const peopleIn = (db: ReadHandle): string[] =>
  db
    .all<{ value: string }>(
      sql`with recursive each_one (value) as (
        select min(person) from audit_entry union all
        select (select min(person) from audit_entry where person > each_one.value) from each_one where each_one.value is not null
      ) select value from each_one where value is not null`,
    )
    .map(({ value }) => value)

/** The kinds of acts that stand in the log. */
export const actsIn = (db: ReadHandle): string[] =>
  db
    .all<{ value: string }>(
      sql`with recursive each_one (value) as (
        select min(act) from audit_entry union all
        select (select min(act) from audit_entry where act > each_one.value) from each_one where each_one.value is not null
      ) select value from each_one where value is not null`,
    )
    .map(({ value }) => value)
