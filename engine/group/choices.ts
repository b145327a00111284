import type { CallOutput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type Sql } from '../store/index.ts'

type Choices = CallOutput<'group.choices'>

/** Each value of an indexed column once, found by leaping from one to the next instead of reading every row. */
const leaps = (table: Sql, column: Sql, where: Sql = sql`true`): Sql => sql`
  with recursive leap (value) as (
    select min(${column}) from ${table} where ${where}
    union all
    select (select min(${column}) from ${table} where ${where} and ${column} > leap.value) from leap where leap.value is not null)
  select value from leap where value is not null`

/** What the index of sources holds; without these words it can not be asked. */
const agreed = sql`purpose = 'offers' and decision = 'yes'`

const valuesOf = (db: ReadHandle, statement: Sql): string[] => db.all<{ value: string }>(statement).map(({ value }) => value)

/** What occurs among the customers; countries and languages are told by whoever keeps a picture of them. */
export const readChoices = (
  db: ReadHandle,
  seen: { readonly countries: readonly string[]; readonly languages: readonly string[] },
): Choices => ({
  tags: valuesOf(db, leaps(sql`customer_tag`, sql`tag`)),
  countries: seen.countries.toSorted(),
  languages: seen.languages.toSorted(),
  sources: valuesOf(db, leaps(sql`consent_event indexed by consent_event_by_source`, sql`source`, agreed)),
  dates: valuesOf(db, leaps(sql`customer_date`, sql`date`)),
  hasOrders: db.get(sql`select 1 from customer_order limit 1`) !== undefined,
})
