import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempStore } from '../../test/support/temp-store.ts'
import { sql, type Sql, type WriteHandle } from './index.ts'

let temp: ReturnType<typeof tempStore>
beforeEach(() => {
  temp = tempStore()
  temp.store.write((db) => {
    db.run(sql`insert into coupon (seq, coupon_id, name, codes, origin, created_at) values (1, 'cpn_1', 'Tea', 'unique', 'generated', 1)`)
    db.run(sql`insert into broadcast (broadcast_id, name, content, created_at, saved_at) values ('brc_1', 'a', '{}', 1, 1)`)
    db.run(
      sql`insert into run (run_id, owner, purpose, state, pace_per_second, seal_hash, created_at) values ('brc_1', 'broadcast', 'offer', 'running', 1, '', 1)`,
    )
  })
})
afterEach(() => temp.remove())

const OFFERS = ['yes', 'no', 'stopped', 'unknown'] as const
const STATES = ['planned', 'skipped', 'accepted', 'read'] as const
const CODES = ['free', 'reserved', 'issued'] as const
const pick = <T>(list: readonly T[], dice: number): T => list[dice % list.length] as T

/** One change each, of a row that may be there or not. */
const changes: readonly ((db: WriteHandle, who: number, dice: number) => unknown)[] = [
  (db, who, dice) =>
    db.run(sql`
      insert into customer (seq, customer_id, name, offers, import_id, created_at, changed_at)
      values (${who}, ${`cus_${who}`}, 'x', ${pick(OFFERS, dice)}, ${dice % 3 === 0 ? 'imp_1' : null}, ${dice}, 1)
      on conflict (seq) do update set offers = excluded.offers, last_message_at = ${dice}, import_id = excluded.import_id`),
  (db, who) => db.run(sql`delete from customer where seq = ${who}`),
  (db, who, dice) =>
    db.run(
      sql`insert into customer_tag (customer_seq, tag) select seq, ${pick(['a', 'b'], dice)} from customer where seq = ${who} on conflict do nothing`,
    ),
  (db, who) => db.run(sql`delete from customer_tag where customer_seq = ${who}`),
  (db, who, dice) =>
    db.run(sql`
      insert into customer_order (seq, order_id, at, source, total_micros, currency, recorded_at)
      values (${who}, ${`ord_${who}`}, 1, 'till', ${dice}, ${pick(['TWD', 'USD'], dice)}, 1)
      on conflict (seq) do update set total_micros = excluded.total_micros, currency = excluded.currency`),
  (db, who) => db.run(sql`delete from customer_order where seq = ${who}`),
  (db, who, dice) =>
    db.run(sql`
      insert into coupon_code (seq, coupon_seq, code, state, created_at) values (${who}, 1, ${`C${who}`}, 'free', 1)
      on conflict (seq) do update set state = ${pick(CODES, dice)}, uses = ${dice % 2}, expires_at = ${dice % 3 === 0 ? null : dice % 3}`),
  (db, who) => db.run(sql`delete from coupon_code where seq = ${who} and not exists (select 1 from redemption where code_seq = ${who})`),
  (db, who, dice) =>
    db.run(sql`
      insert into redemption (redemption_id, request_id, code_seq, coupon_seq, at, place, by_whom, discount_micros, sales_micros, currency)
      select ${`r${who}-${dice}`}, ${`r${who}-${dice}`}, seq, 1, 1, '', '', ${dice % 2 === 0 ? null : dice}, ${dice}, 'TWD' from coupon_code
      where seq = ${who} and not exists (select 1 from redemption where redemption_id = ${`r${who}-${dice}`})`),
  (db, who) =>
    db.run(
      sql`insert into redemption_undo (redemption_seq, at, by_whom) select seq, 1, '' from redemption where code_seq = ${who} on conflict do nothing`,
    ),
  (db, who, dice) =>
    db.run(sql`
      insert into send (seq, send_id, run_id, rkey, body, body_sha256, price_micros, state, changed_at)
      values (${who}, ${`snd_${who}`}, 'brc_1', ${String(who)}, '{}', '', ${dice % 2 === 0 ? null : dice}, 'planned', 1)
      on conflict (seq) do update set state = ${pick(STATES, dice)}`),
  (db, who) => db.run(sql`delete from send where seq = ${who}`),
  (db, who, dice) =>
    db.run(
      sql`insert into broadcast_left_out (seq, broadcast_id, reason) values (${who}, 'brc_1', ${pick(['blocked', 'no-consent'], dice)}) on conflict do nothing`,
    ),
  (db, who) => db.run(sql`delete from broadcast_left_out where seq = ${who}`),
]

/** What is kept beside what is counted anew. */
const pairs: Readonly<Record<string, readonly [Sql, Sql]>> = {
  customers: [
    sql`select import_id, offers, rows from customer_count order by 1, 2`,
    sql`select coalesce(import_id, '') as import_id, offers, count(*) as rows from customer group by 1, 2 order by 1, 2`,
  ],
  tags: [
    sql`select tag, offers, rows from customer_tag_count order by 1, 2`,
    sql`select t.tag, c.offers, count(*) as rows from customer_tag t join customer c on c.seq = t.customer_seq group by 1, 2 order by 1, 2`,
  ],
  places: [
    sql`select tag, customer_seq, offers, recency from customer_tag order by 1, 2`,
    sql`
      select t.tag, t.customer_seq, c.offers, coalesce(c.last_message_at, c.created_at) as recency
      from customer_tag t join customer c on c.seq = t.customer_seq order by 1, 2`,
  ],
  orders: [
    sql`select currency, total_micros, rows from order_sum order by 1`,
    sql`select currency, sum(total_micros) as total_micros, count(*) as rows from customer_order group by 1 order by 1`,
  ],
  codes: [
    sql`select state, used, expires_at, rows from coupon_code_count order by 1, 2, 3`,
    sql`select state, uses > 0 as used, coalesce(expires_at, -1) as expires_at, count(*) as rows from coupon_code group by 1, 2, 3 order by 1, 2, 3`,
  ],
  redemptions: [
    sql`select coupon_seq, rows, discount_micros, sales_micros from coupon_given where rows <> 0`,
    sql`
      select coupon_seq, count(*) as rows, coalesce(sum(discount_micros), 0) as discount_micros, coalesce(sum(sales_micros), 0) as sales_micros
      from redemption_in_force group by coupon_seq`,
  ],
  sends: [
    sql`select state, rows, price_micros from send_count order by 1`,
    sql`select state, count(*) as rows, coalesce(sum(price_micros), 0) as price_micros from send group by 1 order by 1`,
  ],
  'left out': [
    sql`select reason, rows from broadcast_left_out_count order by 1`,
    sql`select reason, count(*) as rows from broadcast_left_out group by 1 order by 1`,
  ],
}

describe('counts that are kept', () => {
  it('are what counting anew says, whatever comes, changes and goes', () => {
    const step = fc.record({ what: fc.nat(changes.length - 1), who: fc.integer({ min: 1, max: 6 }), dice: fc.integer({ min: 1, max: 40 }) })
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
        for (const { what, who, dice } of steps) temp.store.write((db) => changes[what]?.(db, who, dice))
        for (const [name, [kept, counted]] of Object.entries(pairs))
          expect([name, temp.store.read.all(kept)]).toEqual([name, temp.store.read.all(counted)])
      }),
      { numRuns: 40 },
    )
  })

  it('follow a transaction that is taken back', () => {
    const add = (db: WriteHandle): unknown => changes[0]?.(db, 1, 1)
    expect(() =>
      temp.store.write((db) => {
        add(db)
        throw new Error('taken back')
      }),
    ).toThrow('taken back')
    expect(temp.store.read.all(sql`select sum(rows) as rows from customer_count`)).toEqual([{ rows: null }])
  })
})
