import type { GroupRule } from '#contract/ipc/group.ts'
import type { z } from 'zod'
import { textQuery } from '../text-search/index.ts'
import { inList, sql, type Sql } from '../store/index.ts'
import { comesRound, daysAhead } from './comes-round.ts'
import { sinceDays, type Moment } from './moment.ts'

export type Rule = z.infer<typeof GroupRule>
export type Condition = Rule['any'][number]['all'][number]

/** Rows about customers; the condition holds for a customer with at least one row (or with what `having` asks of all of them). */
export type Source = { readonly from: Sql; readonly customer: Sql; readonly where: Sql; readonly having?: Sql }

/** The same rows, read for all people along an index, some at a time. */
export type Reading = Source & {
  /** What the index goes along, and which part of it; the customer's number unless told otherwise. */
  readonly along?: { readonly key: Sql; readonly within: Sql }
}

/** A fact that stands in other records than the customer's row: any of some sources. */
export type Fact = {
  readonly sources: readonly Source[]
  /** How to look it up for one customer, where the sources would first find everybody. */
  readonly alone?: readonly Source[]
  /** How all people are read, where that is another way than looking somebody up. */
  readonly readings?: readonly Reading[]
}

const WEEK_MS = 7 * 86_400_000

/** True from a moment on; always where there is none. */
const from = (column: Sql, since: number | null): Sql => (since === null ? sql`1` : sql`${column} >= ${since}`)

type Of<F extends Condition['fact']> = Extract<Condition, { fact: F }>
/** Conditions that the customer's own row answers. */
export type RowFact = 'country' | 'language' | 'offers' | 'joined' | 'number' | 'wrote' | 'window-open' | 'waiting' | 'offered'
type RecordFact = Exclude<Condition['fact'], RowFact>

/** What answers each kind of condition, by its name. */
export type ByFact<F extends Condition['fact'], A extends readonly unknown[], R> = {
  readonly [N in F]: (condition: Of<N>, ...rest: A) => R
}

const inRecords: ByFact<RecordFact, [Moment], Fact> = {
  tag: ({ tags, match }) => tagFact(tags, match),
  'consent-source': ({ sources }) =>
    one(
      sql`consent_event f indexed by consent_event_by_source`,
      sql`f.customer_seq`,
      sql`f.purpose = 'offers' and f.decision = 'yes' and f.source in ${inList(sources)}`,
    ),
  import: ({ importId }) => importFact(importId),
  date: ({ date, inDays }, moment) =>
    one(
      sql`customer_date f`,
      sql`f.customer_seq`,
      // The plus keeps SQLite on the index of the customer, which readings go along.
      sql`+f.date = ${date} and ${comesRound(daysAhead(moment, inDays))}`,
    ),
  field: (condition) => fieldFact(condition),
  ordered: (condition, moment) => orderFact(condition, moment),
  'ordered-product': (condition, moment) => orderFact(condition, moment),
  spent: (condition, moment) => orderFact(condition, moment),
  coupon: (condition, moment) => couponFact(condition, moment),
  'wrote-word': (condition, moment) => messageFact(condition, moment),
  'asked-product': (condition, moment) => messageFact(condition, moment),
  broadcast: (condition, moment) => broadcastFact(condition, moment),
}

/** The records that a condition asks; null when the customer's own row answers it. */
export function factOf(condition: Condition, moment: Moment): Fact | null {
  if (!(condition.fact in inRecords)) return null
  // The table above has the condition's own type under its name.
  return (inRecords as ByFact<string & RecordFact, [Moment], Fact>)[condition.fact as RecordFact](condition as never, moment)
}

const one = (table: Sql, customer: Sql, where: Sql): Fact => ({ sources: [{ from: table, customer, where }] })

function tagFact(tags: readonly string[], match: 'any' | 'all'): Fact {
  const wanted = [...new Set(tags)]
  const source = { from: sql`customer_tag f`, customer: sql`f.customer_seq`, where: sql`f.tag in ${inList(wanted)}` }
  const isPlain = match === 'any' || wanted.length === 1
  return { sources: [isPlain ? source : { ...source, having: sql`count(*) = ${wanted.length}` }] }
}

/** Who was added by an import, or was there and is named in it. */
const importFact = (importId: string): Fact => ({
  sources: [
    { from: sql`customer f indexed by customer_import`, customer: sql`f.seq`, where: sql`f.import_id = ${importId}` },
    {
      from: sql`import_row f indexed by import_row_of_import`,
      customer: sql`f.customer_seq`,
      where: sql`f.customer_seq is not null and f.import_id = ${importId}`,
    },
  ],
})

/** A value of a fact of the shop's own; a fact that was removed holds for nobody. */
function fieldFact({ fieldId, test, values }: Of<'field'>): Fact {
  const field = sql`+f.field_seq = (select seq from customer_field where field_id = ${fieldId})`
  return one(sql`customer_field_value f`, sql`f.customer_seq`, sql`${field} and ${fieldTest(test, values)}`)
}

function fieldTest(test: Of<'field'>['test'], values: readonly string[]): Sql {
  const [least = ''] = values
  switch (test) {
    case 'has':
      return sql`1`
    case 'is':
      return sql`(f.value collate nocase in ${inList(values)} or f.amount in ${inList(values.map(Number).filter(Number.isFinite))})`
    case 'at-least':
      return sql`iif(f.amount is null, f.value >= ${least}, f.amount >= ${Number(least)})`
    case 'at-most':
      return sql`iif(f.amount is null, f.value <= ${least}, f.amount <= ${Number(least)})`
  }
}

type OrderCondition = Extract<Condition, { fact: 'ordered' | 'ordered-product' | 'spent' }>

function orderFact(condition: OrderCondition, moment: Moment): Fact {
  const since = sinceDays(moment, condition.withinDays)
  const orders = { from: sql`customer_order f`, customer: sql`f.customer_seq` }
  const inTime = sql`f.customer_seq is not null and ${from(sql`+f.at`, since)}`
  if (condition.fact === 'ordered')
    return { sources: [{ ...orders, where: inTime, ...(condition.times > 1 ? { having: sql`count(*) >= ${condition.times}` } : {}) }] }
  if (condition.fact === 'spent')
    return {
      sources: [
        {
          ...orders,
          where: sql`${inTime} and f.currency = ${moment.currency}`,
          having: sql`sum(f.total_micros) >= ${condition.atLeastMicros}`,
        },
      ],
    }
  const bought = sql`l.retailer_id in ${inList(condition.products)}`
  return {
    sources: [
      {
        from: sql`customer_order f cross join customer_order_line l on l.order_seq = f.seq`,
        customer: sql`f.customer_seq`,
        where: sql`${inTime} and ${bought}`,
      },
    ],
    readings: [...new Set(condition.products)].map((product) => ({
      from: sql`customer_order_line l indexed by customer_order_line_by_product`,
      customer: sql`l.customer_seq`,
      where: sql`l.retailer_id = ${product} and l.customer_seq is not null and ${from(sql`l.at`, since)}`,
      along: { key: sql`l.at`, within: sql`l.retailer_id = ${product}` },
    })),
  }
}

/**
 * When a code of one's own was given out: by hand, or when its message was with Meta; of older ones, when it was made. The
 * message is looked up in an index that holds its time, because the rows themselves are long.
 */
const givenOutAt = sql`coalesce(
  (select h.at from coupon_handout h where h.seq = f.handout_seq),
  (select max(s.accepted_at) from send s indexed by send_by_customer where s.customer_seq = f.customer_seq and s.run_id = f.broadcast_id),
  f.created_at)`

/** Codes count from the moment they were given out, shared ones from the moment their message was with Meta. */
function couponFact(condition: Extract<Condition, { fact: 'coupon' }>, moment: Moment): Fact {
  const since = sinceDays(moment, condition.withinDays)
  const ofCoupon = (column: Sql): Sql =>
    condition.couponId === null ? sql`1` : sql`${column} = (select seq from coupon where coupon_id = ${condition.couponId})`
  if (condition.state === 'used')
    return one(
      sql`redemption f`,
      sql`f.customer_seq`,
      sql`f.customer_seq is not null and ${from(sql`+f.at`, since)} and ${ofCoupon(sql`+f.coupon_seq`)}
        and not exists (select 1 from redemption_undo u where u.redemption_seq = f.seq)`,
    )
  const isUnused = condition.state === 'unused'
  const own = {
    from: sql`coupon_code f`,
    customer: sql`f.customer_seq`,
    where: sql`f.customer_seq is not null and f.state = 'issued' and ${from(givenOutAt, since)} and ${ofCoupon(sql`+f.coupon_seq`)}
      and ${isUnused ? sql`f.uses = 0` : sql`1`}`,
  }
  // Materialised once: the runs that gave out a code for all.
  const shared = sql`s.run_id in (
    select b.broadcast_id from coupon_broadcast b join coupon k on k.seq = b.coupon_seq where k.codes = 'shared' and ${ofCoupon(sql`b.coupon_seq`)})`
  const notRedeemed = sql`not exists (
    select 1 from redemption r join coupon_broadcast b on b.broadcast_id = s.run_id and b.coupon_seq = r.coupon_seq
    where r.customer_seq = s.customer_seq and not exists (select 1 from redemption_undo u where u.redemption_seq = r.seq))`
  const where = sql`s.customer_seq is not null and ${accepted(sql`s.accepted_at`, since)} and ${shared} and ${isUnused ? notRedeemed : sql`1`}`
  return {
    sources: [own, { from: sql`send s indexed by send_by_customer`, customer: sql`s.customer_seq`, where }],
    readings: [
      own,
      {
        from: sql`send s indexed by send_accepted_at`,
        customer: sql`s.customer_seq`,
        where,
        along: { key: sql`s.accepted_at`, within: sql`s.accepted_at is not null` },
      },
    ],
  }
}

function messageFact(condition: Extract<Condition, { fact: 'wrote-word' | 'asked-product' }>, moment: Moment): Fact {
  const inTime = from(sql`f.at`, sinceDays(moment, condition.withinDays))
  if (condition.fact === 'asked-product')
    return one(
      sql`message f`,
      sql`f.customer_seq`,
      sql`f.about_product in ${inList(condition.products)} and f.direction = 'in' and ${inTime}`,
    )
  const query = textQuery(condition.text)
  // Signs alone are no words: nobody wrote them.
  if (query === null) return { sources: [] }
  const found = sql`select rowid from message_search where message_search match ${query}`
  const written = sql`f.direction = 'in' and ${inTime}`
  return {
    sources: [{ from: sql`message f`, customer: sql`f.customer_seq`, where: sql`${written} and f.seq in (${found})` }],
    alone: [
      {
        from: sql`message f indexed by message_by_customer cross join message_search w on w.rowid = f.seq`,
        customer: sql`f.customer_seq`,
        where: sql`${written} and w.message_search match ${query}`,
      },
    ],
    readings: [
      {
        from: sql`message_search w cross join message f indexed by message_inbound on f.seq = w.rowid`,
        customer: sql`f.customer_seq`,
        where: sql`w.message_search match ${query} and ${written}`,
        along: { key: sql`w.rowid`, within: sql`w.message_search match ${query} and f.direction = 'in'` },
      },
    ],
  }
}

type BroadcastCondition = Extract<Condition, { fact: 'broadcast' }>

/** What became of a message of a broadcast, since it was with Meta; one that never was counts from when that was known. */
function broadcastFact(condition: BroadcastCondition, moment: Moment): Fact {
  const since = sinceDays(moment, condition.withinDays)
  const { broadcastId, outcome } = condition
  if (outcome === 'ordered')
    return one(
      sql`customer_order f`,
      sql`f.customer_seq`,
      sql`f.customer_seq is not null and ${broadcastId === null ? sql`f.broadcast_id is not null` : sql`f.broadcast_id = ${broadcastId}`}
        and ${from(sql`f.at`, since)}`,
    )
  const ofBroadcast = broadcastId === null ? sql`f.run_id in (select broadcast_id from broadcast)` : sql`f.run_id = ${broadcastId}`
  const sent = sql`f.customer_seq is not null and ${ofBroadcast}`
  // What was never with Meta has no time of acceptance.
  const refused = sql`${sent} and f.accepted_at is null and f.state in ('failed', 'rejected', 'unconfirmed') and ${from(sql`f.changed_at`, since)}`
  const reached = sql`${sent} and ${accepted(sql`f.accepted_at`, since)} and ${outcomeOf(outcome)}`
  const looked = { from: sql`send f indexed by send_by_customer`, customer: sql`f.customer_seq` }
  const read = {
    from: sql`send f indexed by send_accepted_at`,
    customer: sql`f.customer_seq`,
    along: { key: sql`f.accepted_at`, within: sql`f.accepted_at is not null` },
  }
  const isRefusedToo = outcome === 'not-delivered'
  return {
    sources: [{ ...looked, where: reached }, ...(isRefusedToo ? [{ ...looked, where: refused }] : [])],
    readings: [
      { ...read, where: reached },
      ...(isRefusedToo
        ? [
            {
              from: sql`send f indexed by send_by_state`,
              customer: sql`f.customer_seq`,
              along: { key: sql`f.seq`, within: refused },
              where: refused,
            },
          ]
        : []),
    ],
  }
}

/** With Meta, since a moment. */
const accepted = (column: Sql, since: number | null): Sql => sql`${column} is not null and ${column} >= ${since ?? 0}`

/** The state is looked up in the index of states: the rows themselves are long, because each carries its message. */
const hasState = (states: readonly string[]): Sql =>
  sql`exists (select 1 from send t indexed by send_by_state where t.run_id = f.run_id and t.state in ${inList(states)} and t.seq = f.seq)`

function outcomeOf(outcome: Exclude<BroadcastCondition['outcome'], 'ordered'>): Sql {
  switch (outcome) {
    case 'got':
      return sql`1`
    case 'delivered':
      return hasState(['delivered', 'read'])
    case 'read':
      return hasState(['read'])
    case 'not-delivered':
      return hasState(['accepted', 'sent', 'failed', 'rejected', 'unconfirmed'])
    case 'replied':
      // The same seven days, to the second of Meta's stamps, the same answers as in the report (no notices of WhatsApp), and to what arrived.
      return sql`${hasState(['delivered', 'read'])} and exists (select 1 from message m where m.customer_seq = f.customer_seq and m.turn in ('asks', 'tap', 'reaction')
        and m.at >= f.accepted_at / 1000 * 1000 and m.at <= f.accepted_at + ${WEEK_MS})`
  }
}
