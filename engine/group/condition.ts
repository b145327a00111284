import { inList, joinSql, sql, type Sql } from '../store/index.ts'
import { factOf, type ByFact, type Condition, type Fact, type RowFact, type Rule } from './facts.ts'
import { sinceDays, type Moment } from './moment.ts'

/** Free text may be sent that long after the last message of the customer. @source UX fact F1 */
export const REPLY_WINDOW_MS = 24 * 3_600_000

/** The last word in the chat is the customer's, and nobody ended the chat without one. */
export const isWaiting: Sql = sql`exists (
  select 1 from conversation w where w.customer_seq = c.seq and w.last_direction = 'in' and w.closed = 0)`

/**
 * A rule as an SQL expression that is 1 or 0 for a row of `customer c`, never null. Pure: the moment is given, and nothing
 * is read. Rows of an erased person are gone, so no rule holds for them.
 */
export function groupCondition(rule: Rule, moment: Moment): Sql {
  const lists = rule.any.map(({ all }) => {
    const conditions = all.map((condition) => conditionSql(condition, moment))
    return sql`(${joinSql(conditions, ' and ')})`
  })
  return sql`(${joinSql(lists, ' or ')})`
}

/** One condition, turned round where it is meant so. */
const conditionSql = (condition: Condition, moment: Moment): Sql =>
  condition.not ? sql`not ${plainCondition(condition, moment)}` : plainCondition(condition, moment)

function plainCondition(condition: Condition, moment: Moment): Sql {
  // Who spent nothing spent at least nothing.
  if (condition.fact === 'spent' && condition.atLeastMicros <= 0) return sql`(1)`
  const fact = factOf(condition, moment)
  // The table below has the condition's own type under its name.
  return fact === null ? sql`(${inRow[condition.fact as RowFact](condition as never, moment)})` : factHolds(fact)
}

/** Whether a fact holds for `customer c`, looked up for that one customer. */
export function factHolds({ sources }: Fact): Sql {
  if (sources.length === 0) return sql`(0)`
  const parts = sources.map(({ from, customer, where, having }) => {
    const grouped = having === undefined ? sql`` : sql` group by ${customer} having ${having}`
    return sql`exists (select 1 from ${from} where ${customer} = c.seq and ${where}${grouped})`
  })
  return sql`(${joinSql(parts, ' or ')})`
}

/** A time in the row, on or after a moment; where any time will do, that there is one. */
const since = (column: Sql, from: number | null): Sql => sql`${column} is not null and ${column} >= ${from ?? 0}`

/** What stands in the customer's row; each expression is 0 where the row says nothing. */
const inRow: ByFact<RowFact, [Moment], Sql> = {
  country: ({ countries }) => sql`c.country is not null and c.country in ${inList(countries)}`,
  language: ({ languages }) => sql`c.language is not null and c.language in ${inList(languages)}`,
  offers: ({ states }) => sql`c.offers in ${inList(states)}`,
  joined: ({ withinDays }, moment) => since(sql`c.created_at`, sinceDays(moment, withinDays)),
  number: ({ has }) => numberCondition(has),
  wrote: ({ withinDays }, moment) => since(sql`c.last_inbound_at`, sinceDays(moment, withinDays)),
  'window-open': (_, { at }) => sql`c.last_inbound_at is not null and c.last_inbound_at > ${at - REPLY_WINDOW_MS}`,
  waiting: () => isWaiting,
  offered: ({ withinDays }, moment) => since(sql`c.last_offer_at`, sinceDays(moment, withinDays)),
}

function numberCondition(has: Extract<Condition, { fact: 'number' }>['has']): Sql {
  switch (has) {
    case 'number':
      return sql`c.phone is not null`
    case 'username-only':
      return sql`c.phone is null and c.user_id is not null`
    case 'not-usable':
      return sql`c.unusable_at is not null`
  }
}
