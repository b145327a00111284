import type { z } from 'zod'
import type { FunnelStep } from '#contract/ipc/broadcast-report.ts'
import { inList, sql, type ReadHandle, type Sql } from '../../store/index.ts'

export type Step = z.infer<typeof FunnelStep>
type DeedStep = Exclude<Step, 'shouldGet' | 'delivered' | 'read'>

/** So long after the message, what somebody does is counted for the broadcast. */
const WEEK_MS = 7 * 86_400_000
/** An answer of Meta that was lost may come to light this long after the run ended: events are repeated for seven days. @source reference part 8.1 */
const LATE_MS = 8 * 86_400_000

/**
 * Person, time and message of everybody whose message arrived: what Meta took and lost, nobody answers. The times only narrow
 * what is read: the plus keeps SQLite from taking an index on runs, which would read every message itself. The state stands
 * in an index as well.
 */
const reached = (broadcastId: string): Sql => sql`
  reached as materialized (
    select s.customer_seq, s.accepted_at, s.seq as send_seq from send s
    where +s.run_id = ${broadcastId} and s.customer_seq is not null and exists (
        select 1 from send t indexed by send_by_state where t.run_id = ${broadcastId} and t.state in ('delivered', 'read') and t.seq = s.seq)
      and s.accepted_at >= (select approved_at from broadcast where broadcast_id = ${broadcastId})
      and s.accepted_at <= coalesce((select finished_at + ${LATE_MS} from run where run_id = ${broadcastId} and state in ('finished', 'stopped')), 9e15)),
  span as materialized (select min(accepted_at) / 1000 * 1000 as first, max(accepted_at) + ${WEEK_MS} as last from reached)`

/** Meta stamps whole seconds, so whoever does something within the second of the acceptance seems to have done it before. */
const within = (at: Sql): Sql => sql`${at} >= r.accepted_at / 1000 * 1000 and ${at} <= r.accepted_at + ${WEEK_MS}`

/** First answers by person, with the message's place: words, taps and reactions; no notices, nothing that was taken off again. */
const answers = (broadcastId: string): Sql => sql`
  with ${reached(broadcastId)}
  select m.customer_seq, min(m.at) as at, m.seq as message_seq, r.send_seq
  from span cross join message m indexed by message_turn cross join reached r
  where m.turn in ('asks', 'tap', 'reaction') and m.at between span.first and span.last and r.customer_seq = m.customer_seq and ${within(sql`m.at`)}
  group by m.customer_seq`

/** People who ended offers, by a tap, a word, a switch in WhatsApp or a word to the shop; no lists that were imported. */
const ended = (broadcastId: string): Sql => sql`
  with ${reached(broadcastId)}
  select distinct e.customer_seq, r.send_seq
  from span cross join consent_event e indexed by consent_event_ended cross join reached r
  where e.purpose = 'offers' and e.decision = 'no' and e.import_id is null and e.at between span.first and span.last
    and r.customer_seq = e.customer_seq and ${within(sql`e.at`)}`

const redeemed = (broadcastId: string): Sql =>
  sql`select distinct customer_seq from redemption_in_force where broadcast_id = ${broadcastId} and customer_seq is not null`

const ordered = (broadcastId: string): Sql =>
  sql`select distinct customer_seq from customer_order where broadcast_id = ${broadcastId} and customer_seq is not null`

/** Places of the messages to some people; looked up by person, because messages are large and these people few. */
const sendsTo = (broadcastId: string, people: Sql): Sql => sql`
  select x.seq as send_seq from (${people}) p cross join send x on x.customer_seq = p.customer_seq where x.run_id = ${broadcastId}`

/** Places of the messages to the people behind one step. */
const SENDS: Readonly<Record<DeedStep, (broadcastId: string) => Sql>> = {
  replied: (broadcastId) => sql`select send_seq from (${answers(broadcastId)})`,
  usedCoupon: (broadcastId) => sendsTo(broadcastId, redeemed(broadcastId)),
  ordered: (broadcastId) => sendsTo(broadcastId, ordered(broadcastId)),
  optedOut: (broadcastId) => sql`select send_seq from (${ended(broadcastId)})`,
}

/** Narrows messages (`s`) of a broadcast to the people behind one number of its report. */
export function stepCondition(broadcastId: string, step: Step): Sql {
  switch (step) {
    case 'shouldGet':
      return sql`true`
    case 'delivered':
      return sql`s.state in ('delivered', 'read')`
    case 'read':
      return sql`s.state = 'read'`
    case 'replied':
    case 'usedCoupon':
    case 'ordered':
    case 'optedOut':
      return sql`s.seq in (${SENDS[step](broadcastId)})`
  }
}

/** How many people are behind a step that tells what they did. */
export const countDid = (db: ReadHandle, broadcastId: string, step: DeedStep): number =>
  db.get<{ count: number }>(sql`select count(*) as count from (${SENDS[step](broadcastId)})`)?.count ?? 0

/** Whether a step tells what people did, and not how far their message came. */
export const isDeed = (step: Step): step is DeedStep => step in SENDS

/** People with an order that is counted for a broadcast. */
export const orderedAmong = (db: ReadHandle, broadcastId: string): ReadonlySet<number> =>
  new Set(db.all<{ seq: number }>(sql`select customer_seq as seq from (${ordered(broadcastId)})`).map(({ seq }) => seq))

/** The first answer of somebody; `seq` is the place of the message. */
export type FirstAnswer = { readonly customerSeq: number; readonly at: number; readonly seq: number }

/** First answers of everybody who answered within seven days, newest first. */
export const firstAnswers = (db: ReadHandle, broadcastId: string): FirstAnswer[] =>
  db.all(sql`
    select customer_seq as customerSeq, at, message_seq as seq from (${answers(broadcastId)}) order by at desc, message_seq desc`)

/** What was said in some messages, as JSON by place. */
export const contentsOf = (db: ReadHandle, seqs: readonly number[]): ReadonlyMap<number, string> =>
  new Map(
    db
      .all<{ seq: number; content: string }>(sql`select seq, content from message where seq in ${inList(seqs)}`)
      .map(({ seq, content }) => [seq, content]),
  )

/** People of a broadcast who got it, and people kept back, each with how many of them ordered within seven days. */
export type Effect = {
  readonly got: { readonly people: number; readonly ordered: number }
  readonly keptBack: { readonly people: number; readonly ordered: number }
}

/**
 * Orders of those who got it within seven days after their message, and of those kept back within seven days after the run
 * began. Who did not get it for another reason is in neither group.
 */
export function effectOf(db: ReadHandle, broadcastId: string, run: { readonly got: number; readonly startedAt: number }): Effect {
  const count = (statement: Sql) => db.get<{ count: number }>(statement)?.count ?? 0
  const kept = sql`select customer_seq from broadcast_left_out where broadcast_id = ${broadcastId} and reason = 'holdout'`
  const { startedAt } = run
  return {
    got: {
      people: run.got,
      ordered: count(sql`
        with ${reached(broadcastId)}
        select count(distinct o.customer_seq) as count
        from span cross join customer_order o indexed by customer_order_by_time cross join reached r
        where o.at between span.first and span.last and r.customer_seq = o.customer_seq and ${within(sql`o.at`)}`),
    },
    keptBack: {
      people: count(sql`select count(*) as count from (${kept})`),
      ordered: count(sql`
        select count(distinct o.customer_seq) as count from customer_order o indexed by customer_order_by_time
        where o.at between ${startedAt} and ${startedAt + WEEK_MS} and o.customer_seq in (${kept})`),
    },
  }
}
