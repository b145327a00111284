import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { GroupRule } from '#contract/ipc/group.ts'
import { tempStore } from '../../../test/support/temp-store.ts'
import { sql, type WriteHandle } from '../../store/index.ts'
import { groupCondition } from '../condition.ts'
import type { Rule } from '../facts.ts'
import { add, anybody, layOut, NOON, type Somebody } from '../fixtures/people.ts'
import { anyRule } from '../fixtures/any-rule.ts'
import { createPicture, type Picture } from './picture.ts'

const moment = { at: NOON, timeZone: 'Asia/Taipei', currency: 'TWD' }

let temp: ReturnType<typeof tempStore>
let picture: Picture
beforeEach(() => {
  temp = tempStore()
  temp.store.write(layOut)
  picture = createPicture({ store: temp.store, isUnitedStates: (phone) => phone.startsWith('+1415') })
})
afterEach(() => {
  vi.restoreAllMocks()
  picture.stop()
  temp.remove()
})

/** Ways in which rooms write about somebody; `pick` is any number. */
const changes: readonly ((db: WriteHandle, seq: number, pick: number) => unknown)[] = [
  (db, seq, pick) =>
    db.run(
      sql`update customer set offers = ${['yes', 'no', 'stopped', 'unknown'][pick % 4] ?? 'yes'}, last_offer_at = ${NOON - pick} where seq = ${seq}`,
    ),
  (db, seq, pick) =>
    db.run(
      sql`update customer set country = ${pick % 2 === 0 ? 'JP' : 'TW'}, language = 'en', last_inbound_at = ${NOON - pick * 1_000_000} where seq = ${seq}`,
    ),
  (db, seq) => db.run(sql`delete from customer_tag where customer_seq = ${seq}`),
  (db, seq) => db.run(sql`insert into customer_tag (customer_seq, tag) values (${seq}, 'VIP') on conflict do nothing`),
  (db, seq) => db.run(sql`delete from customer where seq = ${seq}`),
  (db, seq) => db.run(sql`update send set state = 'read', accepted_at = ${NOON} where customer_seq = ${seq}`),
  (db, seq) => db.run(sql`delete from customer_order where customer_seq = ${seq}`),
  (db, seq) => db.run(sql`update customer_order set customer_seq = null where customer_seq = ${seq}`),
  (db, seq) => db.run(sql`delete from message where customer_seq = ${seq}`),
  (db, seq) => db.run(sql`delete from message_words where seq in (select seq from message where customer_seq = ${seq})`),
  (db, seq, pick) =>
    db.run(sql`update message set customer_seq = (select min(seq) from customer) where customer_seq = ${seq} and ${pick} % 3 = 0`),
  (db, seq) =>
    db.run(sql`
      insert into conversation (customer_seq, last_at, last_direction) values (${seq}, 1, 'in')
      on conflict (customer_seq) do update set last_direction = iif(last_direction = 'in', 'out', 'in')`),
  (db, seq) => db.run(sql`update coupon_code set state = 'issued', uses = 1 - uses where customer_seq = ${seq}`),
  (db, seq) =>
    db.run(sql`
      insert into redemption_undo (redemption_seq, at, by_whom) select seq, 1, 'owner' from redemption where customer_seq = ${seq} and seq not in (select redemption_seq from redemption_undo)`),
  (db, seq) => db.run(sql`delete from customer_date where customer_seq = ${seq}`),
  (db, seq) => db.run(sql`update import_row set customer_seq = null where customer_seq = ${seq}`),
]

const someWrite = fc.record({
  newcomers: fc.array(anybody, { maxLength: 3 }),
  changed: fc.array(fc.record({ who: fc.nat(), how: fc.nat(changes.length - 1), pick: fc.nat(1_000) }), { maxLength: 6 }),
  isTakenBack: fc.constantFrom(false, false, false, true),
})

class TakenBack extends Error {}

function write({
  newcomers,
  changed,
  isTakenBack,
}: {
  newcomers: readonly Somebody[]
  changed: readonly { who: number; how: number; pick: number }[]
  isTakenBack: boolean
}): void {
  try {
    temp.store.write((db) => {
      for (const one of newcomers) add(db, one)
      for (const { who, how, pick } of changed) {
        const seqs = db.all<{ seq: number }>(sql`select seq from customer order by seq`)
        const seq = seqs[who % Math.max(1, seqs.length)]?.seq
        if (seq !== undefined && db.get(sql`select 1 from customer where seq = ${seq}`) !== undefined) changes[how]?.(db, seq, pick)
      }
      if (isTakenBack) throw new TakenBack()
    })
  } catch (cause) {
    if (!(cause instanceof TakenBack)) throw cause
  }
}

const bySql = (rule: Rule): number[] =>
  temp.store.read
    .all<{ seq: number }>(sql`select c.seq from customer c where ${groupCondition(rule, moment)} order by c.seq`)
    .map(({ seq }) => seq)

const everybody = GroupRule.parse({ any: [{ all: [{ fact: 'joined', withinDays: null }] }] })

async function byPicture(rule: Rule): Promise<number[]> {
  await picture.refresh()
  const holds = await picture.test(rule, moment)
  await picture.refresh()
  const seqs: number[] = []
  await picture.walk(0, (seq) => {
    if (holds(seq)) seqs.push(seq)
    return true
  })
  return seqs
}

describe('the picture of the customers', () => {
  it('shows what the vault says after any writes, taken back ones and erased people included', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(someWrite, fc.array(anyRule, { minLength: 1, maxLength: 5 })), { maxLength: 5 }),
        async (rounds) => {
          for (const [written, rules] of rounds) {
            write(written)
            for (const asked of rules) {
              const rule = GroupRule.parse(asked)
              expect(await byPicture(rule)).toEqual(bySql(rule))
              expect(picture.people()).toBe(bySql(everybody).length)
            }
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('brings in what is written while a set is being filled', async () => {
    const rule = GroupRule.parse({ any: [{ all: [{ fact: 'tag', tags: ['VIP'] }] }] })
    temp.store.write((db) => fc.sample(anybody, { numRuns: 300, seed: 7 }).forEach((one) => add(db, one)))
    await picture.refresh()
    const counting = byPicture(rule)
    const other = byPicture(rule)
    temp.store.write((db) =>
      db.run(sql`insert into customer_tag (customer_seq, tag) select seq, 'VIP' from customer where seq % 3 = 0 on conflict do nothing`),
    )
    await Promise.all([counting, other])
    expect(await byPicture(rule)).toEqual(bySql(rule))
  })

  it('lets others in between while it is made and asked', async () => {
    temp.store.write((db) => {
      for (let n = 1; n <= 20_000; n += 1)
        db.run(
          sql`insert into customer (customer_id, phone, name, offers, created_at, changed_at) values (${`cus_${n}`}, ${`+8869${n}`}, '', 'yes', 1, 1)`,
        )
    })
    // Each look at the clock finds it gone on, so that no computer is too quick to need a second turn.
    let now = performance.now()
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 5))
    let turns = 0
    let isOver = false
    const takeTurns = (): void => {
      turns += 1
      if (!isOver) setImmediate(takeTurns)
    }
    setImmediate(takeTurns)
    await picture.refresh()
    isOver = true
    expect(turns).toBeGreaterThan(1)
  })

  it('ends in the middle of its work when the vault is closed', async () => {
    temp.store.write((db) => fc.sample(anybody, { numRuns: 50, seed: 7 }).forEach((one) => add(db, one)))
    picture.stop()
    await expect(picture.refresh()).rejects.toThrow('The vault was closed')
  })
})
